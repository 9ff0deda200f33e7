import { z } from 'zod';
import { Id, Instant, StoreParams } from './common.ts';
import { EventDate, EventTime } from './events.ts';
import { Code, LocalText } from './program-content.ts';
import { defineRoutes } from './route.ts';

const SeatName = z.string().min(1).max(40);
/** Seats side by side, first to last, both included. */
export const Block = z.strictObject({
  sectionName: SeatName,
  rowName: SeatName,
  firstSeat: z.int().min(0),
  lastSeat: z.int().min(0),
});
export type Block = z.infer<typeof Block>;

export const CartSeat = z.strictObject({
  sectionName: z.string(),
  rowName: z.string(),
  seatNumber: z.int(),
  className: z.string(),
  priceCode: z.string(),
  ticketTypeCode: z.string(),
  amountCents: z.int(),
  /** Of seats that are an add-on; they are held with those of `addOnFor`, if it names an event. */
  addOnId: Id.nullable(),
  addOnFor: z.string().nullable(),
});
export const CartEvent = z.strictObject({
  eventCode: Code,
  suiteId: Id.nullable(),
  state: z.enum(['pending', 'held']),
  seats: z.array(CartSeat),
});

/**
 * What happened to a cart that its fan did not do; shown until the next act, and what was lost until its seats are asked for
 * again or its event leaves the cart.
 */
export const CartNotice = z.discriminatedUnion('code', [
  /** Other seats at the same price, because those asked for were gone. */
  z.strictObject({ code: z.literal('seats.moved'), eventCode: Code, from: z.array(Block), to: z.array(Block) }),
  z.strictObject({ code: z.literal('seats.lost'), eventCode: Code, seats: z.array(Block) }),
  z.strictObject({ code: z.literal('seats.expired'), eventCodes: z.array(Code) }),
  z.strictObject({ code: z.literal('add_on.gone'), addOnId: Id, eventCode: Code.nullable() }),
  /** The vendor's amount is not the one that was shown; nothing is held at the other one. */
  z.strictObject({
    code: z.literal('price.changed'),
    eventCode: Code,
    beforeCents: z.int(),
    afterCents: z.int().nullable(),
  }),
  /** The offer changed while nothing was held: what of the choice is no longer in it. */
  z.strictObject({
    code: z.literal('offer.changed'),
    lostEventCodes: z.array(Code),
    isChoiceLost: z.boolean(),
    beforeCents: z.int().nullable(),
    afterCents: z.int().nullable(),
  }),
]);
export type CartNotice = z.infer<typeof CartNotice>;

const Finding = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  at: z.string(),
  params: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()]),
  ),
});
export const CartQuote = z.strictObject({
  ruleId: Id.nullable(),
  lines: z.array(
    z.strictObject({
      kind: z.enum(['seats', 'add_on']),
      eventCode: z.string(),
      suiteId: Id.nullable(),
      addOnId: Id.nullable(),
      priceCode: z.string(),
      ticketTypeCode: z.string(),
      count: z.int(),
      eachCents: z.int(),
      totalCents: z.int(),
    }),
  ),
  totalCents: z.int(),
  findings: z.array(Finding),
});

/** An event as people read it. */
export const NamedEvent = z.strictObject({
  code: z.string(),
  name: z.string(),
  date: EventDate,
  time: EventTime,
  /** From date, time and the venue's zone, when all three are known. */
  startsAt: Instant.nullable(),
  venue: z.strictObject({ name: z.string(), city: z.string(), timeZone: z.string() }).nullable(),
});
/** What things are called that the offer of now does not name. */
const CartNames = z.strictObject({
  /** Of its pack or package. */
  title: LocalText.nullable(),
  events: z.array(NamedEvent),
  addOns: z.record(Id, LocalText),
  suites: z.record(Id, z.string()),
});

export const Cart = z.strictObject({
  id: Id,
  version: z.int(),
  state: z.enum(['choosing', 'holding', 'paying', 'bought', 'ended']),
  program: z.strictObject({ id: Id, releaseNumber: z.int(), isActive: z.boolean() }),
  /** Of a cart of post-purchase add-ons. */
  forOrderId: Id.nullable(),
  packId: Id.nullable(),
  packageId: Id.nullable(),
  partySize: z.int(),
  accessibleSeats: z.int(),
  events: z.array(CartEvent),
  addOns: z.array(z.strictObject({ addOnId: Id, count: z.int(), heldSeats: z.array(CartSeat) })),
  quote: CartQuote,
  /** When the vendor lets the seats go. */
  expiresAt: Instant.nullable(),
  notices: z.array(CartNotice),
  /** Of a cart that goes by another release than the active one, or has lost events; else the offer says all of it. */
  names: CartNames.nullable(),
});
export type Cart = z.infer<typeof Cart>;

const ChosenEvent = z.strictObject({ eventCode: Code, suiteId: Id.nullable().default(null) });
export const Choice = z.strictObject({
  packId: Id.nullable().default(null),
  packageId: Id.nullable().default(null),
  partySize: z.int().min(1).max(100),
  /** How many of the party need an accessible seat. */
  accessibleSeats: z.int().min(0).max(100).default(0),
  events: z.array(ChosenEvent).max(500),
  addOns: z
    .array(z.strictObject({ addOnId: Id, count: z.int().min(1).max(100_000) }))
    .max(50)
    .default([]),
  /** To add to a package that was bought. */
  forOrderId: Id.nullable().default(null),
});
export type Choice = z.infer<typeof Choice>;

/** Seats a row can have. */
const longestBlock = 1_000;
const AskedBlock = Block.refine(
  ({ firstSeat, lastSeat }) => firstSeat <= lastSeat && lastSeat - firstSeat < longestBlock,
  'Say the first and the last seat of a row, in this order.',
);
const AskedBlocks = z
  .array(AskedBlock)
  .min(1)
  .max(20)
  .refine((blocks) => !blocks.some((one, at) => blocks.slice(at + 1).some((other) => overlap(one, other))), {
    message: 'Name every seat once.',
  });
