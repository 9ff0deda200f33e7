import type { z } from 'zod';
import type { Cart, cartRoutes, HoldAnswer } from '../../../shared/contract/carts.ts';

/** Which seats are asked for, by event. */
export type Ask = z.input<(typeof cartRoutes)['holdCart']['body']>['events'][number];
export type NotHeld = HoldAnswer['notHeld'][number];

/** Events at once: few enough that a fan sees it go on, and enough that the calls do not add up. */
const atOnce = 3;

export function firstOf(asks: readonly Ask[]): Ask[] {
  return asks.slice(0, atOnce);
}

export type Taken = {
  /** To be asked for still, the refused ones not among them. */
  left: Ask[];
  refused: NotHeld[];
  /** When the vendor takes calls again; null: at once. */
  line: HoldAnswer['line'];
};

/** What is left to ask for after an answer to the first ones. Those still in line stay before the others. */
export function afterAnswer(asks: readonly Ask[], asked: readonly Ask[], { notHeld, line }: HoldAnswer): Taken {
  const isWaiting = (code: string) => notHeld.some((one) => one.reason === 'waiting' && one.eventCode === code);
  const later = asks.filter((ask) => !asked.includes(ask));
  return {
    left: [...asked.filter(({ eventCode }) => isWaiting(eventCode)), ...later],
    refused: notHeld.filter(({ reason }) => reason !== 'waiting'),
    line,
  };
}

/** Those that still make sense for a cart: its events without seats. */
export function stillMeant(asks: readonly Ask[], { events, state }: Pick<Cart, 'events' | 'state'>): Ask[] {
  if (state !== 'choosing' && state !== 'holding') return [];
  const pending = new Set(events.filter((one) => one.state === 'pending').map(({ eventCode }) => eventCode));
  return asks.filter(({ eventCode }) => pending.has(eventCode));
}

/** Blocks the fan was offered, as they are asked for. */
export function askFor(
  events: readonly {
    eventCode: string;
    block: { sectionName: string; rowName: string; firstSeat: number; lastSeat: number };
    priceCode: string;
  }[],
): Ask[] {
  return events.map(({ eventCode, block, priceCode }) => ({
    eventCode,
    seats: { kind: 'blocks', priceCode, blocks: [block] },
  }));
}
