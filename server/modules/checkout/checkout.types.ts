import type { z } from 'zod';
import type { Ticket } from '../../../shared/contract/checkout.ts';
import type { Locale } from '../../../shared/contract/common.ts';
import type { EventDate, EventTime } from '../../../shared/contract/events.ts';
import type { Quote } from '../../../shared/rules/quote.ts';
import type { HeldCartSeat, Notice } from '../carts/carts.types.ts';

export type PurchaseState = 'comparing' | 'paying' | 'unknown' | 'sold' | 'failed';
export type StepKind = 'compare' | 'amount_due' | 'pay' | 'ask' | 'release';
/** A call at the vendor: written before it is made, and again after its answer. */
export type Step = { kind: StepKind; begunAt: string; answeredAt: string | null; outcome: string | null };
export type FailureReason =
  | 'declined'
  | 'seats_lost'
  | 'amount_differs'
  | 'expired'
  | 'refused'
  | 'interrupted'
  | 'not_paid';
export type Failure = {
  reason: FailureReason;
  detail: string | null;
  notices: Notice[];
  /** When another amount is due than the fan agreed to: that one. */
  dueCents: number | null;
  /** When the vendor takes calls again. */
  retryAt: string | null;
};

/** Of an event, as it was when it was bought. */
export type BoughtEvent = {
  code: string;
  name: string;
  date: EventDate;
  time: EventTime;
  startsAt: string | null;
  venue: { name: string; city: string; timeZone: string } | null;
};
/** What is bought and why it costs this. */
export type PurchaseContent = {
  quote: Quote;
  seats: HeldCartSeat[];
  events: BoughtEvent[];
  accountGroups: string[];
  packId: string | null;
  packageId: string | null;
  forOrderId: string | null;
  programId: string;
  /** The fan's language; null where none was said. */
  locale: Locale | null;
};
export type Purchase = {
  id: string;
  cartId: string;
  fanId: string;
  bodyHash: Buffer;
  state: PurchaseState;
  vendorAccountId: string;
  vendorCartRef: string;
  releaseId: string;
  agreedCents: number;
  feesCents: number | null;
  content: PurchaseContent;
  steps: Step[];
  failure: Failure | null;
  orderId: string | null;
  asks: number;
  startedAt: Date;
};

export type SeatStatus = 'sold' | 'refunded' | 'cancelled';
export type OrderSeat = Omit<HeldCartSeat, 'addOnFor'> & { status: SeatStatus };
export type SeatOfOrder = OrderSeat & { orderId: string };
export type Order = {
  id: string;
  number: string;
  purchaseId: string;
  cartId: string;
  fanId: string;
  forOrderId: string | null;
  programId: string;
  releaseId: string;
  packId: string | null;
  packageId: string | null;
  vendorOrderNumber: string;
  vendorAccountId: string;
  totalCents: number;
  feesCents: number;
  currency: string;
  content: PurchaseContent;
  tickets: z.infer<typeof Ticket>[] | null;
  /** Why staff should look at it. */
  attention: string | null;
  soldAt: Date;
};
/** An order as it was just made. */
export type MadeOrder = { order: Order; seats: SeatOfOrder[] };
/** A purchase with the order it made, where that is known without reading it. */
export type SeenPurchase = Purchase & { made?: MadeOrder };