function overlap(one: Block, other: Block): boolean {
  const isRow = one.sectionName === other.sectionName && one.rowName === other.rowName;
  return isRow && one.firstSeat <= other.lastSeat && other.firstSeat <= one.lastSeat;
}
const SeatsAsked = z.discriminatedUnion('kind', [
  /** The price code is what the fan was shown: other seats than these are held at no other. */
  z.strictObject({ kind: z.literal('blocks'), priceCode: Code, blocks: AskedBlocks }),
  z.strictObject({ kind: z.literal('best'), priceCode: Code, sectionName: SeatName.nullable().default(null) }),
  /** The suite that was chosen with the event, whole or so many of its seats. */
  z.strictObject({ kind: z.literal('suite'), seats: z.int().min(1).nullable().default(null) }),
]);
const Offered = z.strictObject({ block: Block, priceCode: z.string(), amountCents: z.int(), isSamePrice: z.boolean() });
const NotHeld = z.strictObject({
  eventCode: Code,
  reason: z.enum(['seats_gone', 'add_on_gone', 'price_changed', 'not_on_sale', 'waiting', 'refused']),
  /** Nearest first. */
  alternatives: z.array(Offered),
});
export const HoldAnswer = z.strictObject({
  cart: Cart,
  notHeld: z.array(NotHeld),
  /** The vendor takes no more calls now: come again with the same request then. */
  line: z.strictObject({ place: z.int(), retryAt: Instant }).nullable(),
});
export type HoldAnswer = z.infer<typeof HoldAnswer>;

const SeatOption = z.strictObject({
  events: z.array(
    z.strictObject({
      eventCode: Code,
      block: Block,
      priceCode: z.string(),
      eachCents: z.int(),
      /** Null: the same seats as in the other events; else why not. */
      move: z.enum(['seat_taken', 'lone_seat', 'row_taken', 'section_full']).nullable(),
    }),
  ),
  moves: z.int(),
  totalCents: z.int(),
});

const base = '/api/stores/{storeKey}/cart';
const one = { access: 'visitor', params: StoreParams } as const;
const vendorProblems = ['vendor.not_connected', 'vendor.unavailable', 'vendor.setup'] as const;

export const cartRoutes = defineRoutes({
  readCart: {
    ...one,
    access: 'visitor',
    method: 'GET',
    path: base,
    summary: "The visitor's cart, checked against the offer of now",
    response: z.strictObject({ cart: Cart.nullable() }),
  },
  chooseCart: {
    ...one,
    access: 'visitor',
    method: 'PUT',
    path: base,
    summary: 'Say what is chosen; makes the cart. While seats are held nothing can be added',
    body: Choice,
    response: Cart,
    problems: ['cart.fixed', 'cart.busy', 'cart.paying', 'offer.closed', 'offer.not_yours', 'order.not_found'],
  },
  findSeats: {
    ...one,
    access: 'visitor',
    method: 'POST',
    path: `${base}/seats`,
    summary: 'Seats for the cart: best available, or the same seats in all its events with the fewest moves',
    body: z.strictObject({
      eventCodes: z.array(Code).min(1).max(100).optional(),
      priceCodes: z.array(Code).max(100).nullable().default(null),
      sectionNames: z.array(SeatName).max(100).nullable().default(null),
      same: z.boolean().default(false),
      /** Seats the fan picked in one event, to be had in the others too. */
      anchor: z.strictObject({ eventCode: Code, block: AskedBlock }).nullable().default(null),
      limit: z.int().min(1).max(20).default(5),
    }),
    response: z.strictObject({ options: z.array(SeatOption), missingEventCodes: z.array(Code) }),
    problems: ['cart.none', 'offer.closed'],
  },
  holdCart: {
    ...one,
    access: 'visitor',
    method: 'POST',
    path: `${base}/holds`,
    summary: 'Hold seats at the vendor, for all events of the cart or some, and the add-ons that were chosen',
    body: z.strictObject({
      /** None: only the add-ons, of a cart whose seats are held. */
      events: z.array(z.strictObject({ eventCode: Code, seats: SeatsAsked })).max(100),
    }),
    response: HoldAnswer,
    problems: [
      'cart.none',
      'cart.busy',
      'cart.paying',
      'cart.not_allowed',
      'cart.not_held',
      'cart.sign_in_to_hold',
      'cart.too_many_held',
      'offer.closed',
      'offer.not_yours',
      ...vendorProblems,
    ],
  },
  dropFromCart: {
    ...one,
    access: 'visitor',
    method: 'POST',
    path: `${base}/drops`,
    summary: 'Give events back. When that makes another price, nothing is done until the new total is agreed to',
    body: z.strictObject({
      eventCodes: z.array(Code).min(1).max(100),
      agreedCents: z.int().min(0).nullable().default(null),
    }),
    response: z.strictObject({ cart: Cart, newTotalCents: z.int().nullable() }),
    problems: ['cart.none', 'cart.busy', 'cart.paying', 'cart.not_allowed', ...vendorProblems],
  },
  releaseCart: {
    ...one,
    access: 'visitor',
    method: 'POST',
    path: `${base}/release`,
    summary: 'Let all seats go and choose again',
    response: Cart,
    problems: ['cart.none', 'cart.busy', 'cart.paying', ...vendorProblems],
  },
  leaveCart: {
    ...one,
    access: 'visitor',
    method: 'DELETE',
    path: base,
    summary: 'Give the cart up; its seats are let go',
    problems: ['cart.busy', 'cart.paying'],
  },
});
