import { z } from 'zod';
import type { StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import { requireFan } from '../fans/fans.sessions.service.ts';
import { readPurchase } from './checkout.buy.service.ts';
import * as orders from './checkout.orders.repository.ts';
import * as purchases from './checkout.purchases.repository.ts';
import type { Order, Purchase } from './checkout.types.ts';

const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** The signed-in fan's orders, newest first. */
export async function listOwnOrders(ctx: StoreCtx, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const fan = await requireFan(ctx);
  const [beforeAt, beforeId] = readCursorAs(cursor, Place) ?? [null, null];
  const before = { beforeAt: beforeAt === null ? null : new Date(beforeAt), beforeId };
  const found = await orders.listOfFan(ctx.store.db, { fanId: fan.id, ...before, limit: limit + 1 });
  return toPage(found, limit, ({ soldAt, id }) => [soldAt.toISOString(), id]);
}

/** `order.not_found` also for another fan's. */
export async function readOwnOrder(ctx: StoreCtx, id: string): Promise<Order> {
  const fan = await requireFan(ctx);
  const order = await orders.find(ctx.store.db, id);
  if (order === null || order.fanId !== fan.id) throw problem('order.not_found');
  return order;
}

/** `purchase.not_found` also for another fan's. */
export async function readOwnPurchase(ctx: StoreCtx, id: string): Promise<Purchase> {
  const fan = await requireFan(ctx);
  const purchase = await readPurchase(ctx, id);
  if (purchase.fanId !== fan.id) throw problem('purchase.not_found');
  return purchase;
}

/** The newest attempt of the signed-in fan to buy a cart: what a page that was loaded anew goes on with. */
export async function findOwnPurchase(ctx: StoreCtx, cartId: string): Promise<Purchase | null> {
  const fan = await requireFan(ctx);
  const id = await purchases.findNewest(ctx.store.db, { fanId: fan.id, cartId });
  return id === null ? null : readPurchase(ctx, id);
}
