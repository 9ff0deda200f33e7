import type { Event, EventDate, EventState, EventTime, ImportField } from '../../../../shared/contract/events.ts';
import type { Tone } from '../../../ui/StatusBadge.tsx';
import { formatInstant } from '../../../ui/When.tsx';

export const stateWords: Record<EventState, { tone: Tone; label: string }> = {
  draft: { tone: 'neutral', label: 'Draft' },
  published: { tone: 'positive', label: 'Published' },
  archived: { tone: 'neutral', label: 'Archived' },
};

const dayFormat = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
});
const timeFormat = new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'UTC' });

/** A local day: "Wed, Oct 21, 2026". */
export function dayInWords(on: string): string {
  return dayFormat.format(new Date(`${on}T00:00:00.000Z`));
}

/** A local time of day: "7:30 PM". */
export function timeInWords(at: string): string {
  return timeFormat.format(new Date(`2000-01-01T${at}:00.000Z`));
}

export function dateInWords(date: EventDate): string {
  return date.state === 'set' ? dayInWords(date.on) : undecided[date.state];
}

export function startTimeInWords(time: EventTime): string {
  return time.state === 'set' ? timeInWords(time.at) : undecided[time.state];
}

const undecided = { tbd: 'TBD', tba: 'TBA' } as const;

/** Day and time on the clocks of the venue; what is not known is said. */
export function whenInWords({ date, time }: { date: EventDate; time: EventTime }): string {
  if (date.state !== 'set')
    return time.state === 'set' ? `${undecided[date.state]}, ${timeInWords(time.at)}` : undecided[date.state];
  return `${dayInWords(date.on)}, ${time.state === 'set' ? timeInWords(time.at) : `time ${undecided[time.state]}`}`;
}

export const fieldWords: Record<ImportField, string> = {
  name: 'Name',
  opponent: 'Opponent',
  venueId: 'Venue',
  date: 'Date',
  time: 'Time',
  estimatedAt: 'Estimated date',
  onSaleAt: 'On sale from',
  offSaleAt: 'On sale until',
  categoryId: 'Category',
};

/** A value of an import, which is text, as people read it. Instants are shown in the zone. */
export function valueInWords(field: ImportField, value: string | null, zone: string): string {
  if (value === null) return 'nothing';
  if (value === 'TBD' || value === 'TBA') return value;
  if (field === 'date') return dayInWords(value);
  if (field === 'time') return timeInWords(value);
  return isInstant(field) ? formatInstant(value, zone) : value;
}

function isInstant(field: ImportField): boolean {
  return field === 'estimatedAt' || field === 'onSaleAt' || field === 'offSaleAt';
}

type Names = {
  venues: readonly { id: string; name: string }[];
  categories: readonly { id: string; name: string }[];
};

/** What the event has in a field that the vendor fills. */
export function oursInWords(event: Event, field: ImportField, { venues, categories }: Names, zone: string): string {
  switch (field) {
    case 'name':
    case 'opponent':
      return event[field] ?? 'nothing';
    case 'venueId':
      return venues.find(({ id }) => id === event.venueId)?.name ?? 'nothing';
    case 'date':
      return dateInWords(event.date);
    case 'time':
      return startTimeInWords(event.time);
    case 'estimatedAt':
    case 'onSaleAt':
    case 'offSaleAt':
      return valueInWords(field, event[field], zone);
    case 'categoryId': {
      const names = categories.filter(({ id }) => event.categoryIds.includes(id)).map(({ name }) => name);
      return names.length === 0 ? 'nothing' : names.join(', ');
    }
  }
}
