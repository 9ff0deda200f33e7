import { type Ctx, type StoreFacts, transaction } from '../../server/core/ctx.ts';
import { createStore } from '../../server/modules/stores/stores.service.ts';
import type { NewStore } from '../../server/modules/stores/stores.types.ts';
import { makeClient, makeProduct } from './client.ts';
import { uniqueKey } from './key.ts';

/** A store with its schema, made by the product itself; a client or product that is not named is made too. */
export async function makeStore(app: { ctx: Ctx }, overrides: Partial<NewStore> = {}): Promise<StoreFacts> {
  const key = overrides.key ?? uniqueKey('store');
  const store: NewStore = {
    name: `Store ${key}`,
    timeZone: 'America/Los_Angeles',
    currency: 'USD',
    locale: 'en',
    ...overrides,
    key,
    clientKey: overrides.clientKey ?? (await makeClient(app)).key,
    productKey: overrides.productKey ?? (await makeProduct(app)).key,
  };
  return transaction(app.ctx, (ctx) => createStore(ctx, store));
}
