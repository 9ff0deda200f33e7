import { checkoutRoutes } from '../../../shared/contract/checkout.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import { problem } from '../../core/problem.ts';
import { buy } from './checkout.buy.service.ts';
import { readCalendar } from './checkout.calendar.service.ts';
import { readDue } from './checkout.due.service.ts';
import { readForm } from './checkout.form.service.ts';
import { findOwnPurchase, listOwnOrders, readOwnOrder, readOwnPurchase } from './checkout.orders.service.ts';
import { viewOrder, viewOrders, viewPurchase } from './checkout.views.service.ts';

export const checkoutController = defineController(checkoutRoutes, {
  readAmountDue: async (ctx) => {
    const { totalCents, feesCents, dueCents, expiresAt } = await readDue(ctx);
    return { totalCents, feesCents, dueCents, expiresAt: expiresAt.toISOString() };
  },
  buy: async (ctx, { body }) => viewPurchase(ctx, await buy(ctx, idempotencyKey(ctx), body)),
  readPaymentForm: async (ctx) => ({ form: await readForm(ctx) }),
  readCartPurchase: async (ctx, { params }) => {
    const found = await findOwnPurchase(ctx, params.cartId);
    return { purchase: found === null ? null : await viewPurchase(ctx, found) };
  },
  readPurchase: async (ctx, { params }) => viewPurchase(ctx, await readOwnPurchase(ctx, params.purchaseId)),
  listOrders: async (ctx, { query }) => {
    const { items, next } = await listOwnOrders(ctx, query);
    return { items: await viewOrders(ctx, items), next };
  },
  readOrder: async (ctx, { params }) => viewOrder(ctx, await readOwnOrder(ctx, params.orderId)),
  readOrderCalendar: async (ctx, { params }) => {
    const { name, text } = await readCalendar(ctx, params.orderId);
    return reply(text, { headers: { 'content-disposition': `attachment; filename="${name}"` } });
  },
});

/** Printable characters, as a header can carry them. */
const usable = /^[\x21-\x7e]{8,255}$/;

function idempotencyKey(ctx: StoreCtx): string {
  const key = ctx.request?.headers['idempotency-key'];
  if (typeof key !== 'string' || !usable.test(key)) throw problem('idempotency.key_required');
  return key;
}
