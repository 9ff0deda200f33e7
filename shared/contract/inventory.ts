import { z } from 'zod';
import { OfferSeats } from './catalog.map.ts';
import { Finding } from './checks.ts';
import { Id, Instant, PageQuery, pageOf, StoreParams } from './common.ts';
import { Code } from './program-content.ts';
import { defineRoutes } from './route.ts';
import { SeatRange } from './suites.ts';
import { SectionName } from './venues.ts';

/** Free seats of a class at a price code. */
export const SeatCount = z.strictObject({ className: z.string(), priceCode: z.string(), count: z.int() });
/** `cancelled`, `missing`: says the vendor; nothing of the event is free. */
export const VendorState = z.enum(['listed', 'cancelled', 'missing']);
export const FailureKind = z.enum(['refused', 'unavailable', 'unknown', 'setup', 'unreadable']);

/** How fresh the copy of one event is. */
export const EventFreshness = z.strictObject({
  eventCode: z.string(),
  /** Null for an event that the store does not have any more. */
  name: z.string().nullable(),
  startsAt: Instant.nullable(),
  vendorState: VendorState,
  vendorStateAt: Instant.nullable(),
  /** False when it is past, archived or cancelled: it is read no more. */
  isCopied: z.boolean(),
  isOffered: z.boolean(),
  /** The copy is as the vendor said at this instant. Null: never read. */
  readAt: Instant.nullable(),
  /** Its turn has come twice without a reading. */
  isStale: z.boolean(),
  cadenceSeconds: z.int().nullable(),
  nextDueAt: Instant.nullable(),
  /** Every seat was read, and is read again at the latest. */
  detailReadAt: Instant.nullable(),
  detailDueAt: Instant.nullable(),
  /** In which a hold was refused since. */
  staleSections: z.array(z.string()),
  seatCount: z.int(),
  revision: z.int(),
  failure: z
    .strictObject({ since: Instant, at: Instant, kind: FailureKind, detail: z.string(), count: z.int() })
    .nullable(),
  findings: z.array(Finding),
});
export type EventFreshness = z.infer<typeof EventFreshness>;

export const InventoryOverview = z.strictObject({
  copiedCount: z.int(),
  staleCount: z.int(),
  failingCount: z.int(),
  /** Cancelled or missing at the vendor. */
  goneCount: z.int(),
  seatCount: z.int(),
  /** The oldest reading of an event that is copied; null when one was never read. */
  oldestReadAt: Instant.nullable(),
  /** When every event's seats are read whole once, as far as the vendor's quota allows it. */
  detailSeconds: z.int(),
  runningRunId: Id.nullable(),
  /** The vendor takes no calls of a sync before. */
  waitingUntil: Instant.nullable(),
});

