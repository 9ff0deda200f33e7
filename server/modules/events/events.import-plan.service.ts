import type { ImportOutcome, Unmapped } from '../../../shared/contract/events.import.ts';
import { Category as CategoryType, mostCategories } from '../../../shared/contract/events.ts';
import {
  blankFields,
  type ImportFields,
  type Merged,
  mergeImport,
  type Said,
} from '../../../shared/rules/event-import.ts';
import { nameKey, readVendorEvent, type StoreWords } from '../../../shared/rules/vendor-event.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import type { VendorEvent } from '../vendors/vendors.types.ts';
import { listAllVenues } from '../venues/venues.service.ts';
import * as categories from './events.categories.repository.ts';
import { fieldsOf, importFieldsOf, readEvents } from './events.details.service.ts';
import type { VendorAnswer } from './events.import.types.ts';
import type { ImportVenue } from './events.import-venues.service.ts';
import * as imports from './events.imports.repository.ts';
import type { Category, EventDetails } from './events.types.ts';

const CategoryName = CategoryType.shape.name;

/** One event of the vendor beside ours. */
export type PlannedEvent = {
  words: VendorEvent;
  /** Null when the store does not have it. */
  event: EventDetails | null;
  outcome: Exclude<ImportOutcome, 'not_listed'>;
  said: Said;
  before: ImportFields;
  merged: Merged;
};
export type Plan = {
  events: PlannedEvent[];
  /** Of the store, no longer known to the vendor. */
  gone: EventDetails[];
  unmapped: Unmapped[];
  zoneOf: (venueId: string | null) => string | null;
  venueNames: ReadonlyMap<string, string>;
  categoryNames: ReadonlyMap<string, string>;
};
type Own = { venues: readonly ImportVenue[]; categories: readonly Category[] };

/** What the import does to each event; nothing is written. The venues and categories it makes are in `own` already. */
export async function planImport(ctx: StoreCtx, answer: VendorAnswer, own: Own): Promise<Plan> {
  const all = [...(await listAllVenues(ctx)), ...own.venues.flatMap(({ venue }) => venue ?? [])];
  const zones = new Map(all.map(({ id, timeZone }) => [id, timeZone]));
  const zoneOf = (venueId: string | null) => zones.get(venueId ?? '') ?? null;
  const existing = await readExisting(ctx, answer);
  const { events, unmapped } = readWords(answer, wordsOf(own));
  return {
    events: events.map(({ words, said }) => planEvent(words, said, existing.get(words.code), { zoneOf, answer })),
    gone: await readEvents(ctx, answer.goneIds),
    unmapped: [...answer.unmapped, ...own.venues.flatMap(({ notes }) => notes), ...unmapped],
    zoneOf,
    venueNames: new Map(all.map(({ id, name }) => [id, name])),
    categoryNames: new Map(own.categories.map(({ id, name }) => [id, name])),
  };
}

/** Names of categories that the vendor has and the store does not, as it writes them first; as many as have room. */
export async function listNewCategories(ctx: StoreCtx, events: readonly VendorEvent[]): Promise<string[]> {
  const known = new Set((await categories.list(ctx.store.db)).map(({ name }) => nameKey(name)));
  const names = new Map<string, string>();
  for (const { category } of events) {
    const name = CategoryName.safeParse(category).data;
    if (name !== undefined && !known.has(nameKey(name)) && !names.has(nameKey(name))) names.set(nameKey(name), name);
  }
  return [...names.values()].slice(0, Math.max(0, mostCategories - known.size));
}

type Existing = { event: EventDetails; row: imports.ImportRow | undefined };

async function readExisting(ctx: StoreCtx, { events }: VendorAnswer): Promise<Map<string, Existing>> {
  const found = await imports.findByCodes(
    ctx.store.db,
    events.map(({ code }) => code),
  );
  const ids = found.map(({ id }) => id);
  const rows = new Map((await imports.find(ctx.store.db, ids)).map((row) => [row.eventId, row]));
  return new Map((await readEvents(ctx, ids)).map((event) => [event.code, { event, row: rows.get(event.id) }]));
}

function wordsOf({ venues, categories: list }: Own): StoreWords {
  return {
    venues: new Map(venues.flatMap(({ key, venue }) => (venue === null ? [] : [[key, venue] as const]))),
    categories: new Map(list.map(({ id, name }) => [nameKey(name), id])),
  };
}

/** Those that can be an event, each code once; what has no place is noted. */
function readWords({ events }: VendorAnswer, store: StoreWords) {
  const usable = new Map<string, { words: VendorEvent; said: Said }>();
  const unmapped: Unmapped[] = [];
  for (const words of events) {
    const { said, notes } = readVendorEvent(words, store);
    const isTwin = usable.has(words.code);
    const eventCode = said === null ? null : words.code;
    if (isTwin) unmapped.push({ code: 'code_twice', eventCode, value: words.name.slice(0, 200) });
    else unmapped.push(...notes.map((note) => ({ ...note, eventCode })));
    if (said !== null && !isTwin) usable.set(words.code, { words, said });
  }
  return { events: [...usable.values()], unmapped };
}

type Around = { zoneOf: Plan['zoneOf']; answer: VendorAnswer };

function planEvent(words: VendorEvent, said: Said, existing: Existing | undefined, { zoneOf, answer }: Around) {
  if (existing === undefined) return planNew(words, said, zoneOf);
  const { event, row } = existing;
  const base = row?.base ?? {};
  const before = importFieldsOf(fieldsOf(event), { base, said });
  const merged = mergeImport({ ours: before, base, said, state: event.state, zoneOf });
  const isNewer = row !== undefined && row.askedAt > answer.askedAt;
  const outcome = merged.followed.length > 0 ? ('changed' as const) : ('same' as const);
  return { words, event, said, before, merged, outcome: isNewer ? ('newer' as const) : outcome };
}

/** A name is what an event cannot be without: one the vendor names unusably goes by its code. */
function planNew(words: VendorEvent, said: Said, zoneOf: Plan['zoneOf']): PlannedEvent {
  const before = { ...blankFields, name: said.name === undefined ? words.code : blankFields.name };
  const base = said.name === undefined ? { name: words.code } : {};
  const merged = mergeImport({ ours: before, base, said, state: 'draft', zoneOf });
  return { words, event: null, said, before, merged, outcome: words.isCancelled ? 'cancelled' : 'made' };
}
