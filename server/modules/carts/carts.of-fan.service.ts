import { z } from 'zod';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { getFan } from '../fans/fans.desk.service.ts';
import * as carts from './carts.of-fan.repository.ts';

const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** Carts of a fan, newest first; `fan.not_found` when there is no such fan. */
export async function listCartsOfFan(
  ctx: StoreCtx,
  { fanId, limit, cursor }: { fanId: string; limit: number; cursor?: string | undefined },
) {
  requireStore(ctx, 'store.orders.view');
  await getFan(ctx, fanId);
  const [beforeAt, beforeId] = readCursorAs(cursor, Place) ?? [null, null];
  const found = await carts.listOfFan(ctx.store.db, {
    fanId,
    beforeAt: beforeAt === null ? null : new Date(beforeAt),
    beforeId,
    limit: limit + 1,
  });
  return toPage(found, limit, ({ begunAt, id }) => [begunAt.toISOString(), id]);
}
