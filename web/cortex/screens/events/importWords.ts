import type { ImportOutcome, ImportReport, KeptBecause, Unmapped } from '../../../../shared/contract/events.import.ts';
import type { Tone } from '../../../ui/StatusBadge.tsx';

type Look = { tone: Tone; label: string; one: string; many: string };

/** `one` and `many` finish "3 …" in the preview's summary. */
export const outcomeWords: Record<ImportOutcome, Look> = {
  made: { tone: 'positive', label: 'New', one: 'new event', many: 'new events' },
  changed: { tone: 'info', label: 'Changes', one: 'event changes', many: 'events change' },
  same: { tone: 'neutral', label: 'Stays', one: 'stays as it is', many: 'stay as they are' },
  cancelled: { tone: 'warning', label: 'Cancelled there', one: 'is cancelled there', many: 'are cancelled there' },
  not_listed: { tone: 'danger', label: 'Unknown there', one: 'is unknown there', many: 'are unknown there' },
  newer: { tone: 'neutral', label: 'Newer here', one: 'was imported later', many: 'were imported later' },
};

/** In the order in which they matter to whoever looks. */
export const outcomes = ['made', 'changed', 'not_listed', 'cancelled', 'newer', 'same'] as const;

export const keptWords: Record<KeptBecause, string> = {
  edited: 'you changed it here',
  fixed: 'publishing fixed it',
  archived: 'the event is archived',
  impossible: 'it would not fit',
};

/** What an import would write: events that are made or changed, and what is made for them. */
export function isNothingToDo({ counts, venues, categoriesMade }: ImportReport): boolean {
  const changes = (counts.made ?? 0) + (counts.changed ?? 0);
  return (
    changes === 0 &&
    categoriesMade.length === 0 &&
    venues.every(({ is, sectionsAdded }) => is !== 'new' && sectionsAdded === 0)
  );
}

/** "41 new events · 2 stay as they are". */
export function countsInWords(counts: ImportReport['counts']): string {
  const told = outcomes.flatMap((outcome) => {
    const count = counts[outcome] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? outcomeWords[outcome].one : outcomeWords[outcome].many}`];
  });
  return told.length === 0 ? 'The vendor has no such event' : told.join(' · ');
}

const unmappedWords: Record<Unmapped['code'], (value: string) => string> = {
  event_unreadable: (value) => `The vendor's words for an event cannot be read, so it is left out: ${value}.`,
  code_unknown: (value) => `The vendor does not know ${value}.`,
  code_unusable: (value) => `${value} cannot be used as a code, so the event is left out.`,
  code_twice: (value) => `The vendor named ${value} twice; the first is taken.`,
  name_unusable: (value) => `The name “${value}” cannot be used.`,
  opponent_unusable: (value) => `The opponent “${value}” cannot be used.`,
  date_unusable: (value) => `The date “${value}” cannot be read.`,
  time_unusable: (value) => `The time “${value}” cannot be read.`,
  venue_unknown: (value) => `No venue here is called “${value}”: its events have none.`,
  venue_archived: (value) => `The venue “${value}” is archived here: its events have none.`,
  venue_unusable: (value) => `The venue “${value}” cannot be made.`,
  zone_unknown: (value) => `The time zone “${value}” is not known; the store’s is used.`,
  sections_unknown: (value) => `The sections of “${value}” could not be read.`,
  category_unknown: (value) => `No category here is called “${value}”.`,
  category_unusable: (value) => `The category “${value}” cannot be made.`,
};

export function unmappedInWords({ code, eventCode, value }: Unmapped): string {
  const words = unmappedWords[code](value);
  return eventCode === null || eventCode === value ? words : `${eventCode}: ${words}`;
}
