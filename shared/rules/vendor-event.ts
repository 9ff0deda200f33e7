import { TimeZone } from '../contract/common.ts';
import type { Unmapped } from '../contract/events.import.ts';
import { Category, Event, EventDate, EventTime } from '../contract/events.ts';
import type { Said } from './event-import.ts';
import { instantOf } from './local-time.ts';

/** What a vendor says of an event, in its own words. */
export type VendorWords = {
  code: string;
  name: string;
  opponent: string | null;
  date: EventDate;
  time: EventTime;
  /** The day it guesses while the date is undecided. */
  estimatedOn: string | null;
  venueName: string;
  timeZone: string | null;
  category: string | null;
  onSaleAt: Date | null;
  offSaleAt: Date | null;
};
/** What the store calls the vendor's names; keys as `nameKey` makes them. */
export type StoreWords = {
  venues: ReadonlyMap<string, { id: string; isArchived: boolean }>;
  categories: ReadonlyMap<string, string>;
};
type Note = Pick<Unmapped, 'code' | 'value'>;

/** Names are the same in any case of letters and with any spaces around and between. */
export function nameKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * The vendor's words as fields of ours. A field it says no usable thing of is absent, with a note. Null when it cannot be
 * an event at all: its code is a key, so it is used as it is or not at all.
 */
export function readVendorEvent(words: VendorWords, store: StoreWords): { said: Said | null; notes: Note[] } {
  const code = Event.shape.code.safeParse(words.code);
  if (!code.success || code.data !== words.code) {
    return { said: null, notes: [{ code: 'code_unusable', value: words.code.slice(0, 200) }] };
  }
  const notes: Note[] = [];
  const note = (what: Note['code'], value: string) => {
    notes.push({ code: what, value: value.slice(0, 200) });
    return undefined;
  };
  const name = Event.shape.name.safeParse(words.name).data ?? note('name_unusable', words.name);
  const date = EventDate.safeParse(words.date).data ?? note('date_unusable', textOf(words.date));
  const time = EventTime.safeParse(words.time).data ?? note('time_unusable', textOf(words.time));
  const opponent = Event.shape.opponent.safeParse(emptyToNull(words.opponent));
  return {
    said: {
      name,
      date,
      time,
      estimatedAt: estimateOf(words),
      opponent: opponent.success ? opponent.data : note('opponent_unusable', words.opponent ?? ''),
      venueId: venueOf(words, store, note),
      categoryId: categoryOf(words, store, note),
      onSaleAt: words.onSaleAt?.toISOString() ?? null,
      offSaleAt: words.offSaleAt?.toISOString() ?? null,
    },
    notes,
  };
}

/** Noon of the guessed day. Absent when nothing is guessed: staff may have an estimate of their own. */
function estimateOf({ date, estimatedOn, timeZone }: VendorWords): string | undefined {
  const day = EventDate.safeParse({ state: 'set', on: estimatedOn }).data;
  if (date.state === 'set' || day?.state !== 'set') return undefined;
  const zone = TimeZone.safeParse(timeZone).data ?? 'UTC';
  const noon = instantOf({ date: day.on, time: '12:00' }, zone);
  return noon.kind === 'at' ? new Date(noon.at).toISOString() : undefined;
}

type TakeNote = (code: Note['code'], value: string) => undefined;

function venueOf({ venueName }: VendorWords, { venues }: StoreWords, note: TakeNote): string | null | undefined {
  if (nameKey(venueName) === '') return null;
  const venue = venues.get(nameKey(venueName));
  if (venue === undefined) return note('venue_unknown', venueName);
  return venue.isArchived ? note('venue_archived', venueName) : venue.id;
}

function categoryOf({ category }: VendorWords, { categories }: StoreWords, note: TakeNote): string | null | undefined {
  const name = emptyToNull(category);
  if (name === null) return null;
  if (!Category.shape.name.safeParse(name).success) return note('category_unusable', name);
  return categories.get(nameKey(name)) ?? note('category_unknown', name);
}

function emptyToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

function textOf(when: EventDate | EventTime): string {
  if (when.state !== 'set') return when.state.toUpperCase();
  return 'on' in when ? when.on : when.at;
}
