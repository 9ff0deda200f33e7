import { z } from 'zod';
import type {
  EventQuery,
  HeldSeat,
  HoldBestAvailable,
  HoldSpecific,
  NewCustomer,
  OwnedSeat,
  Payment,
  RefusalReason,
  SeatsWanted,
  VendorCart,
  VendorCustomer,
  VendorPrice,
  VendorSummary,
  VendorTicket,
} from '../../vendors.types.ts';
import { amountOf, cents, count, instant, label, maybe } from './values.ts';
import { events } from './wire.events.ts';

/**
 * The one place, with `wire.events.ts`, that knows the names of the wire: commands, fields, codes. Where the vendor's public
 * pages are silent the shapes are ours (docs/vendors/archtics-wire.md): an account's own documentation corrects them here.
 */

/** In the order of their power: a key of one may call those before it. */
export const products = ['customer', 'inventory', 'hold', 'buy'] as const;
export type Product = (typeof products)[number];

/** Of the address: `{base}{path}`. */
export const pathOf = (product: Product, dsn: string, key: string) =>
  `/sth-${product}/ticketing_services.aspx?${new URLSearchParams({ dsn, apikey: key }).toString()}`;

/** Where the vendor's card form is (ours): docs/vendors/card-form.md. */
export const cardFormPath = (dsn: string) => `/card-form?${new URLSearchParams({ dsn }).toString()}`;

/** One command as it is asked. */
export type Request = { cmd: string; product: Product; fields: Readonly<Record<string, unknown>> };

export function envelopeOf(request: Request, sender: { uid: string; dsn: string; sourceName: string }, ref: string) {
  const { uid, dsn, sourceName } = sender;
  return JSON.stringify({
    header: { ver: 1, src_sys_type: 2, src_sys_name: sourceName, archtics_version: 'V999' },
    command1: { cmd: request.cmd, uid, dsn, ref, ...request.fields },
  });
}

const resultCode = z.union([z.int(), z.string().regex(/^-?\d{1,9}$/)]).transform(Number);
export const answerEnvelope = z.object({
  command1: z.looseObject({ cmd: z.string(), ref: label, result: resultCode, error_detail: maybe(z.string()) }),
  header: z.object({ result: resultCode.optional() }).optional(),
});

/** Results about the request as such, before anybody looked at what it asks. */
export const envelopeResults: ReadonlySet<number> = new Set([4001, 4002, 4003]);
/** Results that mean a wrong connection, whoever asks. */
export const setupResults: ReadonlySet<number> = new Set([4003]);
const reasons: Readonly<Record<number, RefusalReason>> = {
  4004: 'event_not_found',
  5020: 'customer_locked',
  5024: 'customer_not_found',
  6001: 'seat_gone',
  6002: 'no_block',
  6003: 'class_not_granted',
  6004: 'event_not_on_sale',
  6005: 'not_priced',
  6010: 'cart_expired',
  6011: 'cart_not_found',
  6012: 'not_in_cart',
  6020: 'cart_empty',
  7001: 'payment_declined',
  7002: 'amount_differs',
  7003: 'account_differs',
  7004: 'order_not_found',
};
export function reasonOfResult(result: number): RefusalReason {
  return reasons[result] ?? 'other';
}

const flag = (value: boolean) => (value ? 'Y' : 'N');
const runs = (seats: readonly SeatsWanted[]) =>
  seats.map(({ sectionName, rowName, firstSeat, lastSeat }) => ({
    section_name: sectionName,
    row_name: rowName,
    first_seat: firstSeat,
    last_seat: lastSeat,
  }));

