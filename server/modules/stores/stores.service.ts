import { z } from 'zod';
import { isKey } from '../../../shared/contract/common.ts';
import { readHost } from '../../../shared/rules/hosts.ts';
import { type Ctx, canSee, requireClient, type StoreFacts, withStore } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { enqueueForStore, storeJob } from '../../core/jobs.ts';
import { createStoreSchema } from '../../core/migrate.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { resolveClient } from './stores.clients.service.ts';
import * as products from './stores.products.repository.ts';
import * as removal from './stores.removal.repository.ts';
import * as stores from './stores.repository.ts';
import { writeFirstSettings } from './stores.settings-changes.service.ts';
import type { Client, NewStore, Product } from './stores.types.ts';

/** Every new store has one: modules below fill in what a store starts with. */
export const storeCreatedJob = storeJob('stores.created', z.strictObject({}));

/**
 * The store of a key, for staff and keys. `store.not_found` also when no role of the actor reaches it;
 * `store.unavailable` when its schema is not up to date.
 */
export async function resolveStore(ctx: Ctx, storeKey: string): Promise<StoreFacts> {
  const store = isKey(storeKey) ? await stores.findByKey(ctx.platform, storeKey) : null;
  if (store === null || !canSee(ctx.actor, { storeId: store.id, clientId: store.clientId })) {
    throw problem('store.not_found');
  }
  return upToDate(ctx, store);
}

/** The store that answers fans at a host name; `store.closed` unless it is active. */
export async function findStoreByHost(ctx: Ctx, host: string): Promise<StoreFacts> {
  const name = readHost(host);
  return openForFans(ctx, name === null ? null : await stores.findByHost(ctx.platform, name));
}

/** The store that answers fans at `/s/{storeKey}`; `store.closed` unless it is active. */
export async function findStoreForFans(ctx: Ctx, storeKey: string): Promise<StoreFacts> {
  return openForFans(ctx, isKey(storeKey) ? await stores.findByKey(ctx.platform, storeKey) : null);
}

/**
 * Makes the store with its schema and first settings inside the caller's transaction. A key is used once: that of a
 * removed store stays taken, so that an old address, key or job can never reach another store.
 */
export async function createStore(ctx: Ctx, input: NewStore): Promise<StoreFacts> {
  if (!ctx.session.inTransaction) throw new Error('a store is made inside a transaction');
  const client = await resolveClient(ctx, input.clientKey);
  requireClient(ctx, 'client.stores.create', client.id);
  const product = await products.findByKey(ctx.platform, input.productKey);
  if (product === null) throw problem('product.not_found');
  const store = await insertStore(ctx, client, product, input);
  await createStoreSchema(ctx.session, store.schemaName, ctx.migrations.store);
  const inStore = withStore(ctx, store);
  const { clientKey, productKey, ...said } = input;
  const act = {
    action: 'stores.create',
    subject: { type: 'store', id: store.id, name: store.key, version: 1 },
    clientId: client.id,
    after: { ...said, client: clientKey, product: productKey },
  };
  await audit.record(inStore, act);
  await audit.recordOnPlatform(ctx, act);
  await writeFirstSettings(inStore, input);
  await enqueueForStore(inStore, storeCreatedJob, {});
  return store;
}

async function insertStore(ctx: Ctx, client: Client, product: Product, input: NewStore): Promise<StoreFacts> {
  const id = newId();
  const { key, name, timeZone, currency, locale } = input;
  const schemaName = `s_${id.replaceAll('-', '')}`;
  const facts = { id, key, name, clientId: client.id, schemaName, timeZone, currency, locale };
  const isNew = await stores.insert(ctx.platform, { ...facts, productId: product.id, createdAt: ctx.clock.now() });
  // after the insert, which waits for whoever removes a store of this key at the same time
  if (!isNew || (await removal.wasRemoved(ctx.platform, key))) throw problem('store.key_taken', { key });
  return { ...facts, clientKey: client.key, state: 'active' };
}

function openForFans(ctx: Ctx, store: stores.StoreRow | null): StoreFacts {
  if (store === null) throw problem('store.not_found');
  if (store.state !== 'active') throw problem('store.closed', { store: store.name });
  return upToDate(ctx, store);
}

function upToDate(ctx: Ctx, store: stores.StoreRow): StoreFacts {
  if (ctx.schemasBehind.has(store.schemaName)) throw problem('store.unavailable');
  const { id, key, name, clientId, clientKey, schemaName, state, timeZone, currency, locale } = store;
  return { id, key, name, clientId, clientKey, schemaName, state, timeZone, currency, locale };
}
