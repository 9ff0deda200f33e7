import { z } from 'zod';
import { Id, Instant, Key } from './common.ts';

/** A release of a program, as it was active. */
const Active = z.strictObject({
  programId: Id,
  programName: z.string(),
  releaseId: Id,
  releaseNumber: z.int(),
});
const Plan = z.strictObject({
  id: Id,
  programId: Id,
  programName: z.string(),
  startsAt: Instant,
  /** Null: the program stays. */
  endsAt: Instant.nullable(),
});
const Fault = z.strictObject({
  code: z.string(),
  /** Where in the program, as a JSON pointer. */
  at: z.string(),
});
const OrderLine = z.strictObject({
  eventCode: z.string(),
  sectionName: z.string(),
  rowName: z.string(),
  seatNumber: z.int(),
  className: z.string(),
  priceCode: z.string(),
  ticketTypeCode: z.string(),
  amountCents: z.int(),
  suiteId: Id.nullable(),
  addOnId: Id.nullable(),
  status: z.enum(['sold', 'refunded', 'cancelled']),
});
const OrderFacts = z.strictObject({
  orderId: Id,
  /** What people say on the phone. */
  orderNumber: z.string(),
  vendorOrderNumber: z.string(),
  vendorAccountId: z.string(),
  soldAt: Instant,
  currency: z.string(),
  /** Of all seats as they were sold. */
  totalCents: z.int(),
  feesCents: z.int(),
  programId: Id,
  releaseId: Id,
  packId: Id.nullable(),
  packageId: Id.nullable(),
  /** Of post-purchase add-ons: the order they belong to. */
  forOrderId: Id.nullable(),
  lines: z.array(OrderLine),
});
const Readiness = z.strictObject({
  programId: Id,
  programName: z.string(),
  checkedAt: Instant,
  errorCount: z.int(),
});

/** Every type of message: when it is sent, and what is in its `data`. No name and no address of a person. */
export const webhookMessages = {
  'order.created': { says: 'An order was made.', data: OrderFacts },
  'order.refunded': {
    says: 'The vendor reported seats of an order as given back or cancelled.',
    data: OrderFacts.extend({
      reportedAt: Instant,
      /** Of all seats that are not sold any more. */
      returnedCents: z.int(),
    }),
  },
  'program.switched': {
    says: 'What is active changed: a switch, a planned start, a return, a close, or a new release.',
    data: z.strictObject({
      at: Instant,
      /** Null: the store was closed. */
      from: Active.nullable(),
      /** Null: the store is closed. */
      to: Active.nullable(),
      /** When this ends by plan. */
      until: Instant.nullable(),
      /** The plan that is running now. */
      planId: Id.nullable(),
      /** The act of staff at this instant; null: the clock reached a planned time. */
      act: z.string().nullable(),
    }),
  },
  'program.planned': {
    says: 'A plan was made, changed, cancelled, or its hold released.',
    data: z.strictObject({
      change: z.enum(['made', 'changed', 'cancelled', 'released']),
      at: Instant,
      plan: Plan,
    }),
  },
  'plan.held': {
    says: 'Checks stopped a plan from starting.',
    data: z.strictObject({ at: Instant, plan: Plan, errors: z.array(Fault) }),
  },
  'readiness.lost': {
    says: 'The newest check of the active program found errors.',
    data: Readiness,
  },
  'readiness.restored': { says: 'The newest check of that program found none any more.', data: Readiness },
  'sync.stale': {
    says: "The copy of the vendor's seats and prices of some events has been too old for five minutes.",
    data: z.strictObject({
      since: Instant,
      staleCount: z.int(),
      copiedCount: z.int(),
      failingCount: z.int(),
      /** Null: some event was never read. */
      oldestReadAt: Instant.nullable(),
    }),
  },
  'sync.recovered': {
    says: 'No copy is too old any more.',
    data: z.strictObject({ since: Instant, recoveredAt: Instant }),
  },
  'webhook.test': { says: 'Staff sent a test.', data: z.strictObject({ endpointId: Id, text: z.string() }) },
} as const satisfies Record<string, { says: string; data: z.ZodObject }>;

export type MessageType = keyof typeof webhookMessages;
export type MessageData<T extends MessageType> = z.input<(typeof webhookMessages)[T]['data']>;

export const messageTypes = [
  'order.created',
  'order.refunded',
  'program.switched',
  'program.planned',
  'plan.held',
  'readiness.lost',
  'readiness.restored',
  'sync.stale',
  'sync.recovered',
  'webhook.test',
] as const satisfies readonly MessageType[];

/** The body of every message. */
export function envelopeOf<T extends z.ZodType>(type: MessageType, data: T) {
  return z.strictObject({ type: z.literal(type), timestamp: Instant, storeKey: Key, data });
}

/** The whole body of every type, for the documentation. */
export const messageBodies = Object.fromEntries(
  messageTypes.map((type) => {
    const { says, data } = webhookMessages[type];
    return [type, { says, body: envelopeOf(type, data) }];
  }),
);