export const requests = {
  ping: (): Request => ({ cmd: 'ping', product: 'customer', fields: {} }),
  events(query: EventQuery): Request {
    const search = (fields: Request['fields']): Request => ({ cmd: 'event_search', product: 'customer', fields });
    switch (query.kind) {
      case 'range':
        return search({ start_date: query.from, end_date: query.until });
      case 'item_set':
        return search({ item_set: query.itemSet });
      case 'codes': {
        const fields = { event_filter: query.codes.join(','), event_filter_type: 'L' };
        return { cmd: 'event_details', product: 'customer', fields };
      }
    }
  },
  seats(eventCode: string, isSummary: boolean): Request {
    const fields = { event_name: eventCode, summary_flag: flag(isSummary) };
    return { cmd: 'get_avail_seats', product: 'inventory', fields };
  },
  prices: (eventCode: string): Request => ({
    cmd: 'event_price_info',
    product: 'inventory',
    fields: { event_name: eventCode },
  }),
  /** Reason `S`: asked by a system, without a PIN. */
  customer: (by: { email: string } | { accountId: string }): Request => ({
    cmd: 'customer_query',
    product: 'customer',
    fields: { call_reason: 'S', ...('email' in by ? { email: by.email } : { acct_id: by.accountId }) },
  }),
  newCustomer: ({ email, firstName, lastName }: NewCustomer): Request => ({
    cmd: 'customer_add',
    product: 'customer',
    fields: { email, name_first: firstName, name_last: lastName },
  }),
  owned: (accountId: string): Request => ({
    cmd: 'seats_sold',
    product: 'customer',
    fields: { acct_id: accountId },
  }),
  holdSpecific: ({ cartRef, eventCode, className, ticketTypeCode, seats }: HoldSpecific): Request => ({
    cmd: 'seats_hold_specific',
    product: 'hold',
    fields: {
      session_id: cartRef,
      event_name: eventCode,
      class: className,
      ticket_type_code: ticketTypeCode,
      seats: runs(seats),
    },
  }),
  holdBestAvailable: (hold: HoldBestAvailable): Request => ({
    cmd: 'seats_hold',
    product: 'hold',
    fields: {
      session_id: hold.cartRef,
      event_name: hold.eventCode,
      class: hold.className,
      price_code: hold.priceCode,
      ticket_type_code: hold.ticketTypeCode,
      num_seats: hold.count,
      ...(hold.sectionName === null ? {} : { section_name: hold.sectionName }),
      contiguous: flag(hold.isContiguous),
    },
  }),
  release(cartRef: string, of: { eventCode: string; seats: readonly SeatsWanted[] } | null): Request {
    const narrowed = of === null ? {} : { event_name: of.eventCode, seats: runs(of.seats) };
    return { cmd: 'seats_release', product: 'hold', fields: { session_id: cartRef, ...narrowed } };
  },
  cart: (cartRef: string): Request => ({ cmd: 'shopping_cart', product: 'hold', fields: { session_id: cartRef } }),
  amountDue: ({ cartRef, accountId }: { cartRef: string; accountId: string }): Request => ({
    cmd: 'check_out',
    product: 'buy',
    fields: { session_id: cartRef, acct_id: accountId },
  }),
  payment: ({ cartRef, accountId, amountCents, token }: Payment): Request => ({
    cmd: 'payment_request',
    product: 'buy',
    fields: {
      session_id: cartRef,
      acct_id: accountId,
      amount: amountOf(amountCents),
      payment_method: 'CARD',
      payment_token: token,
    },
  }),
  tickets: ({ accountId, orderNumber }: { accountId: string; orderNumber: string }): Request => ({
    cmd: 'ticket_print',
    product: 'buy',
    fields: { acct_id: accountId, order_num: orderNumber },
  }),
} as const;

const price = z.object({ price_code: label, ticket_type_code: label, price: cents }).transform(
  (sent): VendorPrice => ({
    priceCode: sent.price_code,
    ticketTypeCode: sent.ticket_type_code,
    amountCents: sent.price,
  }),
);

const customer = z
  .object({
    acct_id: label,
    email: maybe(z.string()),
    name_first: maybe(z.string()),
    name_last: maybe(z.string()),
    account_groups: z.array(z.object({ account_group: label })).default([]),
  })
  .transform(
    (sent): VendorCustomer => ({
      accountId: sent.acct_id,
      email: sent.email ?? '',
      firstName: sent.name_first ?? '',
      lastName: sent.name_last ?? '',
      accountGroups: sent.account_groups.map((one) => one.account_group),
    }),
  );

const seatFields = {
  event_name: label,
  section_name: label,
  row_name: label,
  seat_num: count,
  class: label,
  price_code: label,
  ticket_type_code: label,
  price: cents,
};
const seat = z.object(seatFields).transform(toSeat);
const soldSeat = z.object({ ...seatFields, status: z.literal('SOLD') }).transform(toSeat);
const ownedSeat = z
  .object({ ...seatFields, order_num: label, status: z.enum(['SOLD', 'REFUNDED', 'CANCELLED']) })
  .transform((sent): OwnedSeat => ({ ...toSeat(sent), orderNumber: sent.order_num, status: ownedStates[sent.status] }));
const ownedStates = { SOLD: 'sold', REFUNDED: 'refunded', CANCELLED: 'cancelled' } as const;

function toSeat(sent: z.output<z.ZodObject<typeof seatFields>>): HeldSeat {
  return {
    eventCode: sent.event_name,
    sectionName: sent.section_name,
    rowName: sent.row_name,
    seatNumber: sent.seat_num,
    className: sent.class,
    priceCode: sent.price_code,
    ticketTypeCode: sent.ticket_type_code,
    amountCents: sent.price,
  };
}

