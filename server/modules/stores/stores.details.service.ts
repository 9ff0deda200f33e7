import { type Actor, type Ctx, permissionsOn, requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursor, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import * as hosts from './stores.hosts.repository.ts';
import * as stores from './stores.repository.ts';
import type { Page, StoreDetails, StoreSummary } from './stores.types.ts';

type Search = {
  client?: string | undefined;
  state?: StoreSummary['state'] | undefined;
  text?: string | undefined;
};

/** The stores some role of the actor reaches, in the order of their keys. */
export async function listStores(ctx: Ctx, search: Search, { limit, cursor }: Page) {
  const [after = ''] = readCursor(cursor, 1) ?? [];
  const found = await stores.list(ctx.platform, {
    ...reachOf(ctx.actor),
    clientKey: search.client ?? null,
    state: search.state ?? null,
    text: search.text ?? null,
    after,
    limit: limit + 1,
  });
  return toPage(found.map(toSummary), limit, ({ key }) => [key]);
}

export async function getStore(ctx: StoreCtx): Promise<StoreDetails> {
  requireStore(ctx, 'store.view');
  return readDetails(ctx);
}

/** The context's store as it is at this moment, with what the actor may do in it. */
export async function readDetails(ctx: StoreCtx): Promise<StoreDetails> {
  const store = await stores.findByKey(ctx.platform, ctx.store.key);
  if (store === null) throw problem('store.not_found');
  const { timeZone, currency, locale, version, id, clientId } = store;
  return {
    ...toSummary(store),
    timeZone,
    currency,
    locale,
    hosts: await hosts.listOf(ctx.platform, id),
    suspension: suspensionOf(store),
    removal: removalOf(store),
    version,
    permissions: permissionsOn(ctx.actor, { storeId: id, clientId }),
  };
}

/** Which clients and stores the actor's roles reach; `all` for operators and the product itself. */
export function reachOf(actor: Actor): { all: boolean; clientIds: string[]; storeIds: string[] } {
  const grants = actor.kind === 'staff' ? actor.grants : [];
  const idsOf = (scope: 'client' | 'store') =>
    grants.flatMap((grant) => (grant.scope === scope && grant.scopeId !== null ? [grant.scopeId] : []));
  return {
    all: actor.kind === 'system' || grants.some(({ scope }) => scope === 'platform'),
    clientIds: idsOf('client'),
    storeIds: actor.kind === 'api_key' ? [actor.storeId] : idsOf('store'),
  };
}

function toSummary(store: stores.SummaryRow): StoreSummary {
  const { id, key, name, state, createdAt } = store;
  return {
    id,
    key,
    name,
    state,
    client: { key: store.clientKey, name: store.clientName },
    product: { key: store.productKey, name: store.productName },
    createdAt,
  };
}

function suspensionOf({ suspendedAt, suspendedReason }: stores.StoreRow): StoreDetails['suspension'] {
  if (suspendedAt === null || suspendedReason === null) return null;
  return { since: suspendedAt, reason: suspendedReason };
}

function removalOf({ removalRequestedAt, removalReason, exportedAt }: stores.StoreRow): StoreDetails['removal'] {
  if (removalRequestedAt === null || removalReason === null) return null;
  return { requestedAt: removalRequestedAt, reason: removalReason, exportedAt };
}
