import { type Ctx, require, transaction } from '../../core/ctx.ts';
import { readCursor, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import * as products from './stores.products.repository.ts';
import type { Page, Product } from './stores.types.ts';

/** In the order of their keys. */
export async function listProducts(ctx: Ctx, { limit, cursor }: Page) {
  if (ctx.actor.kind === 'anonymous') throw problem('auth.required');
  const [after = ''] = readCursor(cursor, 1) ?? [];
  return toPage(await products.list(ctx.platform, { after, limit: limit + 1 }), limit, ({ key }) => [key]);
}

export async function createProduct(ctx: Ctx, input: { key: string; name: string }): Promise<Product> {
  require(ctx, 'platform.products.edit');
  return transaction(ctx, async (ctx) => {
    const product = await products.insert(ctx.platform, { id: newId(), ...input, createdAt: ctx.clock.now() });
    if (product === null) throw problem('product.key_taken', { key: input.key });
    const subject = { type: 'product', id: product.id, name: product.key };
    await audit.record(ctx, { action: 'products.create', subject, after: input });
    return product;
  });
}
