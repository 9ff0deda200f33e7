import { z } from 'zod';
import { Id, Instant, StoreParams } from './common.ts';
import { Code } from './program-content.ts';
import { defineRoutes } from './route.ts';
import { SeatRange } from './suites.ts';

/** What staff need of the copy while they set prices: all events at once, and one seat. */

/** Compact, because a season has tens of thousands of amounts: kinds and columns are named by their place. */
export const SeasonAmounts = z.strictObject({
  /** Price code and ticket type code. */
  columns: z.array(z.tuple([z.string(), z.string()])),
  /** Class name and price code. */
  kinds: z.array(z.tuple([z.string(), z.string()])),
  /** By event code. */
  events: z.array(
    z.strictObject({
      code: z.string(),
      /** Null: never read, so nothing is known of its amounts. */
      readAt: Instant.nullable(),
      /** One for each column; null where the vendor has no amount. */
      cents: z.array(z.int().nullable()),
      /** Free seats, one for each kind. */
      seats: z.array(z.int()),
    }),
  ),
});
export type SeasonAmounts = z.infer<typeof SeasonAmounts>;

const Found = z.strictObject({ className: z.string(), priceCode: z.string() });
/** Of the free seats the copy knows everything, of the others nothing. */
export const SeatFacts = z.strictObject({
  readAt: Instant.nullable(),
  /** Null: it is not free at this event. */
  free: Found.nullable(),
  /** As what it is or was last free at any event; the copy forgets what a section had when it is read again. */
  elsewhere: z.array(Found),
});
export type SeatFacts = z.infer<typeof SeatFacts>;

const base = '/api/stores/{storeKey}/inventory';
const access = 'store.inventory.view';

export const seasonPriceRoutes = defineRoutes({
  readAmounts: {
    method: 'GET',
    path: `${base}/amounts`,
    summary: "The vendor's amounts and free seats of all events, by price code",
    access,
    params: StoreParams,
    response: SeasonAmounts,
  },
  findSeat: {
    method: 'GET',
    path: `${base}/events/{eventCode}/seat`,
    summary: 'The class and price code of one seat, by the copy',
    access,
    params: StoreParams.extend({ eventCode: Code }),
    query: z.strictObject({
      sectionName: SeatRange.shape.sectionName,
      rowName: SeatRange.shape.rowName,
      seat: z.coerce.number().int().min(0).max(100_000),
    }),
    response: SeatFacts,
    problems: ['inventory.event_not_found'],
  },
  listSuitePriceCodes: {
    method: 'GET',
    path: `${base}/suite-price-codes`,
    summary: 'The price codes that free seats of each suite have at any event',
    access,
    params: StoreParams,
    response: z.strictObject({ items: z.array(z.strictObject({ suiteId: Id, priceCodes: z.array(z.string()) })) }),
  },
});
