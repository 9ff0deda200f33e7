import { z } from 'zod';
import { OfferCopy } from './catalog.copy.ts';
import { OfferMap, OfferSeats } from './catalog.map.ts';
import { Quote, QuoteRequest } from './catalog.quote.ts';
import { Currency, Email, Id, Instant, Name, StoreParams, TimeZone } from './common.ts';
import { AddOn, Code, DefinitionStage, InventoryType, PackStructure, ProgramType } from './program-content.ts';
import { defineRoutes } from './route.ts';

/**
 * The fan read path: docs/rules/catalog.md. An offer is sent to every fan's browser, so it is compact: events, venues,
 * suites and priced columns are named by their place in their list. `readOffer` of shared/rules/offer.ts unpacks it.
 */

/** A fan's effective rule-and-gate set, 32 hexadecimal digits. Fans of one set get the same bytes. */
export const SetHash = z.string().regex(/^[0-9a-f]{32}$/, 'Use the hash of the set as it was answered.');
/** A place in a list of the same answer, from 0. */
const Place = z.int().min(0);
const Cents = z.int().min(0);
const Undecided = z.enum(['tbd', 'tba']);

/** What is left out is the usual: on sale all the time, 1 seat at least and no most, not featured. */
export const OfferEvent = z.strictObject({
  code: Code,
  name: z.string(),
  venue: Place,
  /** In the venue's zone. */
  date: z.union([z.iso.date(), Undecided]),
  time: z.union([z.string().regex(/^\d\d:\d\d$/), Undecided]),
  startsAt: Instant.optional(),
  onSaleAt: Instant.optional(),
  offSaleAt: Instant.optional(),
  minSeats: z.int().optional(),
  maxSeats: z.int().optional(),
  isFeatured: z.literal(true).optional(),
  /** One for each column; null where no rule of this set sells it. */
  cents: z.array(Cents.nullable()),
});

/** Null events: all of them. */
const Events = z.array(Place).nullable();
export const OfferRule = z.strictObject({
  id: Id,
  /** It matches when one of these holds; none: always. A condition holds when everything it names holds. */
  when: z.array(z.strictObject({ pack: Id.optional(), package: Id.optional(), minEvents: z.int().optional() })),
  /** What sells under it: the column, and at which events. */
  rows: z.array(z.tuple([Place, Events])),
  /** In suite programs in place of `rows`; the suite, or else the tier, by its place. */
  suiteRows: z.array(z.tuple([Place, Place.nullable(), Place.nullable(), Place.nullable()])).optional(),
});

const OfferTier = z.strictObject({
  id: Id,
  isHidden: z.literal(true).optional(),
  minEvents: z.int(),
  maxEvents: z.int().nullable(),
  events: z.array(Place),
});
export const OfferPack = z.strictObject({
  id: Id,
  isHidden: z.literal(true).optional(),
  minEvents: z.int(),
  maxEvents: z.int().nullable(),
  tiers: z.array(OfferTier),
});
/** Places from the number of events on are those of `gone`. */
export const OfferPackage = z.strictObject({
  id: Id,
  events: z.array(Place),
  postPurchase: z
    .strictObject({ events: z.array(Place), minEvents: z.int(), maxEvents: z.int().nullable() })
    .optional(),
});
export const OfferAddOn = AddOn.pick({ id: true, kind: true, unit: true, quantity: true, onlyPackIds: true }).extend({
  /** Null for one that is only shown. */
  sells: z.strictObject({ eventCode: Code, priceCode: Code, ticketTypeCode: Code }).nullable(),
  /** For one of it; null while the vendor has no amount: then it does not sell. */
  cents: Cents.nullable(),
  onlyEventCodes: z.array(Code).nullable(),
});

