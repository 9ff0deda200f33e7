import { type SeatIndex, withoutSeats } from '../../../shared/rules/seat-index/index.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import { blocksByEvent } from './carts.compare.service.ts';
import * as seats from './carts.seats.repository.ts';

/**
 * The store's copy of these events without what carts hold at this moment: the vendor has those seats for nobody else, and the
 * copy may not know it before it is read again.
 */
export async function freeSeatsOf(ctx: StoreCtx, eventCodes: readonly string[]): Promise<Map<string, SeatIndex>> {
  if (eventCodes.length === 0) return new Map();
  const held = blocksByEvent(await seats.listHeld(ctx.store.db, { eventCodes: [...eventCodes], now: ctx.clock.now() }));
  const free = await Promise.all(
    eventCodes.map(async (eventCode) => {
      const { index } = await seatIndexOf(ctx, eventCode);
      const blocks = held.get(eventCode);
      return [eventCode, blocks === undefined ? index : withoutSeats(index, blocks)] as const;
    }),
  );
  return new Map(free);
}
