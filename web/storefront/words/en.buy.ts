import { pay } from './en.pay.ts';
import { seats } from './en.seats.ts';

/** Seats, add-ons, review, payment and orders. */
export const buy = { ...seats, ...pay } as const;