const { minEvents, maxEvents, partySize, fanCaps, classNames } = DefinitionStage.shape;
/** The program sells. */
export const OpenOffer = z.strictObject({
  state: z.literal('open'),
  set: SetHash,
  release: z.strictObject({ id: Id, programId: Id, number: z.int() }),
  currency: Currency,
  /** The presale this set is in by, until the program opens to others. */
  presale: z.strictObject({ id: Id, name: Name, endsAt: Instant }).nullable(),
  program: z.strictObject({
    type: ProgramType,
    inventoryType: InventoryType,
    packStructure: PackStructure,
    classNames,
    minEvents,
    maxEvents,
    partySize,
    fanCaps,
  }),
  /** Price code and ticket type code of the amounts. */
  columns: z.array(z.tuple([Code, Code])),
  venues: z.array(z.strictObject({ id: Id, name: z.string(), city: z.string(), timeZone: TimeZone })),
  /** In the order staff gave them. Past and off-sale ones are left out. */
  events: z.array(OfferEvent),
  /** Events that packages name and that are not offered any more. */
  gone: z.array(Code),
  packs: z.array(OfferPack),
  packages: z.array(OfferPackage),
  suiteTiers: z.array(Id),
  suites: z.array(
    z.strictObject({
      id: Id,
      venue: Place,
      /** Seats, without the overflow. */
      capacity: z.int(),
      partialSizes: z.array(z.int()),
      tiers: z.array(Place),
    }),
  ),
  addOns: z.array(OfferAddOn),
  /** In the order tried. */
  rules: z.array(OfferRule),
});
/** The program is not open to this set. */
export const GatedOffer = z.strictObject({
  state: z.literal('gated'),
  set: SetHash,
  /** sign_in: it may be open to the fan after signing in; refused: it is not. */
  gate: z.enum(['sign_in', 'refused']),
});
/** The program opens later; until then only its presales are open. */
export const OpeningOffer = z.strictObject({
  state: z.literal('opens_later'),
  set: SetHash,
  opensAt: Instant,
  /** Those that have not ended, the first to start first. */
  presales: z.array(z.strictObject({ id: Id, name: Name, startsAt: Instant, endsAt: Instant, isYours: z.boolean() })),
});
/** No program is active. */
export const ClosedOffer = z.strictObject({ state: z.literal('closed') });

export const Offer = z.discriminatedUnion('state', [OpenOffer, GatedOffer, OpeningOffer, ClosedOffer]);
export type Offer = z.infer<typeof Offer>;
export type OpenOffer = z.infer<typeof OpenOffer>;
export type OfferEvent = z.infer<typeof OfferEvent>;
export type OfferRule = z.infer<typeof OfferRule>;
export type OfferPack = z.infer<typeof OfferPack>;
export type OfferPackage = z.infer<typeof OfferPackage>;
export type OfferAddOn = z.infer<typeof OfferAddOn>;

/** Free seats of the program's classes. Empty lists unless the offer is open. */
export const Availability = z.strictObject({
  sectionNames: z.array(z.string()),
  priceCodes: z.array(Code),
  /** Section and price code, by their places. */
  cells: z.array(z.tuple([Place, Place])),
  events: z.array(
    z.strictObject({
      code: Code,
      /** When the vendor was last asked; null when it never was. */
      readAt: Instant.nullable(),
      /** Free seats in each cell. */
      seats: z.array(z.int()),
    }),
  ),
});
export type Availability = z.infer<typeof Availability>;

/** What the stream of a store's fans says, by the name of the event. Within `spreadMs` readers come back at random. */
export type FanNews = {
  /** The hash in the entity tag of everybody's offer; offers of other sets and the texts may have changed with it. */
  'offer.changed': { offer: string; spreadMs: number };
  /** Free seats of an event; null sections: all of them. */
  'sections.changed': { eventCode: string; sectionNames: string[] | null; spreadMs: number };
};

const SetParams = StoreParams.extend({ setHash: SetHash });
const VenueParams = StoreParams.extend({ venueId: Id });
const offer = '/api/stores/{storeKey}/offer';
const ofSet = '/api/stores/{storeKey}/offers/{setHash}';
const read = { method: 'GET', params: StoreParams } as const;

