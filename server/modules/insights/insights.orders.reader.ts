import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';
import { counting } from './insights.carts.reader.ts';
import type { Counting } from './insights.types.ts';

const countStatement = storeSql({
  name: 'insights.count_orders',
  params: counting,
  row: z.object({
    onDay: z.string(),
    scope: z.enum(['choice', 'tier', 'event']),
    programId: z.uuid(),
    choiceId: z.uuid().nullable(),
    tierId: z.uuid().nullable(),
    eventCode: z.string().nullable(),
    orders: z.int(),
    seats: z.int(),
    addOnSeats: z.int(),
    grossCents: z.bigint(),
    refundedSeats: z.int(),
    refundedCents: z.bigint(),
    feesCents: z.bigint(),
  }),
  text: `
    with day as (
      select given."onDay" as on_day, given."from" as starts_at, given."until" as ends_at
      from jsonb_to_recordset($days) as given ("onDay" date, "from" timestamptz, "until" timestamptz)
    ),
    tier as (
      select given."releaseId" as release_id, given."packId" as pack_id, given."tierId" as tier_id,
        given."eventCode" as event_code
      from jsonb_to_recordset($tiers) as given ("releaseId" uuid, "packId" uuid, "tierId" uuid, "eventCode" text)
    ),
    sold as (
      select
        day.on_day, orders.id, orders.program_id, orders.release_id, orders.pack_id,
        coalesce(orders.pack_id, orders.package_id) as choice_id, orders.fees_cents
      from day
      join store.orders on orders.sold_at >= day.starts_at and orders.sold_at < day.ends_at
      where orders.sold_at >= $from
        and orders.sold_at < $until
    ),
    seat as (
      select
        sold.id, order_seats.event_code, order_seats.amount_cents,
        case when order_seats.add_on_id is null then 'seat' else 'add_on' end as kind,
        order_seats.status <> 'sold' as is_refunded
      from sold
      join store.order_seats on order_seats.order_id = sold.id
    ),
    part as (
      select
        'choice' as scope, sold.on_day, sold.program_id, sold.choice_id, null::uuid as tier_id,
        null::text as event_code, sold.id, 'order' as kind, 0 as amount_cents, false as is_refunded, sold.fees_cents
      from sold
      union all
      select
        'choice', sold.on_day, sold.program_id, sold.choice_id, null, null, sold.id, seat.kind, seat.amount_cents,
        seat.is_refunded, 0
      from sold
      join seat on seat.id = sold.id
      union all
      select
        'tier', sold.on_day, sold.program_id, sold.choice_id, tier.tier_id, null, sold.id, seat.kind,
        seat.amount_cents, seat.is_refunded, 0
      from sold
      join seat on seat.id = sold.id and seat.kind = 'seat'
      join tier
        on tier.release_id = sold.release_id and tier.pack_id = sold.pack_id and tier.event_code = seat.event_code
      union all
      select
        'event', sold.on_day, sold.program_id, null, null, seat.event_code, sold.id, seat.kind, seat.amount_cents,
        seat.is_refunded, 0
      from sold
      join seat on seat.id = sold.id
    )
    select
      on_day, scope, program_id, choice_id, tier_id, event_code,
      count(distinct id)::integer as orders,
      (count(*) filter (where kind = 'seat'))::integer as seats,
      (count(*) filter (where kind = 'add_on'))::integer as add_on_seats,
      sum(amount_cents)::bigint as gross_cents,
      (count(*) filter (where kind = 'seat' and is_refunded))::integer as refunded_seats,
      coalesce(sum(amount_cents) filter (where is_refunded), 0)::bigint as refunded_cents,
      sum(fees_cents)::bigint as fees_cents
    from part
    group by on_day, scope, program_id, choice_id, tier_id, event_code`,
});

/** Orders sold on the days, by pack or package, by tier and by event. Every seat as it was sold, and what came back. */
export async function countOrders(db: StoreDb, of: Counting) {
  return rows(db, countStatement, of);
}
