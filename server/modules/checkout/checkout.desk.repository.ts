import { z } from 'zod';
import { orderStates } from '../../../shared/contract/orders.ts';
import { maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { Failure, PurchaseContent, Step } from './checkout.types.ts';

const listOrdersStatement = storeSql({
  name: 'checkout.search_orders',
  params: {
    fanIds: z.array(z.uuid()).nullable(),
    number: z.string().nullable(),
    text: z.string().nullable(),
    textFanIds: z.array(z.uuid()),
    eventCode: z.string().nullable(),
    programId: z.uuid().nullable(),
    hasAttention: z.boolean().nullable(),
    state: z.enum(orderStates).nullable(),
    from: z.date().nullable(),
    until: z.date().nullable(),
    beforeAt: z.date().nullable(),
    beforeId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: z.object({
    id: z.uuid(),
    number: z.string(),
    vendorOrderNumber: z.string(),
    soldAt: z.date(),
    fanId: z.uuid(),
    programId: z.uuid(),
    packId: z.uuid().nullable(),
    packageId: z.uuid().nullable(),
    forOrderId: z.uuid().nullable(),
    currency: z.string(),
    totalCents: z.int(),
    feesCents: z.int(),
    hasTickets: z.boolean(),
    attention: z.string().nullable(),
    eventCodes: z.array(z.string()),
    seatCount: z.int(),
    givenBackCount: z.int(),
  }),
  text: `
    select
      id, number, vendor_order_number, sold_at, fan_id, program_id, pack_id, package_id, for_order_id, currency,
      total_cents, fees_cents, tickets is not null as has_tickets, attention,
      array(
        select distinct event_code
        from store.order_seats
        where order_seats.order_id = orders.id
        order by event_code
      ) as event_codes,
      (
        select count(*)::integer
        from store.order_seats
        where order_seats.order_id = orders.id
      ) as seat_count,
      (
        select count(*)::integer
        from store.order_seats
        where order_seats.order_id = orders.id
        and order_seats.status <> 'sold'
      ) as given_back_count
    from store.orders
    where ($fanIds::uuid[] is null or fan_id = any ($fanIds))
    and ($number::text is null or number = upper($number) or vendor_order_number = $number)
    and (
      $text::text is null or number = upper($text) or vendor_order_number = $text or fan_id = any ($textFanIds)
    )
    and ($from::timestamptz is null or sold_at >= $from)
    and ($until::timestamptz is null or sold_at < $until)
    and ($state::text is null or case $state
      when 'without_tickets' then tickets is null
      when 'returned' then not exists (
        select
        from store.order_seats
        where order_seats.order_id = orders.id
        and order_seats.status = 'sold'
      )
      else exists (
        select
        from store.order_seats
        where order_seats.order_id = orders.id
        and order_seats.status <> 'sold'
      ) = ($state = 'partly_returned') and exists (
        select
        from store.order_seats
        where order_seats.order_id = orders.id
        and order_seats.status = 'sold'
      )
    end)
    and ($eventCode::text is null or exists (
      select
      from store.order_seats
      where order_seats.order_id = orders.id
      and order_seats.event_code = $eventCode
    ))
    and ($programId::uuid is null or program_id = $programId)
    and ($hasAttention::boolean is null or (attention is not null) = $hasAttention)
    and ($beforeAt::timestamptz is null or (sold_at, id) < ($beforeAt, $beforeId::uuid))
    order by sold_at desc, id desc
    limit $limit`,
});

export type OrderFilter = {
  fanIds: string[] | null;
  number: string | null;
  /** A number, or what leads to the fans of `textFanIds`. */
  text: string | null;
  textFanIds: string[];
  eventCode: string | null;
  programId: string | null;
  hasAttention: boolean | null;
  state: (typeof orderStates)[number] | null;
  from: Date | null;
  until: Date | null;
  beforeAt: Date | null;
  beforeId: string | null;
  limit: number;
};

/** Newest first. */
export async function listOrders(db: StoreDb, of: OrderFilter) {
  return rows(db, listOrdersStatement, of);
}

const purchaseRow = z.object({
  id: z.uuid(),
  cartId: z.uuid(),
  fanId: z.uuid(),
  state: z.enum(['comparing', 'paying', 'unknown', 'sold', 'failed']),
  vendorCartRef: z.uuid(),
  agreedCents: z.int(),
  feesCents: z.int().nullable(),
  content: jsonb(z.custom<PurchaseContent>()),
  steps: jsonb(z.array(z.custom<Step>())),
  failure: jsonb(z.custom<Failure>()).nullable(),
  orderId: z.uuid().nullable(),
  nextAskAt: z.date().nullable(),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
});
export type PurchaseOfDesk = z.infer<typeof purchaseRow>;

const listPurchasesStatement = storeSql({
  name: 'checkout.search_purchases',
  params: {
    ids: z.array(z.uuid()).nullable(),
    fanId: z.uuid().nullable(),
    states: z.array(z.string()).nullable(),
    beforeAt: z.date().nullable(),
    beforeId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: purchaseRow,
  text: `
    select
      id, cart_id, fan_id, state, vendor_cart_ref, agreed_cents, fees_cents, content, steps, failure, order_id,
      next_ask_at, started_at, ended_at
    from store.purchases
    where ($ids::uuid[] is null or id = any ($ids))
    and ($fanId::uuid is null or fan_id = $fanId)
    and ($states::text[] is null or state = any ($states))
    and ($beforeAt::timestamptz is null or (started_at, id) < ($beforeAt, $beforeId::uuid))
    order by started_at desc, id desc
    limit $limit`,
});

type PurchaseFilter = {
  ids: string[] | null;
  fanId: string | null;
  states: string[] | null;
  beforeAt: Date | null;
  beforeId: string | null;
  limit: number;
};

/** Newest first. */
export async function listPurchases(db: StoreDb, of: PurchaseFilter): Promise<PurchaseOfDesk[]> {
  return rows(db, listPurchasesStatement, of);
}

const marksStatement = storeSql({
  name: 'checkout.marks_of_order',
  params: { id: z.uuid() },
  row: z.object({ checkedAt: z.date(), mailedAt: z.date().nullable() }),
  text: `
    select checked_at, mailed_at
    from store.orders
    where id = $id`,
});

/** When the vendor was last asked of an order, and when its confirmation was mailed. */
export async function findMarks(db: StoreDb, id: string) {
  return maybeRow(db, marksStatement, { id });
}
