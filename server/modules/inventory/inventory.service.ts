import type { InventoryFacts } from '../../../shared/rules/checks/index.ts';
import type { Amounts } from '../../../shared/rules/price-rules.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import * as inventory from './inventory.repository.ts';
import type { EventInventory } from './inventory.types.ts';

/** Puts what the vendor said of one event in place of what it said before, prices and free seats together. */
export async function replaceEventInventory(
  ctx: StoreCtx,
  eventCode: string,
  { readAt, prices, runs }: EventInventory,
): Promise<void> {
  if (ctx.actor.kind !== 'system') throw new Error('only the product itself copies inventory');
  await transaction(ctx, async (ctx) => {
    await inventory.upsertEvent(ctx.store.db, { eventCode, readAt });
    await inventory.replacePrices(ctx.store.db, { eventCode, prices });
    await inventory.replaceRuns(ctx.store.db, { eventCode, runs });
  });
}

/** The vendor's amounts in cents, of the named events or of all; null for what it does not price. */
export async function loadAmounts(ctx: StoreCtx, eventCodes?: readonly string[]): Promise<Amounts> {
  requireStore(ctx, 'store.programs.view');
  const index = new Map<string, number>();
  for (const price of await inventory.listPrices(ctx.store.db, eventCodes ?? null)) {
    index.set(keyOf(price.eventCode, price.priceCode, price.ticketTypeCode), price.amountCents);
  }
  return (eventCode, priceCode, ticketTypeCode) => index.get(keyOf(eventCode, priceCode, ticketTypeCode)) ?? null;
}

/** What the copy says of every event that was ever read, by event code. */
export async function loadFacts(ctx: StoreCtx): Promise<Map<string, InventoryFacts>> {
  requireStore(ctx, 'store.programs.view');
  const found = await inventory.listFacts(ctx.store.db);
  return new Map(
    found.map(({ eventCode, readAt, seats, ticketTypes }) => [
      eventCode,
      {
        readAt: readAt.getTime(),
        freeSeats: nest(
          seats,
          ({ className }) => className,
          (counts: Map<string, number> = new Map(), { priceCode, count }) => counts.set(priceCode, count),
        ),
        ticketTypes: nest(
          ticketTypes,
          ({ priceCode }) => priceCode,
          (types: Set<string> = new Set(), { ticketTypeCode }) => types.add(ticketTypeCode),
        ),
      },
    ]),
  );
}

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
  const runs = sectionNames.size === 0 ? [] : await inventory.listSectionCodes(ctx.store.db, [...sectionNames]);
  const codesOf = (seats: readonly Seats[]) =>
    runs.filter((run) => seats.some((range) => overlaps(run, range))).map(({ priceCode }) => priceCode);
  return new Map([...groups].map(([id, seats]) => [id, [...new Set(codesOf(seats))]]));
}

function overlaps(one: Seats, other: Seats): boolean {
  const isSameRow = one.sectionName === other.sectionName && one.rowName === other.rowName;
  return isSameRow && one.firstSeat <= other.lastSeat && other.firstSeat <= one.lastSeat;
}
