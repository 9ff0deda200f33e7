import { z } from 'zod';
import type { orderStates } from '../../../shared/contract/orders.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import { termsOfRelease } from '../catalog/catalog.terms.service.ts';
import { findFansByText } from '../fans/fans.desk.service.ts';
import { findFanIds, listFans } from '../fans/fans.service.ts';
import type { KnownFan } from '../fans/fans.types.ts';
import * as desk from './checkout.desk.repository.ts';
import * as orders from './checkout.orders.repository.ts';
import type { Order } from './checkout.types.ts';

const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);
type Page = { limit: number; cursor?: string | undefined };

export type OrderSearch = Page & {
  email?: string | undefined;
  number?: string | undefined;
  eventCode?: string | undefined;
  programId?: string | undefined;
  attention?: boolean | undefined;
  text?: string | undefined;
  fanId?: string | undefined;
  state?: (typeof orderStates)[number] | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

/** Orders of the store, newest first, with their fans. */
export async function searchOrders(ctx: StoreCtx, search: OrderSearch) {
  requireStore(ctx, 'store.orders.view');
  const { text } = search;
  const found = await desk.listOrders(ctx.store.db, {
    fanIds: await fanIdsOf(ctx, search),
    number: search.number ?? null,
    text: text ?? null,
    textFanIds: text === undefined ? [] : await findFansByText(ctx, text),
    state: search.state ?? null,
    from: toDate(search.from),
    until: toDate(search.until),
    eventCode: search.eventCode ?? null,
    programId: search.programId ?? null,
    hasAttention: search.attention ?? null,
    ...placeOf(search),
    limit: search.limit + 1,
  });
  const { items, next } = toPage(found, search.limit, ({ soldAt, id }) => [soldAt.toISOString(), id]);
  return { items: await withFans(ctx, items), next };
}

/** Purchases that are not over, or that sold nothing; newest first, with their fans. */
export async function searchPurchases(
  ctx: StoreCtx,
  search: Page & { state: 'unfinished' | 'failed'; fanId?: string | undefined },
) {
  requireStore(ctx, 'store.orders.view');
  const states = search.state === 'failed' ? ['failed'] : ['comparing', 'paying', 'unknown'];
  const filter = { ids: null, fanId: search.fanId ?? null, states, ...placeOf(search), limit: search.limit + 1 };
  const found = await desk.listPurchases(ctx.store.db, filter);
  const { items, next } = toPage(found, search.limit, ({ startedAt, id }) => [startedAt.toISOString(), id]);
  return { items: await withFans(ctx, items), next };
}

/** `purchase.not_found` when there is none. */
export async function getPurchase(ctx: StoreCtx, id: string): Promise<desk.PurchaseOfDesk & { fan: KnownFan }> {
  requireStore(ctx, 'store.orders.view');
  const filter = { ids: [id], fanId: null, states: null, beforeAt: null, beforeId: null, limit: 1 };
  const [found] = await withFans(ctx, await desk.listPurchases(ctx.store.db, filter));
  if (found === undefined) throw problem('purchase.not_found');
  return found;
}

/** An order with its purchase, and with the release and the rule its fan bought by. */
export async function getOrder(ctx: StoreCtx, id: string) {
  requireStore(ctx, 'store.orders.view');
  const order = await findOrder(ctx, id);
  const [purchase, marks, saw] = await Promise.all([
    getPurchase(ctx, order.purchaseId),
    desk.findMarks(ctx.store.db, id),
    readSaw(ctx, order),
  ]);
  const { checkedAt = order.soldAt, mailedAt = null } = marks ?? {};
  return { order, purchase, fan: purchase.fan, checkedAt, mailedAt, saw };
}

/** `order.not_found` when there is none. */
export async function findOrder(ctx: StoreCtx, id: string): Promise<Order> {
  const order = await orders.find(ctx.store.db, id);
  if (order === null) throw problem('order.not_found');
  return order;
}

async function readSaw(ctx: StoreCtx, { releaseId, content }: Order) {
  const { accountGroups, programId, quote } = content;
  const { releaseNumber, quoted } = await termsOfRelease(ctx, releaseId, accountGroups);
  const rule = quoted.content.pricing.rules.find(({ id }) => id === quote.ruleId);
  const { id = '', name = '', priority = null } = rule ?? {};
  return {
    programId,
    releaseId,
    releaseNumber,
    accountGroups,
    rule: rule === undefined ? null : { id, name, priority },
  };
}

/** Both an address and an id may narrow the fans; null: of all. */
async function fanIdsOf(ctx: StoreCtx, { email, fanId }: OrderSearch): Promise<string[] | null> {
  if (email === undefined) return fanId === undefined ? null : [fanId];
  const found = await findFanIds(ctx, email);
  return fanId === undefined ? found : found.filter((id) => id === fanId);
}

function toDate(at: string | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}

function placeOf({ cursor }: Page) {
  const [beforeAt, beforeId] = readCursorAs(cursor, Place) ?? [null, null];
  return { beforeAt: beforeAt === null ? null : new Date(beforeAt), beforeId };
}

async function withFans<T extends { fanId: string }>(
  ctx: StoreCtx,
  items: readonly T[],
): Promise<(T & { fan: KnownFan })[]> {
  const fans = await listFans(
    ctx,
    items.map(({ fanId }) => fanId),
  );
  return items.flatMap((item) => {
    const fan = fans.get(item.fanId);
    return fan === undefined ? [] : [{ ...item, fan }];
  });
}
