import { z } from 'zod';
import { Cart, CartNotice, CartQuote, CartSeat, NamedEvent } from './carts.ts';
import { Id, Instant, Locale, PageQuery, pageOf, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

export const OrderSeat = CartSeat.omit({ addOnFor: true }).extend({
  eventCode: z.string(),
  suiteId: Id.nullable(),
  status: z.enum(['sold', 'refunded', 'cancelled']),
});
export const Ticket = z.strictObject({
  eventCode: z.string(),
  sectionName: z.string(),
  rowName: z.string(),
  seatNumber: z.int(),
  barcode: z.string().nullable(),
  qrPayload: z.string().nullable(),
  walletUrl: z.string().nullable(),
});
/** An event as it was when it was bought. */
export const BoughtEvent = NamedEvent;
export const Order = z.strictObject({
  id: Id,
  /** What people say on the phone. */
  number: z.string(),
  vendorOrderNumber: z.string(),
  soldAt: Instant,
  currency: z.string(),
  totalCents: z.int(),
  feesCents: z.int(),
  packId: Id.nullable(),
  packageId: Id.nullable(),
  /** Of post-purchase add-ons: the order they were added to. */
  forOrderId: Id.nullable(),
  events: z.array(BoughtEvent),
  quote: CartQuote,
  seats: z.array(OrderSeat),
  /** Null until the vendor has made them. */
  tickets: z.array(Ticket).nullable(),
  /**
   * What the package of this order lets its fan add now: choose it in a cart with `forOrderId`. What was added before
   * counts already.
   */
  postPurchase: z
    .strictObject({ events: z.array(NamedEvent), minEvents: z.int(), maxEvents: z.int().nullable() })
    .nullable(),
});
export type Order = z.infer<typeof Order>;

/** Why a purchase sold nothing; the seats are still held unless `notices` say otherwise. */
export const PurchaseFailure = z.strictObject({
  reason: z.enum(['declined', 'seats_lost', 'amount_differs', 'expired', 'refused', 'interrupted', 'not_paid']),
  detail: z.string().nullable(),
  notices: z.array(CartNotice),
  /** When another amount is due than was agreed to: that one. */
  dueCents: z.int().nullable(),
  /** When the vendor takes calls again, where it said so. */
  retryAt: Instant.nullable(),
});
export const Purchase = z.strictObject({
  id: Id,
  /** `pending`: being done · `asking`: the vendor did not answer, and is being asked whether it sold. */
  state: z.enum(['pending', 'asking', 'sold', 'failed']),
  order: Order.nullable(),
  failure: PurchaseFailure.nullable(),
  /** The cart as it is after a failure. */
  cart: Cart.nullable(),
});
export type Purchase = z.infer<typeof Purchase>;

const base = '/api/stores/{storeKey}';
const one = { access: 'fan', params: StoreParams } as const;

export const checkoutRoutes = defineRoutes({
  readAmountDue: {
    ...one,
    access: 'fan',
    method: 'GET',
    path: `${base}/checkout`,
    summary: "What the fan's cart costs in all, with the vendor's fees",
    response: z.strictObject({ totalCents: z.int(), feesCents: z.int(), dueCents: z.int(), expiresAt: Instant }),
    problems: [
      'cart.none',
      'cart.busy',
      'cart.not_held',
      'purchase.under_way',
      'offer.not_yours',
      'vendor.not_connected',
      'vendor.busy',
      'vendor.refused',
      'vendor.unavailable',
      'vendor.unknown',
      'vendor.setup',
    ],
  },
  buy: {
    ...one,
    access: 'fan',
    method: 'POST',
    path: `${base}/checkout`,
    summary: 'Buy the cart. Takes an Idempotency-Key: the same key with the same body gets the same answer',
    body: z.strictObject({
      cartId: Id,
      /** All of it, fees included, as the fan saw it. */
      agreedCents: z.int().min(0),
      /** What the vendor's card form gave the browser. */
      paymentToken: z.string().min(1).max(500),
      /** Of the mail that follows; the store's language when not said. */
      locale: Locale.optional(),
    }),
    response: Purchase,
    perMinute: 60,
    problems: [
      'idempotency.key_required',
      'idempotency.key_reused',
      'cart.none',
      'cart.busy',
      'cart.not_held',
      'cart.not_allowed',
      'purchase.under_way',
      'offer.not_yours',
      'vendor.not_connected',
      'vendor.busy',
      'vendor.unavailable',
      'vendor.setup',
    ],
  },
  readPaymentForm: {
    ...one,
    access: 'fan',
    method: 'GET',
    path: `${base}/checkout/form`,
    summary: "The vendor's own card form, to be framed; it answers the page with a one-time payment token",
    /** Null: the store takes no cards now. The frame's messages come from `origin` and from nowhere else. */
    response: z.strictObject({ form: z.strictObject({ url: z.url(), origin: z.url() }).nullable() }),
  },
  readCartPurchase: {
    ...one,
    access: 'fan',
    method: 'GET',
    path: `${base}/carts/{cartId}/purchase`,
    params: StoreParams.extend({ cartId: Id }),
    summary: 'The newest attempt to buy a cart, also of one that was bought; null when there was none',
    response: z.strictObject({ purchase: Purchase.nullable() }),
  },
  readPurchase: {
    ...one,
    access: 'fan',
    method: 'GET',
    path: `${base}/purchases/{purchaseId}`,
    params: StoreParams.extend({ purchaseId: Id }),
    summary: 'What became of an attempt to buy',
    response: Purchase,
    problems: ['purchase.not_found'],
  },
  listOrders: {
    ...one,
    access: 'fan',
    method: 'GET',
    path: `${base}/orders`,
    query: PageQuery,
    summary: "The fan's orders, newest first",
    response: pageOf(Order),
  },
  readOrder: {
    ...one,
    access: 'fan',
    method: 'GET',
    path: `${base}/orders/{orderId}`,
    params: StoreParams.extend({ orderId: Id }),
    summary: 'An order of the fan',
    response: Order,
    problems: ['order.not_found'],
  },
  readOrderCalendar: {
    ...one,
    access: 'fan',
    method: 'GET',
    path: `${base}/orders/{orderId}/calendar`,
    params: StoreParams.extend({ orderId: Id }),
    summary: 'The events of an order as a calendar file (RFC 5545), at the times that hold now',
    produces: 'text/calendar',
    problems: ['order.not_found', 'order.undated'],
  },
});
