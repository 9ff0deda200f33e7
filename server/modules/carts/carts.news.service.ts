import { z } from 'zod';
import { storeJob } from '../../core/jobs.ts';
import { outboxKind } from '../../core/outbox.ts';

/** The vendor says that a cart is sold which nobody is paying: whoever makes orders looks at it. */
export const soldCartJob = storeJob('carts.found_sold', z.strictObject({ cartId: z.uuid() }));

const Codes = z.array(z.string());
/**
 * Seats were asked for, by game: those the vendor holds now and did not before, those of which it has none left, and those
 * that were not held for another reason.
 */
export const SeatsTried = z.strictObject({
  cartId: z.uuid(),
  at: z.iso.datetime(),
  held: Codes,
  gone: Codes,
  refused: Codes,
});
export type SeatsTried = z.infer<typeof SeatsTried>;
export const seatsTried = outboxKind('carts.seats_tried', SeatsTried);
