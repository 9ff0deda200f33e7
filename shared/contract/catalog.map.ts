import { z } from 'zod';
import { Id } from './common.ts';
import { Code } from './program-content.ts';
import { Drawing, Section } from './venues.ts';

/** The map of a venue as fans see it: docs/rules/catalog.md, "Map and seats". */
export const OfferMap = z.strictObject({
  venueId: Id,
  /** Null: the venue has no map. */
  drawing: Drawing.nullable(),
  /** In the order staff gave them, also those without a shape. */
  sections: z.array(Section),
});
export type OfferMap = z.infer<typeof OfferMap>;

/** What a letter stands for. */
export const OfferSeatKind = z.strictObject({
  className: z.string(),
  priceCode: Code,
  isAccessible: z.literal(true).optional(),
});
export type OfferSeatKind = z.infer<typeof OfferSeatKind>;

/**
 * Name, number of the first seat, and a character for each seat in order: `-` is taken, `seatLetter(n)` of
 * shared/rules/seat-field.ts is free and of the nth kind. `|` is an aisle and no seat.
 */
export const OfferSeatRow = z.tuple([z.string(), z.int(), z.string()]);
export type OfferSeatRow = z.infer<typeof OfferSeatRow>;

/** All seats of an event that are known, the front row of each section first. */
export const OfferSeats = z.strictObject({
  eventCode: Code,
  kinds: z.array(OfferSeatKind),
  sections: z.array(z.tuple([z.string(), z.array(OfferSeatRow)])),
});
export type OfferSeats = z.infer<typeof OfferSeats>;
