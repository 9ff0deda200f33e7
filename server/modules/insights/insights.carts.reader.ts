import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { Counting } from './insights.types.ts';

const Days = z.array(z.object({ onDay: z.string(), from: z.string(), until: z.string() }));
const Tiers = z.array(z.object({ releaseId: z.uuid(), packId: z.uuid(), tierId: z.uuid(), eventCode: z.string() }));

/** Of statements that count between two instants. */
export const counting = { days: jsonb(Days), tiers: jsonb(Tiers), from: z.date(), until: z.date() };

const countStatement = storeSql({
  name: 'insights.count_carts',
  params: counting,
  row: z.object({
    onDay: z.string(),
    scope: z.enum(['choice', 'tier', 'event']),
    programId: z.uuid(),
    choiceId: z.uuid().nullable(),
    tierId: z.uuid().nullable(),
    eventCode: z.string().nullable(),
    chosen: z.int(),
    held: z.int(),
    paying: z.int(),
    bought: z.int(),
    open: z.int(),
    neverHeld: z.int(),
    refused: z.int(),
    seatsGone: z.int(),
    expired: z.int(),
    letGo: z.int(),
    notPaid: z.int(),
    unfinishedSeats: z.int(),
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
    payment as (
      select distinct cart_id
      from store.purchases
      where started_at >= $from
    ),
    cart as (
      select
        id, program_id, release_id, pack_id, coalesce(pack_id, package_id) as choice_id, party_size, state,
        for_order_id is not null as adds_to_order, created_at
      from store.carts
      where created_at >= $from
        and created_at < $until
    ),
    game as (
      select
        day.on_day, cart.id, cart.program_id, cart.release_id, cart.pack_id, cart.choice_id, cart.party_size, cart.state,
        cart.adds_to_order, cart_events.event_code,
        payment.cart_id is not null as is_paying,
        payment.cart_id is not null or insight_trails.held_at is not null or exists (
          select
          from store.cart_seats
          where cart_seats.cart_id = cart.id
            and cart_seats.event_code = cart_events.event_code
            and cart_seats.add_on_id is null
        ) as is_held,
        insight_trails.lost_at is not null as is_lost,
        insight_trails.refused_at is not null as is_refused,
        insight_trails.gone_at is not null as is_gone
      from cart
      join day on day.starts_at <= cart.created_at and day.ends_at > cart.created_at
      left join store.cart_events on cart_events.cart_id = cart.id
      left join store.insight_trails
        on insight_trails.cart_id = cart.id and insight_trails.event_code = cart_events.event_code
      left join payment on payment.cart_id = cart.id
    ),
    given_up as (
      select day.on_day, cart.program_id, cart.party_size, insight_trails.event_code
      from store.insight_trails
      join cart on cart.id = insight_trails.cart_id
      join day on day.starts_at <= cart.created_at and day.ends_at > cart.created_at
      where insight_trails.gone_at is not null
        and insight_trails.held_at is null
        and not exists (
          select
          from store.cart_events
          where cart_events.cart_id = insight_trails.cart_id
            and cart_events.event_code = insight_trails.event_code
        )
    ),
    whole as (
      select
        id, on_day, program_id, choice_id, state, is_paying,
        party_size * count(event_code) as wanted_seats,
        bool_or(is_held) or exists (
          select
          from store.insight_trails
          where insight_trails.cart_id = game.id
            and insight_trails.held_at is not null
        ) as is_held,
        exists (
          select
          from store.insight_trails
          where insight_trails.cart_id = game.id
            and insight_trails.lost_at is not null
        ) as is_lost,
        bool_or(is_refused) as is_refused,
        bool_or(is_gone) as is_gone
      from game
      where not adds_to_order
      group by id, on_day, program_id, choice_id, state, is_paying, party_size
    ),
    part as (
      select
        'choice' as scope, on_day, program_id, choice_id, null::uuid as tier_id, null::text as event_code, state,
        is_paying, is_held, is_lost, is_refused, is_gone, wanted_seats
      from whole
      union all
      select
        'tier', game.on_day, game.program_id, game.choice_id, tier.tier_id, null, game.state, game.is_paying,
        bool_or(game.is_held), bool_or(game.is_lost), bool_or(game.is_refused), bool_or(game.is_gone),
        game.party_size * count(*)
      from game
      join tier
        on tier.release_id = game.release_id and tier.pack_id = game.pack_id and tier.event_code = game.event_code
      where not game.adds_to_order
      group by
        game.id, game.on_day, game.program_id, game.choice_id, tier.tier_id, game.state, game.is_paying, game.party_size
      union all
      select
        'event', on_day, program_id, null, null, event_code, state, is_paying, is_held, is_lost, is_refused, is_gone,
        party_size
      from game
      where event_code is not null
      union all
      select
        'event', on_day, program_id, null, null, event_code, 'ended', false, false, false, false, true, party_size
      from given_up
    ),
    told as (
      select
        scope, on_day, program_id, choice_id, tier_id, event_code, is_paying, is_held, wanted_seats,
        case
          when state = 'bought' then 'bought'
          when state <> 'ended' then 'open'
          when is_paying then 'not_paid'
          when is_held and is_lost then 'expired'
          when is_held then 'let_go'
          when is_refused then 'refused'
          when is_gone then 'seats_gone'
          else 'never_held'
        end as outcome
      from part
    )
    select
      on_day, scope, program_id, choice_id, tier_id, event_code,
      count(*)::integer as chosen,
      (count(*) filter (where is_held))::integer as held,
      (count(*) filter (where is_paying))::integer as paying,
      (count(*) filter (where outcome = 'bought'))::integer as bought,
      (count(*) filter (where outcome = 'open'))::integer as open,
      (count(*) filter (where outcome = 'never_held'))::integer as never_held,
      (count(*) filter (where outcome = 'refused'))::integer as refused,
      (count(*) filter (where outcome = 'seats_gone'))::integer as seats_gone,
      (count(*) filter (where outcome = 'expired'))::integer as expired,
      (count(*) filter (where outcome = 'let_go'))::integer as let_go,
      (count(*) filter (where outcome = 'not_paid'))::integer as not_paid,
      coalesce(sum(wanted_seats) filter (where outcome not in ('bought', 'open')), 0)::integer as unfinished_seats
    from told
    group by on_day, scope, program_id, choice_id, tier_id, event_code`,
});

/** Carts begun on the days, by pack or package, by tier and by event, with how far they came. */
export async function countCarts(db: StoreDb, of: Counting) {
  return rows(db, countStatement, of);
}
