import type { Event } from '../../../../../../shared/contract/events.ts';
import { startTimeInWords } from '../../../events/eventWords.ts';
import type { EventLook } from '../board/EventCard.tsx';
import type { Finding } from '../stage.tsx';

/** What cards say of the events of the season, with what is found about them in this stage. */
export function looksOf(season: readonly Event[], findings: readonly Finding[], now: number): Map<string, EventLook> {
  const found = new Map<string, EventLook['notes'][number][]>();
  for (const { code, severity, params } of findings) {
    const words = shortWords[code];
    if (words === undefined || typeof params.eventCode !== 'string') continue;
    found.set(params.eventCode, [...(found.get(params.eventCode) ?? []), { words, isError: severity === 'error' }]);
  }
  return new Map(
    season.map((event) => {
      const { code } = event;
      return [
        code,
        {
          code,
          name: shortName(event),
          when: shortWhen(event),
          notes: unique([...ownNotes(event, now), ...(found.get(code) ?? [])]),
        },
      ];
    }),
  );
}

/** The opponent, where there is one: the home team's name would be on every card. */
export function shortName({ name, opponent }: Event): string {
  return opponent ?? name;
}

const days = new Intl.DateTimeFormat('en', { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' });

/** "Fri, Jan 22 · 7:00 PM" on the clocks of the venue; "Fri, Jan 22 · time TBD" while that is open. */
export function shortWhen({ date, time }: Pick<Event, 'date' | 'time'>): string {
  const day =
    date.state === 'set' ? days.format(new Date(`${date.on}T00:00:00.000Z`)) : `Date ${date.state.toUpperCase()}`;
  if (time.state === 'set') return `${day} · ${startTimeInWords(time)}`;
  return date.state === 'set' ? `${day} · time ${startTimeInWords(time)}` : day;
}

/** In a card's few words; the stage's findings say them whole. */
const shortWords: Readonly<Record<string, string>> = {
  'events.not_published': 'Not published',
  'events.no_venue': 'No venue',
  'events.past': 'Has begun',
  'events.off_sale': 'Sale is over',
  'events.vendor_cancelled': 'Cancelled at the vendor',
  'events.vendor_missing': 'Gone at the vendor',
  'events.pack_not_in_tier': 'In no tier',
  'events.tier_not_in_pack': 'Not in the pack',
  'definition.event_in_two_tiers': 'In two tiers',
};

function ownNotes({ state, venueId, startsAt }: Event, now: number): EventLook['notes'][number][] {
  const notes = [
    ...(state === 'published' ? [] : ['Not published']),
    ...(venueId === null ? ['No venue'] : []),
    ...(startsAt !== null && Date.parse(startsAt) <= now ? ['Has begun'] : []),
  ];
  return notes.map((words) => ({ words, isError: false }));
}

function unique(notes: EventLook['notes']): EventLook['notes'] {
  return notes.filter(({ words }, at) => notes.findIndex((note) => note.words === words) === at);
}

/** Published, at a venue, and not begun: what a new pack begins with. */
export function isOpen(event: Event, now: number): boolean {
  return event.state === 'published' && ownNotes(event, now).length === 0;
}
