import { z } from 'zod';
import { messageTypes } from '../../../shared/contract/webhooks.messages.ts';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const State = z.enum(['waiting', 'delivered', 'failed']);
const Type = z.enum(messageTypes);
const Row = z.object({
  id: z.uuid(),
  messageId: z.uuid(),
  endpointId: z.uuid(),
  type: Type,
  createdAt: z.date(),
  state: State,
  attemptCount: z.int(),
  dueAt: z.date().nullable(),
  lastAttemptAt: z.date().nullable(),
  lastStatus: z.int().nullable(),
  lastFailure: z.string().nullable(),
  deliveredAt: z.date().nullable(),
});
export type DeliveryRow = z.output<typeof Row>;

/** Null: no matter. The page goes on after the delivery `olderThan…`. */
const search = {
  endpointId: z.uuid().nullable(),
  type: Type.nullable(),
  state: State.nullable(),
  from: z.date().nullable(),
  until: z.date().nullable(),
  olderThanAt: z.date().nullable(),
  olderThanId: z.uuid().nullable(),
  limit: z.int(),
};

const listStatement = storeSql({
  name: 'webhooks.list_deliveries',
  params: search,
  row: Row,
  text: `
    select
      id, message_id, endpoint_id, type, created_at, state, attempt_count, due_at, last_attempt_at, last_status,
      last_failure, delivered_at
    from store.webhook_deliveries
    where ($endpointId::uuid is null or endpoint_id = $endpointId)
      and ($type::text is null or type = $type)
      and ($state::text is null or state = $state)
      and ($from::timestamptz is null or created_at >= $from)
      and ($until::timestamptz is null or created_at < $until)
      and ($olderThanAt::timestamptz is null or (created_at, id) < ($olderThanAt, $olderThanId::uuid))
    order by created_at desc, id desc
    limit $limit`,
});

/** Newest first. */
export function list(db: StoreDb, wanted: z.output<z.ZodObject<typeof search>>): Promise<DeliveryRow[]> {
  return rows(db, listStatement, wanted);
}

const findStatement = storeSql({
  name: 'webhooks.find_delivery',
  params: { id: z.uuid() },
  row: Row.extend({ body: z.string() }),
  text: `
    select
      webhook_deliveries.id, message_id, endpoint_id, webhook_deliveries.type, created_at, state, attempt_count, due_at,
      last_attempt_at, last_status, last_failure, delivered_at, webhook_messages.body
    from store.webhook_deliveries
    join store.webhook_messages on webhook_messages.id = webhook_deliveries.message_id
    where webhook_deliveries.id = $id`,
});

export function find(db: StoreDb, id: string) {
  return maybeRow(db, findStatement, { id });
}

const attemptsStatement = storeSql({
  name: 'webhooks.list_attempts',
  params: { deliveryId: z.uuid() },
  row: z.object({
    number: z.int(),
    startedAt: z.date(),
    durationMs: z.int().nullable(),
    status: z.int().nullable(),
    failure: z.string().nullable(),
    answer: z.string().nullable(),
  }),
  text: `
    select number, started_at, duration_ms, status, failure, answer
    from store.webhook_attempts
    where delivery_id = $deliveryId
    order by number desc
    limit 100`,
});

/** Newest first; a delivery that was replayed more often than anybody reads shows its last hundred. */
export function listAttempts(db: StoreDb, deliveryId: string) {
  return rows(db, attemptsStatement, { deliveryId });
}

const replayStatement = storeSql({
  name: 'webhooks.replay_delivery',
  params: { id: z.uuid(), now: z.date() },
  text: `
    update store.webhook_deliveries
    set state = 'waiting',
        due_at = $now,
        try_count = 0,
        delivered_at = null
    where id = $id
    and state <> 'waiting'`,
});

/** False when it is waiting already. */
export async function replay(db: StoreDb, of: { id: string; now: Date }): Promise<boolean> {
  return (await execute(db, replayStatement, of)) === 1;
}

const replayFailedStatement = storeSql({
  name: 'webhooks.replay_failed',
  params: { endpointId: z.uuid(), since: z.date(), now: z.date() },
  text: `
    update store.webhook_deliveries
    set state = 'waiting',
        due_at = $now,
        try_count = 0
    where endpoint_id = $endpointId
    and state = 'failed'
    and type <> 'webhook.test'
    and created_at >= $since`,
});

/** How many wait again. */
export function replayFailed(db: StoreDb, of: { endpointId: string; since: Date; now: Date }): Promise<number> {
  return execute(db, replayFailedStatement, of);
}
