import { z } from 'zod';
import { CartSeat } from './carts.ts';
import { Order, PurchaseFailure } from './checkout.ts';
import { Email, Id, Instant, PageQuery, pageOf, Reason, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

const Fan = z.strictObject({ id: Id, name: z.string(), email: z.string(), vendorAccountId: z.string() });
/** An order in the list of them. */
export const OrderSummary = z.strictObject({
  id: Id,
  number: z.string(),
  vendorOrderNumber: z.string(),
  soldAt: Instant,
  fan: Fan,
  programId: Id,
  packId: Id.nullable(),
  packageId: Id.nullable(),
  forOrderId: Id.nullable(),
  currency: z.string(),
  totalCents: z.int(),
  feesCents: z.int(),
  eventCodes: z.array(z.string()),
  seatCount: z.int(),
  /** Refunded or cancelled by the vendor. */
  givenBackCount: z.int(),
  hasTickets: z.boolean(),
  /** Why staff should look at it. */
  attention: z.string().nullable(),
});

/** By what became of its seats. `without_tickets`: the vendor has not made them all yet. */
export const orderStates = ['sold', 'partly_returned', 'returned', 'without_tickets'] as const;

const PurchaseState = z.enum(['comparing', 'paying', 'unknown', 'sold', 'failed']);
/** A call at the vendor: written before it is made, and again after its answer. */
export const PurchaseStep = z.strictObject({
  kind: z.enum(['compare', 'amount_due', 'pay', 'ask', 'release']),
  begunAt: Instant,
  answeredAt: Instant.nullable(),
  outcome: z.string().nullable(),
});
export const StaffPurchase = z.strictObject({
  id: Id,
  /** `unknown`: the vendor did not answer the payment, and is being asked. */
  state: PurchaseState,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** When the vendor is asked again. */
  nextAskAt: Instant.nullable(),
  fan: Fan,
  cartId: Id,
  vendorCartRef: Id,
  agreedCents: z.int(),
  feesCents: z.int().nullable(),
  steps: z.array(PurchaseStep),
  failure: PurchaseFailure.nullable(),
  orderId: Id.nullable(),
  seats: z.array(CartSeat.extend({ eventCode: z.string(), suiteId: Id.nullable() })),
});

/** What the fan saw when buying: the release and the price decision. */
const Saw = z.strictObject({
  programId: Id,
  releaseId: Id,
  releaseNumber: z.int(),
  accountGroups: z.array(z.string()),
  /** The price rule that won; null when the release has none of that id. */
  rule: z.strictObject({ id: Id, name: z.string(), priority: z.int().nullable() }).nullable(),
});
export const StaffOrder = z.strictObject({
  order: Order,
  fan: Fan,
  attention: z.string().nullable(),
  /** When the vendor was last asked what became of its seats. */
  checkedAt: Instant,
  /** When the confirmation was mailed; null while it was not. */
  mailedAt: Instant.nullable(),
  saw: Saw,
  purchase: StaffPurchase,
});

const base = '/api/stores/{storeKey}/sales';
const OrderParams = StoreParams.extend({ orderId: Id });
const PurchaseParams = StoreParams.extend({ purchaseId: Id });
const vendorProblems = [
  'vendor.not_connected',
  'vendor.busy',
  'vendor.refused',
  'vendor.unavailable',
  'vendor.unknown',
  'vendor.setup',
] as const;

export const orderRoutes = defineRoutes({
  listSoldOrders: {
    method: 'GET',
    path: `${base}/orders`,
    summary: 'Orders of the store, newest first',
    access: 'store.orders.view',
    params: StoreParams,
    query: PageQuery.extend({
      /** The number, ours or the vendor's; part of the fan's name or address; or the fan's vendor account id. */
      text: z.string().trim().min(1).max(100).optional(),
      email: Email.optional(),
      fanId: Id.optional(),
      /** Ours or the vendor's. */
      number: z.string().trim().min(1).max(64).optional(),
      eventCode: z.string().min(1).max(64).optional(),
      programId: Id.optional(),
      attention: z.stringbool().optional(),
      state: z.enum(orderStates).optional(),
      /** Sold from this instant on. */
      from: Instant.optional(),
      /** Sold before this instant. */
      until: Instant.optional(),
    }),
    response: pageOf(OrderSummary),
  },
  getSoldOrder: {
    method: 'GET',
    path: `${base}/orders/{orderId}`,
    summary: 'An order with its purchase, its price decision and what the fan saw',
    access: 'store.orders.view',
    params: OrderParams,
    response: StaffOrder,
    problems: ['order.not_found'],
  },
  refreshOrder: {
    method: 'POST',
    path: `${base}/orders/{orderId}/refresh`,
    summary: 'Ask the vendor now what became of the seats of an order, and for its tickets',
    access: 'store.orders.edit',
    params: OrderParams,
    response: StaffOrder,
    problems: ['order.not_found', ...vendorProblems],
  },
  clearOrderAttention: {
    method: 'POST',
    path: `${base}/orders/{orderId}/attention`,
    summary: 'Take away why staff should look at an order',
    access: 'store.orders.edit',
    params: OrderParams,
    body: z.strictObject({ reason: Reason }),
    response: StaffOrder,
    problems: ['order.not_found'],
  },
  listPurchases: {
    method: 'GET',
    path: `${base}/purchases`,
    summary: 'Attempts to buy that are not over, or failed, newest first',
    access: 'store.orders.view',
    params: StoreParams,
    query: PageQuery.extend({ state: z.enum(['unfinished', 'failed']).default('unfinished'), fanId: Id.optional() }),
    response: pageOf(StaffPurchase),
  },
  getPurchase: {
    method: 'GET',
    path: `${base}/purchases/{purchaseId}`,
    summary: 'An attempt to buy with every call at the vendor',
    access: 'store.orders.view',
    params: PurchaseParams,
    response: StaffPurchase,
    problems: ['purchase.not_found'],
  },
  resumePurchase: {
    method: 'POST',
    path: `${base}/purchases/{purchaseId}/resume`,
    summary: 'Ask the vendor now what became of a purchase that is not over',
    access: 'store.orders.edit',
    params: PurchaseParams,
    body: z.strictObject({ reason: Reason }),
    response: StaffPurchase,
    problems: ['purchase.not_found', 'purchase.over', 'purchase.in_hand'],
  },
  releasePurchase: {
    method: 'POST',
    path: `${base}/purchases/{purchaseId}/release`,
    summary: 'Give the seats of a purchase back at once; if the vendor sold them already it becomes an order',
    access: 'store.orders.edit',
    params: PurchaseParams,
    body: z.strictObject({ reason: Reason }),
    response: StaffPurchase,
    problems: ['purchase.not_found', 'purchase.over', 'purchase.in_hand'],
  },
});
