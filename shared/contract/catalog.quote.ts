import { z } from 'zod';
import { Finding } from './checks.ts';
import { Currency, Id } from './common.ts';
import { Code } from './program-content.ts';

const Count = z.int().min(0).max(1_000);

export const Selection = z.strictObject({
  packId: Id.nullable().default(null),
  packageId: Id.nullable().default(null),
  partySize: z.int().min(1).max(1_000),
  events: z
    .array(
      z.strictObject({
        eventCode: Code,
        suiteId: Id.nullable().default(null),
        /** Seats by price code; none while none are picked. */
        seats: z.array(z.strictObject({ priceCode: Code, count: Count.min(1) })).max(20),
      }),
    )
    .max(200),
  /** Optional and overflow add-ons. */
  addOns: z
    .array(z.strictObject({ addOnId: Id, count: Count }))
    .max(50)
    .default([]),
});
export const QuoteRequest = Selection.extend({
  /** Also say which events and choices may come next. */
  next: z.boolean().default(false),
});

export const QuoteLine = z.strictObject({
  kind: z.enum(['seats', 'add_on']),
  eventCode: Code,
  suiteId: Id.nullable(),
  addOnId: Id.nullable(),
  priceCode: Code,
  ticketTypeCode: Code,
  count: z.int(),
  eachCents: z.int(),
  totalCents: z.int(),
});

/** Why an event cannot be added; `groups` are tiers that the remaining places are needed for. */
export const Refusal = z.discriminatedUnion('reason', [
  z.strictObject({ reason: z.literal('not_available') }),
  z.strictObject({ reason: z.literal('group_full'), group: z.string(), maxEvents: z.int() }),
  z.strictObject({ reason: z.literal('selection_full'), maxEvents: z.int() }),
  z.strictObject({ reason: z.literal('needed_elsewhere'), groups: z.array(z.string()) }),
  z.strictObject({ reason: z.literal('impossible') }),
]);

export const NextChoices = z.strictObject({
  /** Events of the choice that are not selected; null: it may be added and the selection can still be completed. */
  events: z.array(z.strictObject({ eventCode: Code, refusal: Refusal.nullable() })),
  /** Packs or packages; `isOpen`: it can be completed by events that are on sale. */
  choices: z.array(z.strictObject({ packId: Id.nullable(), packageId: Id.nullable(), isOpen: z.boolean() })),
});
export const Quote = z.strictObject({
  /** Of the release that was quoted. */
  release: z.strictObject({ id: Id, number: z.int() }),
  set: z.string(),
  currency: Currency,
  ruleId: Id.nullable(),
  lines: z.array(QuoteLine),
  totalCents: z.int(),
  /** No error among them: the selection may be bought as it is. */
  findings: z.array(Finding),
  next: NextChoices.nullable(),
});
