import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { listFacts as listSuites } from '../suites/suites.service.ts';
import * as inventory from './inventory.repository.ts';
import { toRuns } from './inventory.sections.service.ts';
import { loadPriceCodes } from './inventory.service.ts';
import type { SeatRun } from './inventory.types.ts';

export type SeasonAmounts = {
  columns: [priceCode: string, ticketTypeCode: string][];
  kinds: [className: string, priceCode: string][];
  /** Cents by column, free seats by kind. */
  events: { code: string; readAt: Date | null; cents: (number | null)[]; seats: number[] }[];
};

/** The vendor's amounts and free seats of every event that is copied or was, by event code. */
export async function readSeasonAmounts(ctx: StoreCtx): Promise<SeasonAmounts> {
  requireStore(ctx, 'store.inventory.view');
  const prices = await inventory.listPrices(ctx.store.db, null);
  const events = await inventory.listAvailability(ctx.store.db, null);
  const columns = makePlaces();
  const kinds = makePlaces();
  const cents = new Map<string, Map<number, number>>();
  for (const { eventCode, priceCode, ticketTypeCode, amountCents } of prices) {
    const own = cents.get(eventCode) ?? new Map<number, number>();
    cents.set(eventCode, own.set(columns.placeOf(priceCode, ticketTypeCode), amountCents));
  }
  const seats = new Map(
    events.map(({ eventCode, counts }) => [
      eventCode,
      new Map(counts.map(([className, priceCode, count]) => [kinds.placeOf(className, priceCode), count])),
    ]),
  );
  return {
    columns: columns.all,
    kinds: kinds.all,
    events: events.map(({ eventCode: code, readAt }) => ({
      code,
      readAt,
      cents: columns.all.map((_, place) => cents.get(code)?.get(place) ?? null),
      seats: kinds.all.map((_, place) => seats.get(code)?.get(place) ?? 0),
    })),
  };
}

type Seat = { sectionName: string; rowName: string; seat: number };
type Kind = { className: string; priceCode: string };

/** The class and price code of a seat at an event, and what it is at any; sold seats are not in the copy. */
export async function findSeat(
  ctx: StoreCtx,
  eventCode: string,
  seat: Seat,
): Promise<{ readAt: Date | null; free: Kind | null; elsewhere: Kind[] }> {
  requireStore(ctx, 'store.inventory.view');
  const [event] = await inventory.listAvailability(ctx.store.db, [eventCode]);
  if (event === undefined) throw problem('inventory.event_not_found');
  const sectionNames = [seat.sectionName];
  const here = await inventory.listRuns(ctx.store.db, { eventCode, after: event.revision, sectionNames });
  const anywhere = await inventory.listRunsOfSections(ctx.store.db, sectionNames);
  const [free = null] = kindsOf(seat, here.flatMap(toRuns));
  const elsewhere = new Map(kindsOf(seat, anywhere.flatMap(toRuns)).map((kind) => [JSON.stringify(kind), kind]));
  return { readAt: event.readAt, free, elsewhere: [...elsewhere.values()] };
}

/** Of each suite the price codes that its free seats have at any event. */
export async function listSuitePriceCodes(ctx: StoreCtx): Promise<{ suiteId: string; priceCodes: string[] }[]> {
  requireStore(ctx, 'store.inventory.view');
  const suites = await listSuites(ctx);
  const codes = await loadPriceCodes(ctx, new Map([...suites].map(([id, { seats }]) => [id, seats])));
  return [...suites.keys()].map((suiteId) => ({ suiteId, priceCodes: codes.get(suiteId) ?? [] }));
}

function kindsOf({ rowName, seat }: Seat, runs: readonly SeatRun[]): Kind[] {
  return runs
    .filter((run) => run.rowName === rowName && run.firstSeat <= seat && seat <= run.lastSeat)
    .map(({ className, priceCode }) => ({ className, priceCode }));
}

/** Numbers pairs of names in the order in which they come. */
function makePlaces() {
  const places = new Map<string, number>();
  const all: [string, string][] = [];
  return {
    all,
    placeOf(one: string, other: string): number {
      const key = `${one}\n${other}`;
      const place = places.get(key) ?? all.push([one, other]) - 1;
      places.set(key, place);
      return place;
    },
  };
}
