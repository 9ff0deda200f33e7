import type { StoreCtx } from '../../core/ctx.ts';
import * as seats from './checkout.order-seats.repository.ts';
import * as orders from './checkout.orders.repository.ts';
import type { Order, SeatOfOrder } from './checkout.types.ts';

/** For other modules: an order with its seats as they are now. Asks for no permission. */
export async function findOrderFacts(
  ctx: StoreCtx,
  orderId: string,
): Promise<{ order: Order; seats: SeatOfOrder[] } | null> {
  const order = await orders.find(ctx.store.db, orderId);
  return order === null ? null : { order, seats: await seats.list(ctx.store.db, [orderId]) };
}