export const catalogRoutes = defineRoutes({
  getOffer: {
    ...read,
    access: 'visitor',
    path: offer,
    summary: 'What the store sells to everybody, with ETag',
    response: Offer,
  },
  getOfferCopy: {
    ...read,
    access: 'visitor',
    path: `${offer}/copy`,
    summary: 'The texts and images that go with the offer, with ETag',
    response: OfferCopy,
  },
  getAvailability: {
    ...read,
    access: 'visitor',
    path: `${offer}/availability`,
    summary: 'Free seats by event, section and price code, and how old that is, with ETag',
    response: Availability,
  },
  getOfferMap: {
    ...read,
    access: 'visitor',
    path: `${offer}/venues/{venueId}/map`,
    summary: 'The map of a venue and what its sections are called, with ETag',
    params: VenueParams,
    response: OfferMap,
    problems: ['venue.not_found'],
  },
  getSeats: {
    ...read,
    access: 'visitor',
    path: `${offer}/events/{eventCode}/seats`,
    summary: 'All seats of an event, which of them are free, and at which price code, with ETag',
    params: StoreParams.extend({ eventCode: Code }),
    response: OfferSeats,
    problems: ['offer.event_not_found'],
  },
  streamOffer: {
    ...read,
    access: 'visitor',
    path: `${offer}/live`,
    summary: 'News for fans as server-sent events: offer.changed, sections.changed',
    produces: 'text/event-stream',
    maxStreams: 2_000,
  },
  getOfferSet: {
    ...read,
    access: 'visitor',
    path: `${offer}/set`,
    summary:
      "The set of the signed-in fan, whose offer is at /offers/{setHash}; anybody else's is the one of everybody",
    /** Null: no program is active. */
    response: z.strictObject({ set: SetHash.nullable(), isForEverybody: z.boolean() }),
  },
  getSetOffer: {
    ...read,
    access: 'visitor',
    path: ofSet,
    summary: "What the store sells to the signed-in fan's set, with ETag",
    params: SetParams,
    response: Offer,
    problems: ['offer.not_yours'],
  },
  getSetCopy: {
    ...read,
    access: 'visitor',
    path: `${ofSet}/copy`,
    summary: 'The texts and images that go with it, with ETag',
    params: SetParams,
    response: OfferCopy,
    problems: ['offer.not_yours'],
  },
  getSetAvailability: {
    ...read,
    access: 'visitor',
    path: `${ofSet}/availability`,
    summary: 'Free seats of it, with ETag',
    params: SetParams,
    response: Availability,
    problems: ['offer.not_yours'],
  },
  getSetSeats: {
    ...read,
    access: 'visitor',
    path: `${ofSet}/events/{eventCode}/seats`,
    summary: 'All seats of an event as the set may buy them, with ETag',
    params: SetParams.extend({ eventCode: Code }),
    response: OfferSeats,
    problems: ['offer.not_yours', 'offer.event_not_found'],
  },
  quoteSelection: {
    method: 'POST',
    access: 'visitor',
    path: '/api/stores/{storeKey}/quote',
    summary: 'The price of a selection, what stands against it, and what may come next',
    params: StoreParams,
    body: QuoteRequest,
    response: Quote,
    problems: ['offer.closed'],
  },
  previewOffer: {
    method: 'GET',
    access: 'store.programs.view',
    path: '/api/stores/{storeKey}/offer-preview',
    summary: 'What fans of some account groups would be offered: of a program, or of what is active at the instant',
    params: StoreParams,
    query: z.strictObject({
      /** Without it, the release that is active at the instant. */
      programId: Id.optional(),
      /** A release of the program; without it, its working copy. */
      release: z.coerce.number().int().min(1).max(1_000_000).optional(),
      at: Instant.optional(),
      /** May be given several times. */
      group: z.union([Code, z.array(Code).max(100)]).optional(),
      email: Email.optional(),
    }),
    response: z.strictObject({ at: Instant, offer: Offer, copy: OfferCopy }),
    problems: ['program.not_found', 'release.not_found'],
  },
});
