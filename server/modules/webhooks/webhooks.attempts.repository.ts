import { z } from 'zod';
import { messageTypes } from '../../../shared/contract/webhooks.messages.ts';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const bytes = z.instanceof(Buffer);

const dueStatement = storeSql({
  name: 'webhooks.due_endpoints',
  params: { now: z.date() },
  row: z.object({ endpointId: z.uuid(), dueCount: z.int(), isFailing: z.boolean() }),
  text: `
    select
      webhook_endpoints.id as endpoint_id, count(*)::integer as due_count,
      webhook_endpoints.failing_since is not null as is_failing
    from store.webhook_endpoints
    join store.webhook_deliveries on webhook_deliveries.endpoint_id = webhook_endpoints.id
    where webhook_endpoints.is_on
    and webhook_deliveries.state = 'waiting'
    and webhook_deliveries.due_at <= $now
    and (webhook_deliveries.leased_until is null or webhook_deliveries.leased_until <= $now)
    group by webhook_endpoints.id`,
});

/** Endpoints with something to send now that nobody is sending. */
export function listDue(db: StoreDb, now: Date) {
  return rows(db, dueStatement, { now });
}

const Taken = z.object({
  deliveryId: z.uuid(),
  tryCount: z.int(),
  number: z.int(),
  messageId: z.uuid(),
  type: z.enum(messageTypes),
  body: z.string(),
  url: z.string(),
  sealedSecret: bytes,
  previousSealedSecret: bytes.nullable(),
  previousUntil: z.date().nullable(),
});
export type TakenRow = z.output<typeof Taken>;

const takeStatement = storeSql({
  name: 'webhooks.take_delivery',
  params: { endpointId: z.uuid(), now: z.date(), leaseToken: z.uuid(), leasedUntil: z.date(), attemptId: z.uuid() },
  row: Taken,
  text: `
    with found as (
      select webhook_deliveries.id
      from store.webhook_deliveries
      join store.webhook_endpoints on webhook_endpoints.id = webhook_deliveries.endpoint_id
      where webhook_deliveries.endpoint_id = $endpointId
      and webhook_endpoints.is_on
      and webhook_deliveries.state = 'waiting'
      and webhook_deliveries.due_at <= $now
      and (webhook_deliveries.leased_until is null or webhook_deliveries.leased_until <= $now)
      order by webhook_deliveries.due_at, webhook_deliveries.id
      limit 1
      for update of webhook_deliveries skip locked
    ),
    taken as (
      update store.webhook_deliveries
      set lease_token = $leaseToken,
          leased_until = $leasedUntil,
          try_count = try_count + 1,
          attempt_count = attempt_count + 1,
          last_attempt_at = $now
      from found
      where webhook_deliveries.id = found.id
      returning
        webhook_deliveries.id, webhook_deliveries.message_id, webhook_deliveries.endpoint_id,
        webhook_deliveries.try_count, webhook_deliveries.attempt_count, webhook_deliveries.type
    ),
    written as (
      insert into store.webhook_attempts (id, delivery_id, number, started_at)
      select $attemptId, id, attempt_count, $now
      from taken
    )
    select
      taken.id as delivery_id, taken.try_count, taken.attempt_count as number, taken.message_id, taken.type,
      webhook_messages.body, webhook_endpoints.url, webhook_endpoints.sealed_secret,
      webhook_endpoints.previous_sealed_secret, webhook_endpoints.previous_until
    from taken
    join store.webhook_messages on webhook_messages.id = taken.message_id
    join store.webhook_endpoints on webhook_endpoints.id = taken.endpoint_id`,
});

/** The delivery that has waited longest for the endpoint, for this sender alone; its attempt is written. */
export function take(
  db: StoreDb,
  of: { endpointId: string; now: Date; leaseToken: string; leasedUntil: Date; attemptId: string },
): Promise<TakenRow | null> {
  return maybeRow(db, takeStatement, of);
}

const answeredStatement = storeSql({
  name: 'webhooks.write_answer',
  params: {
    deliveryId: z.uuid(),
    number: z.int(),
    durationMs: z.int(),
    status: z.int().nullable(),
    failure: z.string().nullable(),
    answer: z.string().nullable(),
  },
  text: `
    update store.webhook_attempts
    set duration_ms = $durationMs,
        status = $status,
        failure = $failure,
        answer = $answer
    where delivery_id = $deliveryId
    and number = $number`,
});

export type Answered = {
  deliveryId: string;
  number: number;
  durationMs: number;
  status: number | null;
  failure: string | null;
  answer: string | null;
};

export async function writeAnswer(db: StoreDb, answered: Answered): Promise<void> {
  await execute(db, answeredStatement, answered);
}

const settleStatement = storeSql({
  name: 'webhooks.settle_delivery',
  params: {
    id: z.uuid(),
    leaseToken: z.uuid(),
    state: z.enum(['waiting', 'delivered', 'failed']),
    dueAt: z.date().nullable(),
    deliveredAt: z.date().nullable(),
    lastStatus: z.int().nullable(),
    lastFailure: z.string().nullable(),
  },
  text: `
    update store.webhook_deliveries
    set state = $state,
        due_at = $dueAt,
        delivered_at = $deliveredAt,
        last_status = $lastStatus,
        last_failure = $lastFailure,
        lease_token = null,
        leased_until = null
    where id = $id
    and lease_token = $leaseToken`,
});

/** False when another has taken it meanwhile. */
export async function settle(
  db: StoreDb,
  of: {
    id: string;
    leaseToken: string;
    state: 'waiting' | 'delivered' | 'failed';
    dueAt: Date | null;
    deliveredAt: Date | null;
    lastStatus: number | null;
    lastFailure: string | null;
  },
): Promise<boolean> {
  return (await execute(db, settleStatement, of)) === 1;
}

const giveBackStatement = storeSql({
  name: 'webhooks.give_delivery_back',
  params: { id: z.uuid(), leaseToken: z.uuid() },
  text: `
    update store.webhook_deliveries
    set lease_token = null,
        leased_until = null,
        try_count = try_count - 1
    where id = $id
    and lease_token = $leaseToken`,
});

/** It was not tried properly: it is due as before. */
export async function giveBack(db: StoreDb, of: { id: string; leaseToken: string }): Promise<void> {
  await execute(db, giveBackStatement, of);
}

const failWaitingStatement = storeSql({
  name: 'webhooks.fail_waiting',
  params: { endpointId: z.uuid(), failure: z.string() },
  text: `
    update store.webhook_deliveries
    set state = 'failed',
        due_at = null,
        lease_token = null,
        leased_until = null,
        last_failure = $failure
    where endpoint_id = $endpointId
    and state = 'waiting'`,
});

/** All that waits for the endpoint has failed. */
export async function failWaiting(db: StoreDb, of: { endpointId: string; failure: string }): Promise<void> {
  await execute(db, failWaitingStatement, of);
}
