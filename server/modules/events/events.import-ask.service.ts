import type { ImportQuery, Unmapped } from '../../../shared/contract/events.import.ts';
import { nameKey } from '../../../shared/rules/vendor-event.ts';
import { sectionsOf } from '../../../shared/rules/venue-sections.ts';
import { actorId, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { toProblem, vendorOf } from '../vendors/vendors.service.ts';
import {
  type CallOptions,
  type FoundEvents,
  type OddEvent,
  type Vendor,
  type VendorEvent,
  VendorFailure,
} from '../vendors/vendors.types.ts';
import type { ImportRequest, VendorAnswer, VenueSections } from './events.import.types.ts';
import { listVenuesToFill } from './events.import-venues.service.ts';
import * as imports from './events.imports.repository.ts';

/** What one transaction can write while others wait for it. */
const mostEvents = 500;
/** Of one venue. */
const mostSections = 1_000;

/** Everything an import needs of the vendor, outside of a transaction; its failures as problems. */
export async function askVendor(ctx: StoreCtx, request: ImportRequest): Promise<VendorAnswer> {
  try {
    return await ask(ctx, request);
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    // Only questions are asked, so one that was not answered has changed nothing.
    throw error.kind === 'unknown' ? problem('vendor.unavailable', {}, { cause: error }) : toProblem(ctx, error);
  }
}

/** A person waits for the answer, and keeps the place in line when they come back. */
type Ask = { vendor: Vendor; options: CallOptions };

async function ask(ctx: StoreCtx, request: ImportRequest): Promise<VendorAnswer> {
  const vendor = await vendorOf(ctx);
  const lineKey = `import:${ctx.store.id}:${actorId(ctx.actor) ?? ctx.requestId}`;
  const asking: Ask = { vendor, options: { purpose: 'staff', lineKey, signal: ctx.request?.signal } };
  const askedAt = ctx.clock.now();
  const found = await vendor.findEvents(request.query, asking.options);
  const missing = await listMissing(ctx, request.query, found);
  const moved = await askAgain(asking, request.query, missing);
  const events = [...found.events, ...moved.events];
  const odd = [...found.odd, ...moved.odd];
  if (events.length > mostEvents) throw problem('import.too_many', { count: events.length, most: mostEvents });
  const toFill = request.createVenues ? await listVenuesToFill(ctx, request, events) : new Set<string>();
  const { sections, unmapped } = await askSections(asking, events, toFill);
  const known = new Set([...moved.events, ...moved.odd].map(({ code }) => code));
  return {
    askedAt,
    events,
    // one of which not even the code can be read may be any of them
    goneIds: known.has(null) ? [] : missing.filter(({ code }) => !known.has(code)).map(({ eventId }) => eventId),
    sections,
    unmapped: [...unknownCodes(request.query, found), ...odd.map(unreadable), ...unmapped],
  };
}

type Imported = Awaited<ReturnType<typeof imports.listImported>>[number];

/** Events of the store that the vendor should have named, by what it said of them before. */
async function listMissing(ctx: StoreCtx, query: ImportQuery, found: FoundEvents): Promise<Imported[]> {
  const named = codesOf(found);
  if (named.has(null)) return [];
  const all = await imports.listImported(ctx.store.db);
  return all.filter((event) => event.isListed && !named.has(event.code) && isMeant(event, query));
}

function isMeant({ code, saidOn, itemSets }: Imported, query: ImportQuery): boolean {
  switch (query.kind) {
    case 'codes':
      return query.codes.includes(code);
    case 'item_set':
      return itemSets.includes(query.itemSet);
    case 'range':
      return saidOn !== null && saidOn >= query.from && saidOn <= query.until;
  }
}

/** By their codes: what is not where it was may have been moved. */
async function askAgain(
  { vendor, options }: Ask,
  query: ImportQuery,
  missing: readonly Imported[],
): Promise<FoundEvents> {
  if (missing.length === 0 || query.kind === 'codes') return { events: [], odd: [] };
  return vendor.findEvents({ kind: 'codes', codes: missing.map(({ code }) => code) }, options);
}

/** Of all that the vendor named; null stands for one whose code cannot be read. */
function codesOf({ events, odd }: FoundEvents): Set<string | null> {
  return new Set([...events, ...odd].map(({ code }) => code));
}

function unreadable({ code, detail }: OddEvent): Unmapped {
  return { code: 'event_unreadable', eventCode: code, value: detail.slice(0, 200) };
}

function unknownCodes(query: ImportQuery, found: FoundEvents): Unmapped[] {
  if (query.kind !== 'codes') return [];
  const named = codesOf(found);
  if (named.has(null)) return [];
  return query.codes
    .filter((code) => !named.has(code))
    .map((code) => ({ code: 'code_unknown', eventCode: code, value: code }));
}

async function askSections(asking: Ask, events: readonly VendorEvent[], toFill: ReadonlySet<string>) {
  const sections = new Map<string, VenueSections>();
  const unmapped: Unmapped[] = [];
  for (const key of toFill) {
    const there = events.filter(({ venueName, isCancelled }) => nameKey(venueName) === key && !isCancelled);
    const found = await readVenueSections(asking, there);
    if (found === null) unmapped.push({ code: 'sections_unknown', eventCode: null, value: there[0]?.venueName ?? key });
    else sections.set(key, found);
  }
  return { sections, unmapped };
}

/**
 * Of three games, because a summary names only sections with seats that are free for us. Other things that are sold there
 * have templates of their own, and one summary shows all of each.
 */
async function readVenueSections(asking: Ask, events: readonly VendorEvent[]): Promise<VenueSections | null> {
  const [main = [], ...others] = byManifest(events);
  const names = await readNames(asking, spread(main));
  const otherNames = await readNames(
    asking,
    others.slice(0, 5).flatMap((some) => some.slice(-1)),
  );
  const seats = sectionsOf(names);
  const rest = sectionsOf(otherNames).filter((one) => !names.has(one.sectionName));
  const count = seats.length + rest.length;
  return count === 0 || count > mostSections ? null : { seats, others: rest };
}

/** The template of the most games first: a garage may have more places than a hall has seats. Without games, the one with the most seats. */
function byManifest(events: readonly VendorEvent[]): VendorEvent[][] {
  const groups = new Map<string, VendorEvent[]>();
  for (const event of events) groups.set(event.manifest, [...(groups.get(event.manifest) ?? []), event]);
  const games = (group: readonly VendorEvent[]) => group.filter(({ opponent }) => (opponent ?? '') !== '').length;
  const size = (group: readonly VendorEvent[]) => Math.max(...group.map(({ capacity }) => capacity ?? 0));
  return [...groups.values()].sort(
    (one, other) => games(other) - games(one) || size(other) - size(one) || other.length - one.length,
  );
}

/** First, middle and last. */
function spread(events: readonly VendorEvent[]): VendorEvent[] {
  const picked = [0, Math.floor((events.length - 1) / 2), events.length - 1].flatMap((index) => events[index] ?? []);
  return [...new Set(picked)];
}

async function readNames(asking: Ask, events: readonly VendorEvent[]): Promise<Set<string>> {
  const names = new Set<string>();
  for (const { code } of events) {
    for (const { sectionName } of await readCounts(asking, code)) names.add(sectionName);
  }
  return names;
}

async function readCounts({ vendor, options }: Ask, eventCode: string) {
  try {
    return (await vendor.readSummary(eventCode, options)).counts;
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'refused') return [];
    throw error;
  }
}