const cartStates = { NONE: 'none', OPEN: 'open', EXPIRED: 'expired', SOLD: 'sold' } as const;
const cart = z
  .object({
    session_id: label,
    status: z.enum(['NONE', 'OPEN', 'EXPIRED', 'SOLD']),
    expires: maybe(instant),
    acct_id: maybe(label),
    order_num: maybe(label),
    lines: maybe(z.array(seat)),
    total: maybe(cents),
  })
  // What is said of an open or sold cart is money: it is there, or the answer is not understood.
  .refine(
    ({ status, lines, total }) => status === 'NONE' || status === 'EXPIRED' || (lines && total !== null),
    'no lines',
  )
  .refine(({ status, order_num: order }) => status !== 'SOLD' || order !== null, 'sold without an order')
  .transform((sent) => ({
    cartRef: sent.session_id,
    cart: {
      state: cartStates[sent.status],
      expiresAt: sent.status === 'OPEN' ? sent.expires : null,
      accountId: sent.acct_id,
      orderNumber: sent.status === 'SOLD' ? sent.order_num : null,
      seats: sent.lines ?? [],
      totalCents: sent.total ?? 0,
    } satisfies VendorCart,
  }));

const ticket = z
  .object({
    event_name: label,
    section_name: label,
    row_name: label,
    seat_num: count,
    barcode: maybe(label),
    qr_payload: maybe(label),
    wallet_url: maybe(z.url({ protocol: /^https?$/ })),
  })
  .transform(
    (sent): VendorTicket => ({
      eventCode: sent.event_name,
      sectionName: sent.section_name,
      rowName: sent.row_name,
      seatNumber: sent.seat_num,
      barcode: sent.barcode,
      qrPayload: sent.qr_payload,
      walletUrl: sent.wallet_url,
    }),
  );

/** A seat whose number is no number was never sold by us: we cannot hold it. */
const numbered = <S extends z.ZodType>(one: S) =>
  z.preprocess((sent) => (Array.isArray(sent) ? sent.filter(isNumbered) : sent), z.array(one));
function isNumbered(sent: unknown): boolean {
  const { success, data } = z.object({ seat_num: label }).safeParse(sent);
  return !success || /^\d+$/.test(data.seat_num);
}

export const answers = {
  nothing: z.object({}),
  events: z.object({ events }).transform(({ events }) => events),
  summary: z
    .object({
      sections: z.array(z.object({ section_name: label, class: label, price_code: label, num_seats: count })),
      prices: z.array(price),
      classes: z.array(z.object({ class: label })),
    })
    .transform(
      ({ sections, prices, classes }): VendorSummary => ({
        counts: sections.map((one) => ({
          sectionName: one.section_name,
          className: one.class,
          priceCode: one.price_code,
          count: one.num_seats,
        })),
        prices,
        grantedClasses: classes.map((one) => one.class),
      }),
    ),
  seatTable: z.object({ seat_header: z.array(z.string()), seats: z.array(z.array(z.unknown())) }),
  prices: z.object({ price_info: z.array(price) }).transform((sent) => sent.price_info),
  customer: z.object({ customer }).transform((sent) => sent.customer),
  owned: z.object({ seats: numbered(ownedSeat) }).transform(({ seats }) => seats),
  cart,
  cartWithAdded: z.intersection(cart, z.object({ held: z.array(seat) })),
  amountDue: z
    .object({ total: cents, fees_due: cents, amount_due: cents })
    .transform((sent) => ({ totalCents: sent.total, feesCents: sent.fees_due, dueCents: sent.amount_due })),
  sale: z
    .object({ order_num: label, amount_paid: cents, lines: z.array(soldSeat).min(1) })
    .transform((sent) => ({ orderNumber: sent.order_num, paidCents: sent.amount_paid, seats: sent.lines })),
  tickets: z.object({ tickets: numbered(ticket) }).transform(({ tickets }) => tickets),
};

/** The columns of a table of seats, by what they mean to us; those of `ignored` say nothing we keep. */
export const columns = {
  required: {
    sectionName: 'section_name',
    rowName: 'row_name',
    firstSeat: 'first_seat',
    lastSeat: 'last_seat',
    className: 'class',
    priceCode: 'price_code',
  },
  optional: { count: 'num_seats', increment: 'seat_increment', aisle: 'aisle', quality: 'quality' },
  ignored: ['price_level'],
} as const;
