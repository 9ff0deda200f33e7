import { orderRoutes } from '../../../shared/contract/orders.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { defineController } from '../../core/http/controller.ts';
import * as desk from './checkout.desk.service.ts';
import * as acts from './checkout.desk-acts.service.ts';
import { viewFailure, viewOrder } from './checkout.views.service.ts';

type FoundPurchase = Awaited<ReturnType<typeof desk.getPurchase>>;

export const deskController = defineController(orderRoutes, {
  listSoldOrders: async (ctx, { query }) => {
    const { items, next } = await desk.searchOrders(ctx, query);
    return { items: items.map(toSummary), next };
  },
  getSoldOrder: (ctx, { params }) => answerOrder(ctx, params.orderId),
  refreshOrder: async (ctx, { params }) => {
    await acts.refreshOrder(ctx, params.orderId);
    return answerOrder(ctx, params.orderId);
  },
  clearOrderAttention: async (ctx, { params, body }) => {
    await acts.clearAttention(ctx, params.orderId, body.reason);
    return answerOrder(ctx, params.orderId);
  },
  listPurchases: async (ctx, { query }) => {
    const { items, next } = await desk.searchPurchases(ctx, query);
    return { items: items.map(toPurchase), next };
  },
  getPurchase: async (ctx, { params }) => toPurchase(await desk.getPurchase(ctx, params.purchaseId)),
  resumePurchase: async (ctx, { params, body }) => {
    await acts.resumeNow(ctx, params.purchaseId, body.reason);
    return toPurchase(await desk.getPurchase(ctx, params.purchaseId));
  },
  releasePurchase: async (ctx, { params, body }) => {
    await acts.releaseNow(ctx, params.purchaseId, body.reason);
    return toPurchase(await desk.getPurchase(ctx, params.purchaseId));
  },
});

async function answerOrder(ctx: StoreCtx, id: string) {
  const { order, purchase, fan, checkedAt, mailedAt, saw } = await desk.getOrder(ctx, id);
  return {
    order: await viewOrder(ctx, order),
    fan: toFan(fan),
    attention: order.attention,
    checkedAt: checkedAt.toISOString(),
    mailedAt: mailedAt?.toISOString() ?? null,
    saw,
    purchase: toPurchase(purchase),
  };
}

function toSummary({
  fan,
  fanId: _,
  soldAt,
  ...order
}: Awaited<ReturnType<typeof desk.searchOrders>>['items'][number]) {
  return { ...order, fan: toFan(fan), soldAt: soldAt.toISOString() };
}

function toPurchase(purchase: FoundPurchase) {
  const { id, state, cartId, vendorCartRef, agreedCents, feesCents, orderId } = purchase;
  const { fan, content, steps, failure, startedAt, endedAt, nextAskAt } = purchase;
  return {
    ...{ id, state, cartId, vendorCartRef, agreedCents, feesCents, orderId, steps },
    fan: toFan(fan),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    nextAskAt: nextAskAt?.toISOString() ?? null,
    failure: failure === null ? null : viewFailure(failure),
    seats: content.seats,
  };
}

function toFan({ id, name, email, vendorAccountId }: FoundPurchase['fan']) {
  return { id, name, email, vendorAccountId };
}
