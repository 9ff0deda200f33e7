import { z } from 'zod';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import * as desk from './fans.desk.repository.ts';

const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);
/** Fans whose orders one search text may find. */
const mostFound = 500;

const everybody = { ids: null, text: null, accountGroup: null, beforeAt: null, beforeId: null };

export type FanSearch = {
  text?: string | undefined;
  accountGroup?: string | undefined;
  limit: number;
  cursor?: string | undefined;
};

/** Fans of the store, newest first. */
export async function searchFans(ctx: StoreCtx, { text, accountGroup, limit, cursor }: FanSearch) {
  requireStore(ctx, 'store.orders.view');
  const [beforeAt, beforeId] = readCursorAs(cursor, Place) ?? [null, null];
  const found = await desk.search(ctx.store.db, {
    ...everybody,
    text: text ?? null,
    accountGroup: accountGroup ?? null,
    beforeAt: beforeAt === null ? null : new Date(beforeAt),
    beforeId,
    limit: limit + 1,
  });
  return toPage(found, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

/** `fan.not_found` when there is none. */
export async function getFan(ctx: StoreCtx, id: string) {
  requireStore(ctx, 'store.orders.view');
  const [found] = await desk.search(ctx.store.db, { ...everybody, ids: [id], limit: 1 });
  if (found === undefined) throw problem('fan.not_found');
  return found;
}

/** For other modules: the fans a text leads to, the newest 500 of them. Asks for no permission. */
export async function findFansByText(ctx: StoreCtx, text: string): Promise<string[]> {
  const found = await desk.search(ctx.store.db, { ...everybody, text, limit: mostFound });
  return found.map(({ id }) => id);
}
