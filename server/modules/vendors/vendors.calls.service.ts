import { z } from 'zod';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import type { Page } from '../stores/stores.types.ts';
import * as calls from './vendors.calls.repository.ts';
import type { CallSearch, VendorCall } from './vendors.calls.types.ts';

const hour = 60 * 60_000;
/** Milliseconds a call is kept for staff. */
const kept = 7 * 24 * hour;
const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** What the store asked its vendor, newest first. A call that is made meanwhile moves none from page to page. */
export async function listCalls(ctx: StoreCtx, search: CallSearch, page: Page) {
  requireStore(ctx, 'store.vendors.view');
  const [at = null, id = null] = readCursorAs(page.cursor, Place) ?? [];
  const found = await calls.list(ctx.store.db, {
    operation: search.operation ?? null,
    outcome: search.outcome ?? null,
    purpose: search.purpose ?? null,
    eventCode: search.eventCode ?? null,
    from: search.from ?? null,
    until: search.until ?? null,
    olderThanAt: at === null ? null : new Date(at),
    olderThanId: id,
    limit: page.limit + 1,
  });
  const { items, next } = toPage(found, page.limit, (row) => [row.startedAt.toISOString(), row.id]);
  return { items: items.map(toCall), next };
}

/** How the holds of the last hour went. */
export async function holdOutcomes(ctx: StoreCtx) {
  requireStore(ctx, 'store.vendors.view');
  const since = new Date(ctx.clock.now().getTime() - hour);
  return { since, ...(await calls.countHolds(ctx.store.db, since)) };
}

/** Removes calls older than a week. */
export async function pruneCalls(ctx: StoreCtx): Promise<void> {
  await calls.removeBefore(ctx.store.db, new Date(ctx.clock.now().getTime() - kept));
}

function toCall({ attemptCount, pollCount, ...rest }: calls.CallRow): VendorCall {
  return { ...rest, attempts: attemptCount, polls: pollCount };
}
