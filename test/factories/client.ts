import type { Ctx } from '../../server/core/ctx.ts';
import { createClient } from '../../server/modules/stores/stores.clients.service.ts';
import { createProduct } from '../../server/modules/stores/stores.products.service.ts';
import type { Client, Product } from '../../server/modules/stores/stores.types.ts';
import { uniqueKey } from './key.ts';

export async function makeClient(
  app: { ctx: Ctx },
  overrides: Partial<Pick<Client, 'key' | 'name'>> = {},
): Promise<Client> {
  const key = overrides.key ?? uniqueKey('client');
  return createClient(app.ctx, { key, name: overrides.name ?? `The ${key}` });
}

export async function makeProduct(
  app: { ctx: Ctx },
  overrides: Partial<Pick<Product, 'key' | 'name'>> = {},
): Promise<Product> {
  const key = overrides.key ?? uniqueKey('product');
  return createProduct(app.ctx, { key, name: overrides.name ?? `Product ${key}` });
}
