import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import * as core from '../../core/store-export.ts';
import * as audit from '../audit/audit.service.ts';
import { readDetails } from './stores.details.service.ts';
import * as removal from './stores.removal.repository.ts';

/**
 * Everything the store has, as lines of JSON. It counts as taken when the last line was, which the removal of the store
 * waits for; a reader that leaves earlier leaves no trace but the entries of the audits.
 */
export async function exportStore(ctx: StoreCtx): Promise<AsyncIterable<string>> {
  requireStore(ctx, 'store.export');
  await transaction(ctx, recordExport);
  return exportLines(ctx);
}

async function* exportLines(ctx: StoreCtx): AsyncGenerator<string> {
  const at = ctx.clock.now();
  const { permissions: _, ...store } = await readDetails(ctx);
  const { id, schemaName: schema } = ctx.store;
  const about = { at, requestId: ctx.requestId, store };
  yield* core.exportStore(ctx.database, { storeId: id, schema, about, signal: ctx.request?.signal });
  await removal.markExported(ctx.platform, { id, at });
}

async function recordExport(ctx: StoreCtx) {
  const { id, key, clientId } = ctx.store;
  const act = { action: 'stores.export', subject: { type: 'store', id, name: key }, clientId };
  await audit.record(ctx, act);
  await audit.recordOnPlatform(ctx, act);
}