export const SyncRun = z.strictObject({
  id: Id,
  cause: z.enum(['schedule', 'staff']),
  askedBy: z.string(),
  /** Every seat is read, whatever the vendor's summary says. */
  isFull: z.boolean(),
  state: z.enum(['running', 'done', 'cancelled']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  waitingUntil: Instant.nullable(),
  eventCount: z.int(),
  doneCount: z.int(),
  unchangedCount: z.int(),
  changedCount: z.int(),
  failedCount: z.int(),
  sectionsWritten: z.int(),
  sectionsUnchanged: z.int(),
  pricesWritten: z.int(),
  summaryCalls: z.int(),
  detailCalls: z.int(),
  findingCount: z.int(),
});
export type SyncRun = z.infer<typeof SyncRun>;

/** What came of one event in a run; events in which nothing had changed have none. */
export const SyncResult = z.strictObject({
  runId: Id,
  eventCode: z.string(),
  at: Instant,
  outcome: z.enum(['changed', 'unchanged', 'failed', 'cancelled', 'missing']),
  revision: z.int(),
  seatsBefore: z.int(),
  seatsAfter: z.int(),
  /** Free seats of the sections that changed. */
  sections: z.array(z.strictObject({ sectionName: z.string(), before: z.int(), after: z.int() })),
  prices: z.array(
    z.strictObject({
      priceCode: z.string(),
      ticketTypeCode: z.string(),
      beforeCents: z.int().nullable(),
      afterCents: z.int().nullable(),
    }),
  ),
  failure: z.string().nullable(),
  findings: z.array(Finding),
});
export type SyncResult = z.infer<typeof SyncResult>;

const Price = z.strictObject({ priceCode: z.string(), ticketTypeCode: z.string(), amountCents: z.int() });
const EventSection = z.strictObject({
  sectionName: z.string(),
  /** What staff call it; null: the event's venue has no such section. */
  displayName: z.string().nullable(),
  seatCount: z.int(),
  counts: z.array(SeatCount),
  revision: z.int(),
  changedAt: Instant,
});

const PartySize = z.int().min(1).max(100);
const SeatSearch = z.strictObject({
  classNames: z.array(Code).min(1).max(50),
  partySize: PartySize,
  /** Null: in all sections. */
  sectionNames: z.array(SectionName).max(1_000).nullable().default(null),
  /** How many of the party need an accessible seat. */
  accessibleCount: z.int().min(0).max(100).default(0),
  /** Whether a block may leave a single free seat beside it although there are others. */
  allowsLoneSeat: z.boolean().default(false),
  prefersAisle: z.boolean().default(false),
});
const PriceCodes = z.array(Code).max(200).nullable().default(null);
export const FindSeats = SeatSearch.extend({
  eventCode: Code,
  /** Null: at all of them. */
  priceCodes: PriceCodes,
  limit: z.int().min(1).max(100).default(10),
});
export const FindSameSeats = SeatSearch.extend({
  events: z
    .array(z.strictObject({ eventCode: Code, priceCodes: PriceCodes }))
    .min(1)
    .max(100),
  /** Seats to start from; null: the best. */
  anchor: z.strictObject({ seats: SeatRange, priceCode: Code.nullable() }).nullable().default(null),
  /** Plans around different seats; with an anchor there is one. */
  limit: z.int().min(1).max(20).default(1),
});

export const SeatBlock = z.strictObject({
  sectionName: z.string(),
  rowName: z.string(),
  firstSeat: z.int(),
  lastSeat: z.int(),
  /** Seats that are sold alike. */
  parts: z.array(
    z.strictObject({ className: z.string(), priceCode: z.string(), firstSeat: z.int(), lastSeat: z.int() }),
  ),
  quality: z.number(),
  isAtAisle: z.boolean(),
  leavesLoneSeat: z.boolean(),
});
const Distance = z.strictObject({ isOtherPrice: z.boolean(), sections: z.int(), rows: z.int(), seats: z.int() });
/** Seats to start from and, for each event, those it would be. */
const SameSeatsPlan = z.strictObject({
  home: z.strictObject({
    sectionName: z.string(),
    rowName: z.string(),
    firstSeat: z.int(),
    lastSeat: z.int(),
    priceCode: z.string().nullable(),
  }),
  /** Events that would have other seats, or none. */
  moveCount: z.int(),
  events: z.array(
    z.strictObject({
      eventCode: z.string(),
      /** Those of `home`, or the nearest; null: none for this party. */
      block: SeatBlock.extend({ distance: Distance }).nullable(),
      /** What is against the seats of `home`. */
      why: z.enum(['available', 'section_sold_out', 'row_taken', 'seat_taken', 'not_offered', 'lone_seat']),
    }),
  ),
});

const base = '/api/stores/{storeKey}/inventory';
const oneEvent = `${base}/events/{eventCode}` as const;
const oneRun = `${base}/runs/{runId}` as const;
const EventParams = StoreParams.extend({ eventCode: Code });
const RunParams = StoreParams.extend({ runId: Id });
const access = 'store.inventory.view';

export const inventoryRoutes = defineRoutes({
  getInventory: {
    method: 'GET',
    path: base,
    summary: "How fresh the copy of the vendor's inventory is, over all events",
    access,
    params: StoreParams,
    response: InventoryOverview,
  },
  listInventoryEvents: {
    method: 'GET',
    path: `${base}/events`,
    summary: 'How fresh the copy of each event is, by event code',
    access,
    params: StoreParams,
    query: PageQuery.extend({ only: z.enum(['stale', 'failing', 'gone', 'copied']).optional() }),
    response: pageOf(EventFreshness),
  },
  getInventoryEvent: {
    method: 'GET',
    path: oneEvent,
    summary: 'How fresh the copy of one event is, and its free seats by class and price code',
    access,
    params: EventParams,
    response: EventFreshness.extend({ counts: z.array(SeatCount) }),
    problems: ['inventory.event_not_found'],
  },
  listInventoryPrices: {
    method: 'GET',
    path: `${oneEvent}/prices`,
    summary: "The vendor's amounts of an event, by price code and ticket type",
    access,
    params: EventParams,
    response: z.strictObject({ items: z.array(Price) }),
    problems: ['inventory.event_not_found'],
  },
  listInventorySections: {
    method: 'GET',
    path: `${oneEvent}/sections`,
    summary: 'The sections of an event with their free seats, by name',
    access,
    params: EventParams,
    response: z.strictObject({ items: z.array(EventSection) }),
    problems: ['inventory.event_not_found'],
  },
  getInventorySeats: {
    method: 'GET',
    path: `${oneEvent}/seats`,
    summary: 'All seats of an event that are known, and which are free, of any class and price code',
    access,
    params: EventParams,
    response: OfferSeats,
    problems: ['inventory.event_not_found'],
  },
  listInventoryChanges: {
    method: 'GET',
    path: `${oneEvent}/changes`,
    summary: 'What changed in an event lately, newest first',
    access,
    params: EventParams,
    query: PageQuery,
    response: pageOf(SyncResult),
    problems: ['inventory.event_not_found'],
  },
  listSyncRuns: {
    method: 'GET',
    path: `${base}/runs`,
    summary: 'Runs of the last two weeks, newest first',
    access,
    params: StoreParams,
    query: PageQuery.extend({ cause: SyncRun.shape.cause.optional() }),
    response: pageOf(SyncRun),
  },
  startSyncRun: {
    method: 'POST',
    path: `${base}/runs`,
    summary: 'Read the named events, or all, from the vendor now; while such a run goes on it is answered',
    access: 'store.inventory.sync',
    params: StoreParams,
    body: z.strictObject({
      eventCodes: z.array(Code).min(1).max(1_000).optional(),
      /** Read every seat, whatever the vendor's summary says. */
      isFull: z.boolean().default(false),
    }),
    response: SyncRun,
    status: 202,
    problems: ['vendor.not_connected', 'inventory.event_not_found', 'inventory.nothing_to_sync'],
  },
  getSyncRun: {
    method: 'GET',
    path: oneRun,
    summary: 'A run and how far it is',
    access,
    params: RunParams,
    response: SyncRun,
    problems: ['inventory.run_not_found'],
  },
  listSyncResults: {
    method: 'GET',
    path: `${oneRun}/results`,
    summary: 'What changed and what failed in a run, by event code',
    access,
    params: RunParams,
    query: PageQuery,
    response: pageOf(SyncResult),
    problems: ['inventory.run_not_found'],
  },
  cancelSyncRun: {
    method: 'POST',
    path: `${oneRun}/cancel`,
    summary: 'End a run; what it has read stays, the rest comes in its ordinary turn',
    access: 'store.inventory.sync',
    params: RunParams,
    response: SyncRun,
    problems: ['inventory.run_not_found', 'inventory.run_over'],
  },
  findSeats: {
    method: 'POST',
    path: `${base}/find-seats`,
    summary: 'The best free blocks for a party at an event, by the copy',
    access,
    params: StoreParams,
    body: FindSeats,
    response: z.strictObject({ revision: z.int(), readAt: Instant.nullable(), blocks: z.array(SeatBlock) }),
    worksWhileClosed: true,
    problems: ['inventory.event_not_found'],
  },
  findSameSeats: {
    method: 'POST',
    path: `${base}/find-same-seats`,
    summary: 'The same seats over several events, or where they are taken the nearest, by the copy',
    access,
    params: StoreParams,
    body: FindSameSeats,
    response: z.strictObject({ plans: z.array(SameSeatsPlan) }),
    worksWhileClosed: true,
    problems: ['inventory.event_not_found'],
  },
});
