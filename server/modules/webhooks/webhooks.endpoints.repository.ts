import { z } from 'zod';
import { messageTypes } from '../../../shared/contract/webhooks.messages.ts';
import { execute, maybeRow, row, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';
import { offReasons } from './webhooks.types.ts';

const bytes = z.instanceof(Buffer);
const Row = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  messageTypes: z.array(z.string()),
  isOn: z.boolean(),
  offBecause: z.enum(offReasons).nullable(),
  offAt: z.date().nullable(),
  failingSince: z.date().nullable(),
  previousUntil: z.date().nullable(),
  createdAt: z.date(),
  createdBy: z.string(),
  version: z.int(),
});
export type EndpointRow = z.output<typeof Row>;

const insertStatement = storeSql({
  name: 'webhooks.insert_endpoint',
  params: {
    id: z.uuid(),
    url: z.string(),
    description: z.string(),
    messageTypes: z.array(z.enum(messageTypes)),
    sealedSecret: bytes,
    createdAt: z.date(),
    createdBy: z.string(),
  },
  text: `
    insert into store.webhook_endpoints (
      id, url, description, message_types, is_on, sealed_secret, created_at, created_by, version)
    values ($id, $url, $description, $messageTypes, true, $sealedSecret, $createdAt, $createdBy, 1)`,
});

export function insert(
  db: StoreDb,
  endpoint: Pick<EndpointRow, 'id' | 'url' | 'description' | 'createdAt' | 'createdBy'> & {
    messageTypes: (typeof messageTypes)[number][];
    sealedSecret: Buffer;
  },
): Promise<number> {
  return execute(db, insertStatement, endpoint);
}

const listStatement = storeSql({
  name: 'webhooks.list_endpoints',
  params: { before: z.uuid().nullable(), limit: z.int() },
  row: Row,
  text: `
    select id, url, description, message_types, is_on, off_because, off_at, failing_since, previous_until, created_at,
      created_by, version
    from store.webhook_endpoints
    where ($before::uuid is null or id < $before)
    order by id desc
    limit $limit`,
});

/** Newest first, after one. */
export function list(db: StoreDb, page: { before: string | null; limit: number }): Promise<EndpointRow[]> {
  return rows(db, listStatement, page);
}

const findStatement = storeSql({
  name: 'webhooks.find_endpoint',
  params: { id: z.uuid() },
  row: Row,
  text: `
    select id, url, description, message_types, is_on, off_because, off_at, failing_since, previous_until, created_at,
      created_by, version
    from store.webhook_endpoints
    where id = $id`,
});

export function find(db: StoreDb, id: string): Promise<EndpointRow | null> {
  return maybeRow(db, findStatement, { id });
}

const lockStatement = storeSql({
  name: 'webhooks.lock_endpoint',
  params: { id: z.uuid() },
  row: Row,
  text: `
    select id, url, description, message_types, is_on, off_because, off_at, failing_since, previous_until, created_at,
      created_by, version
    from store.webhook_endpoints
    where id = $id
    for no key update`,
});

/** The first lock of whoever changes an endpoint or ends its deliveries. */
export function lock(db: StoreDb, id: string): Promise<EndpointRow | null> {
  return maybeRow(db, lockStatement, { id });
}

const countStatement = storeSql({
  name: 'webhooks.count_endpoints',
  params: {},
  row: z.object({ count: z.int() }),
  text: `
    select count(*)::integer as count
    from store.webhook_endpoints`,
});

export async function count(db: StoreDb): Promise<number> {
  return (await row(db, countStatement, {})).count;
}

const updateStatement = storeSql({
  name: 'webhooks.update_endpoint',
  params: {
    id: z.uuid(),
    url: z.string(),
    description: z.string(),
    messageTypes: z.array(z.string()),
    isOn: z.boolean(),
    offBecause: z.enum(offReasons).nullable(),
    offAt: z.date().nullable(),
    failingSince: z.date().nullable(),
  },
  text: `
    update store.webhook_endpoints
    set url = $url,
        description = $description,
        message_types = $messageTypes,
        is_on = $isOn,
        off_because = $offBecause,
        off_at = $offAt,
        failing_since = $failingSince,
        version = version + 1
    where id = $id`,
});

export type EndpointChange = Omit<EndpointRow, 'previousUntil' | 'createdAt' | 'createdBy' | 'version'>;

export async function update(db: StoreDb, endpoint: EndpointChange): Promise<void> {
  const { id, url, description, messageTypes: types, isOn, offBecause, offAt, failingSince } = endpoint;
  await execute(db, updateStatement, {
    id,
    url,
    description,
    messageTypes: types,
    isOn,
    offBecause,
    offAt,
    failingSince,
  });
}

const failingStatement = storeSql({
  name: 'webhooks.set_failing',
  params: { id: z.uuid(), failingSince: z.date().nullable() },
  text: `
    update store.webhook_endpoints
    set failing_since = $failingSince
    where id = $id`,
});

/** No edit: the version stays. */
export async function setFailing(db: StoreDb, of: { id: string; failingSince: Date | null }): Promise<void> {
  await execute(db, failingStatement, of);
}

const rotateStatement = storeSql({
  name: 'webhooks.rotate_secret',
  params: { id: z.uuid(), sealedSecret: bytes, previousUntil: z.date().nullable() },
  text: `
    update store.webhook_endpoints
    set previous_sealed_secret = case when $previousUntil::timestamptz is null then null else sealed_secret end,
        previous_until = $previousUntil,
        sealed_secret = $sealedSecret,
        version = version + 1
    where id = $id`,
});

/** The present secret becomes the one before, until then; with null it is forgotten. */
export async function rotate(
  db: StoreDb,
  of: { id: string; sealedSecret: Buffer; previousUntil: Date | null },
): Promise<void> {
  await execute(db, rotateStatement, of);
}

const removeStatement = storeSql({
  name: 'webhooks.remove_endpoint',
  params: { id: z.uuid() },
  text: `
    delete from store.webhook_endpoints
    where id = $id`,
});

export async function remove(db: StoreDb, id: string): Promise<void> {
  await execute(db, removeStatement, { id });
}

const forgetStatement = storeSql({
  name: 'webhooks.forget_old_secrets',
  params: { now: z.date() },
  text: `
    update store.webhook_endpoints
    set previous_sealed_secret = null,
        previous_until = null
    where previous_until <= $now`,
});

/** Secrets that do not sign any more. */
export async function forgetOldSecrets(db: StoreDb, now: Date): Promise<void> {
  await execute(db, forgetStatement, { now });
}
