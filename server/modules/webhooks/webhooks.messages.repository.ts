import { z } from 'zod';
import { messageTypes } from '../../../shared/contract/webhooks.messages.ts';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Type = z.enum(messageTypes);

const wantingStatement = storeSql({
  name: 'webhooks.endpoints_wanting',
  params: { type: Type },
  row: z.object({ id: z.uuid() }),
  text: `
    select id
    from store.webhook_endpoints
    where $type = any (message_types)
    and off_because is distinct from 'staff'`,
});

/** Endpoints that asked for the type and were not switched off by staff. */
export async function listWanting(db: StoreDb, type: (typeof messageTypes)[number]): Promise<string[]> {
  return (await rows(db, wantingStatement, { type })).map(({ id }) => id);
}

const insertStatement = storeSql({
  name: 'webhooks.insert_message',
  params: {
    id: z.uuid(),
    type: Type,
    at: z.date(),
    key: z.string().nullable(),
    body: z.string(),
    deliveryIds: z.array(z.uuid()),
    endpointIds: z.array(z.uuid()),
  },
  text: `
    with made as (
      insert into store.webhook_messages (id, type, at, key, body)
      values ($id, $type, $at, $key, $body)
      on conflict (key) do nothing
      returning id
    )
    insert into store.webhook_deliveries (
      id, message_id, endpoint_id, type, created_at, state, try_count, attempt_count, due_at, last_failure)
    select
      given.id, made.id, webhook_endpoints.id, $type, $at,
      case when webhook_endpoints.is_on then 'waiting' else 'failed' end,
      0, 0,
      case when webhook_endpoints.is_on then $at end,
      case when webhook_endpoints.is_on then null else 'The endpoint was switched off.' end
    from made
    cross join unnest($deliveryIds::uuid[], $endpointIds::uuid[]) as given (id, endpoint_id)
    join store.webhook_endpoints on webhook_endpoints.id = given.endpoint_id`,
});

/** The message and its deliveries; 0 when it was told before. */
export function insert(
  db: StoreDb,
  message: {
    id: string;
    type: (typeof messageTypes)[number];
    at: Date;
    key: string | null;
    body: string;
    deliveryIds: string[];
    endpointIds: string[];
  },
): Promise<number> {
  return execute(db, insertStatement, message);
}

const pruneStatement = storeSql({
  name: 'webhooks.prune_messages',
  params: { before: z.date() },
  text: `
    delete from store.webhook_messages
    where at < $before`,
});

/** With their deliveries and attempts. */
export function prune(db: StoreDb, before: Date): Promise<number> {
  return execute(db, pruneStatement, { before });
}
