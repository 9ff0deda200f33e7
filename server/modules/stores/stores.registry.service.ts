import type { Ctx, StoreFacts } from '../../core/ctx.ts';
import * as registry from './stores.registry.repository.ts';

/** Every store whose schema is up to date, whatever its state; for work the product does by itself. */
export async function listEveryStore(ctx: Ctx): Promise<StoreFacts[]> {
  const stores = await registry.list(ctx.platform);
  return stores.filter(({ schemaName }) => !ctx.schemasBehind.has(schemaName));
}
