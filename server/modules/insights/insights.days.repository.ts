import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { Figure, Scope } from './insights.types.ts';

const Scopes = z.enum(['choice', 'tier', 'event']);
const part = {
  scope: Scopes,
  programId: z.uuid(),
  choiceId: z.uuid().nullable(),
  tierId: z.uuid().nullable(),
  eventCode: z.string().nullable(),
};
const counts = {
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
  orders: z.int(),
  seats: z.int(),
  addOnSeats: z.int(),
  refundedSeats: z.int(),
};

const beginStatement = storeSql({
  name: 'insights.begin_days',
  params: { onDays: z.array(z.string()), timeZone: z.string(), at: z.date() },
  row: z.object({ onDay: z.string() }),
  text: `
    insert into store.insight_days (on_day, time_zone, counted_at)
    select given.on_day::date, $timeZone, $at
    from unnest($onDays::text[]) as given (on_day)
    order by given.on_day
    on conflict (on_day) do update
    set time_zone = excluded.time_zone,
      counted_at = excluded.counted_at
    where insight_days.counted_at <= excluded.counted_at
    returning on_day`,
});

/** Takes days to be counted at an instant, until the transaction ends; not those that were counted later than that. */
export async function begin(db: StoreDb, of: { onDays: string[]; timeZone: string; at: Date }): Promise<string[]> {
  return (await rows(db, beginStatement, of)).map(({ onDay }) => onDay);
}

const clearStatement = storeSql({
  name: 'insights.clear_figures',
  params: { onDays: z.array(z.string()) },
  text: `
    delete from store.insight_figures
    where on_day = any ($onDays::text[]::date[])`,
});

const insertStatement = storeSql({
  name: 'insights.insert_figures',
  params: {
    figures: jsonb(
      z.array(
        z.object({
          onDay: z.string(),
          ...part,
          ...counts,
          grossCents: z.int(),
          refundedCents: z.int(),
          feesCents: z.int(),
        }),
      ),
    ),
  },
  text: `
    insert into store.insight_figures (
      on_day, place, scope, program_id, choice_id, tier_id, event_code, chosen, held, paying, bought, open, never_held,
      refused, seats_gone, expired, let_go, not_paid, unfinished_seats, orders, seats, add_on_seats, gross_cents,
      refunded_seats, refunded_cents, fees_cents
    )
    select
      given."onDay", row_number() over (partition by given."onDay")::integer, given.scope, given."programId",
      given."choiceId", given."tierId", given."eventCode", given.chosen, given.held, given.paying, given.bought,
      given.open, given."neverHeld", given.refused, given."seatsGone", given.expired, given."letGo", given."notPaid",
      given."unfinishedSeats", given.orders, given.seats, given."addOnSeats", given."grossCents",
      given."refundedSeats", given."refundedCents", given."feesCents"
    from jsonb_to_recordset($figures) as given (
      "onDay" date, scope text, "programId" uuid, "choiceId" uuid, "tierId" uuid, "eventCode" text, chosen integer,
      held integer, paying integer, bought integer, open integer, "neverHeld" integer, refused integer,
      "seatsGone" integer, expired integer, "letGo" integer, "notPaid" integer, "unfinishedSeats" integer, orders integer, seats integer,
      "addOnSeats" integer, "grossCents" bigint, "refundedSeats" integer, "refundedCents" bigint, "feesCents" bigint
    )`,
});

/** The figures of days in place of those they had. */
export async function replace(db: StoreDb, of: { onDays: string[]; figures: Figure[] }): Promise<void> {
  await execute(db, clearStatement, { onDays: of.onDays });
  await execute(db, insertStatement, { figures: of.figures });
}

const listStatement = storeSql({
  name: 'insights.list_days',
  params: { firstOn: z.string(), lastOn: z.string(), timeZone: z.string() },
  row: z.object({ onDay: z.string(), countedAt: z.date() }),
  text: `
    select on_day, counted_at
    from store.insight_days
    where on_day between $firstOn::date and $lastOn::date
      and time_zone = $timeZone
    order by on_day`,
});

/** The days that were counted in the zone. */
export async function list(db: StoreDb, of: { firstOn: string; lastOn: string; timeZone: string }) {
  return rows(db, listStatement, of);
}

const sumStatement = storeSql({
  name: 'insights.sum_figures',
  params: {
    firstOn: z.string(),
    lastOn: z.string(),
    timeZone: z.string(),
    scopes: z.array(Scopes),
    programIds: z.array(z.uuid()).nullable(),
    isByDay: z.boolean(),
  },
  row: z.object({
    onDay: z.string().nullable(),
    ...part,
    ...counts,
    grossCents: z.bigint(),
    refundedCents: z.bigint(),
    feesCents: z.bigint(),
  }),
  text: `
    with wanted as (
      select
        case when $isByDay then figures.on_day end as on_day, scope, program_id, choice_id, tier_id, event_code, chosen,
        held, paying, bought, open, never_held, refused, seats_gone, expired, let_go, not_paid, unfinished_seats, orders,
        seats, add_on_seats, gross_cents, refunded_seats, refunded_cents, fees_cents
      from store.insight_figures as figures
      join store.insight_days as days on days.on_day = figures.on_day
      where figures.on_day between $firstOn::date and $lastOn::date
        and days.time_zone = $timeZone
        and figures.scope = any ($scopes)
        and ($programIds::uuid[] is null or figures.program_id = any ($programIds))
    )
    select
      on_day, scope, program_id, choice_id, tier_id, event_code,
      sum(chosen)::integer as chosen,
      sum(held)::integer as held,
      sum(paying)::integer as paying,
      sum(bought)::integer as bought,
      sum(open)::integer as open,
      sum(never_held)::integer as never_held,
      sum(refused)::integer as refused,
      sum(seats_gone)::integer as seats_gone,
      sum(expired)::integer as expired,
      sum(let_go)::integer as let_go,
      sum(not_paid)::integer as not_paid,
      sum(unfinished_seats)::integer as unfinished_seats,
      sum(orders)::integer as orders,
      sum(seats)::integer as seats,
      sum(add_on_seats)::integer as add_on_seats,
      sum(gross_cents)::bigint as gross_cents,
      sum(refunded_seats)::integer as refunded_seats,
      sum(refunded_cents)::bigint as refunded_cents,
      sum(fees_cents)::bigint as fees_cents
    from wanted
    group by on_day, scope, program_id, choice_id, tier_id, event_code`,
});

export type Sums = {
  firstOn: string;
  lastOn: string;
  timeZone: string;
  scopes: Scope[];
  /** Null: of all. */
  programIds: string[] | null;
  isByDay: boolean;
};

/** The figures of counted days, added up over all of them or by day. */
export async function sum(db: StoreDb, of: Sums) {
  return rows(db, sumStatement, of);
}
