import type { InventoryFacts } from '../../../shared/rules/checks/index.ts';
import type { Amounts } from '../../../shared/rules/price-rules.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import * as copies from './inventory.copy.repository.ts';
import { compareCopy, keepReading, unmappedFindings } from './inventory.copy.service.ts';
import { hashOfPrices, hashOfSections } from './inventory.hashes.service.ts';
import * as inventory from './inventory.repository.ts';
import { toRuns, toSections } from './inventory.sections.service.ts';
import type { EventAvailability, EventInventory, SectionAvailability } from './inventory.types.ts';

/**
 * Puts what the vendor said of one event in place of what it said before, prices and free seats together. A sync that is
 * reading the event at this moment keeps nothing. False, and nothing happens, when the copy is younger than the reading.
 */
export async function replaceEventInventory(
  ctx: StoreCtx,
  eventCode: string,
  { readAt, prices, runs }: EventInventory,
): Promise<boolean> {
  if (ctx.actor.kind !== 'system') throw new Error('only the product itself copies inventory');
  const { sections, ignored } = toSections(runs);
  const reading = { readAt, prices, pricesHash: hashOfPrices(prices), sections };
  return transaction(ctx, async (ctx) => {
    const leaseId = newId();
    const taken = await copies.take(ctx.store.db, { eventCode, leaseId, until: ctx.clock.now() });
    if (taken.readAt !== null && taken.readAt > readAt) return false;
    const event = { ...taken, eventCode, leaseId };
    const change = await compareCopy(ctx, event, reading);
    const keep = {
      summaryHash: hashOfSections(sections),
      vendorState: 'listed' as const,
      vendorStateAt: null,
      findings: unmappedFindings(eventCode, ignored),
      nextDueAt: null,
    };
    return (await keepReading(ctx, event, { reading, change, keep })) !== null;
  });
}

/** The vendor's amounts in cents, of the named events or of all; null for what it does not price. */
export async function loadAmounts(ctx: StoreCtx, eventCodes?: readonly string[]): Promise<Amounts> {
  requireStore(ctx, 'store.programs.view');
  return readAmounts(ctx, eventCodes);
}

/** The same for what fans are shown and sold. Asks for no permission. */
export async function readAmounts(ctx: StoreCtx, eventCodes?: readonly string[]): Promise<Amounts> {
  const index = new Map<string, number>();
  for (const price of await inventory.listPrices(ctx.store.db, eventCodes ?? null)) {
    index.set(keyOf(price.eventCode, price.priceCode, price.ticketTypeCode), price.amountCents);
  }
  return (eventCode, priceCode, ticketTypeCode) => index.get(keyOf(eventCode, priceCode, ticketTypeCode)) ?? null;
}

/** For other modules: revisions and free seats of the named events, or of all. Asks for no permission. */
export async function listAvailability(ctx: StoreCtx, eventCodes?: readonly string[]): Promise<EventAvailability[]> {
  return inventory.listAvailability(ctx.store.db, eventCodes ?? null);
}

/** The same section by section; with `after`, only sections that changed after that revision of their event. */
export async function listSectionAvailability(
  ctx: StoreCtx,
  eventCodes: readonly string[],
  { after = 0 }: { after?: number } = {},
): Promise<SectionAvailability[]> {
  return inventory.listSectionCounts(ctx.store.db, { eventCodes, after });
}

/** What the copy says of every event that was ever read, by event code. */
export async function loadFacts(ctx: StoreCtx): Promise<Map<string, InventoryFacts>> {
  requireStore(ctx, 'store.programs.view');
  const facts = new Map<string, InventoryFacts>();
  for (const row of await inventory.listFacts(ctx.store.db)) {
    const { eventCode, readAt, vendorState, cadenceSeconds, counts, ticketTypes } = row;
    if (readAt === null) continue;
    const freeSeats = nest(
      counts,
      ([className]) => className,
      (of: Map<string, number> = new Map(), [, priceCode, count]) => of.set(priceCode, count),
    );
    const types = nest(
      ticketTypes,
      ([priceCode]) => priceCode,
      (of: Set<string> = new Set(), [, ticketTypeCode]) => of.add(ticketTypeCode),
    );
    facts.set(eventCode, {
      readAt: readAt.getTime(),
      vendorState,
      freshFor: freshFor(cadenceSeconds),
      freeSeats,
      ticketTypes: types,
    });
  }
  return facts;
}

/** Milliseconds after which a copy is stale: its turn has come twice. */
export function freshFor(cadenceSeconds: number | null): number {
  return 2 * (cadenceSeconds ?? unplannedCadence) * 1_000;
}

/** Seconds; of an event that no round has planned yet. */
export const unplannedCadence = 20 * 60;

/** Codes hold no line ends: they are trimmed single words of the vendor. */
function keyOf(eventCode: string, priceCode: string, ticketTypeCode: string): string {
  return `${eventCode}\n${priceCode}\n${ticketTypeCode}`;
}

function nest<T, V>(items: readonly T[], keyOf: (item: T) => string, add: (into: V | undefined, item: T) => V) {
  const nested = new Map<string, V>();
  for (const item of items) nested.set(keyOf(item), add(nested.get(keyOf(item)), item));
  return nested;
}

type Seats = { sectionName: string; rowName: string; firstSeat: number; lastSeat: number };

/** The price codes that free seats among these have at any event, for each group of seats by its id. */
export async function loadPriceCodes(
  ctx: StoreCtx,
  groups: ReadonlyMap<string, readonly Seats[]>,
): Promise<Map<string, string[]>> {
  requireStore(ctx, 'store.programs.view');
  const sectionNames = new Set([...groups.values()].flatMap((seats) => seats.map(({ sectionName }) => sectionName)));
  const found = sectionNames.size === 0 ? [] : await inventory.listRunsOfSections(ctx.store.db, [...sectionNames]);
  const runs = found.flatMap(toRuns);
  const codesOf = (seats: readonly Seats[]) =>
    runs.filter((run) => seats.some((range) => overlaps(run, range))).map(({ priceCode }) => priceCode);
  return new Map([...groups].map(([id, seats]) => [id, [...new Set(codesOf(seats))]]));
}

function overlaps(one: Seats, other: Seats): boolean {
  const isSameRow = one.sectionName === other.sectionName && one.rowName === other.rowName;
  return isSameRow && one.firstSeat <= other.lastSeat && other.firstSeat <= one.lastSeat;
}
