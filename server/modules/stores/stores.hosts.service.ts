import { isReservedHost, readHost } from '../../../shared/rules/hosts.ts';
import { requireOpen, requireStore, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { actOnStore } from './stores.acts.service.ts';
import * as hosts from './stores.hosts.repository.ts';
import * as states from './stores.states.repository.ts';
import type { StoreDetails } from './stores.types.ts';

/** Each needs a certificate and is looked at by people; more is a mistake. */
const mostHosts = 10;

/** Adds a host name, which no other store may have; the first one becomes the primary one. */
export async function addHost(ctx: StoreCtx, host: string): Promise<StoreDetails> {
  requireStore(ctx, 'store.edit');
  if (isOurs(ctx, host)) throw problem('host.reserved', { host });
  return actOnStore(ctx, async (ctx, store) => {
    requireOpen(store);
    const present = await hosts.listOf(ctx.platform, store.id);
    if (present.length >= mostHosts) throw problem('host.too_many', { most: mostHosts });
    const added = { host, isPrimary: present.length === 0, storeId: store.id, createdAt: ctx.clock.now() };
    if (!(await hosts.insert(ctx.platform, added))) throw problem('host.taken', { host });
    const version = await states.touch(ctx.platform, store.id);
    return { action: 'stores.add_host', version, before: toAudit(present), after: toAudit([...present, added]) };
  });
}

/** The primary one can be removed only when it is the last. */
export async function removeHost(ctx: StoreCtx, typed: string): Promise<StoreDetails> {
  requireStore(ctx, 'store.edit');
  return actOnStore(ctx, async (ctx, store) => {
    requireOpen(store);
    const { present, found } = await findHost(ctx, typed);
    if (found.isPrimary && present.length > 1) throw problem('host.is_primary');
    await hosts.remove(ctx.platform, { host: found.host, storeId: store.id });
    const version = await states.touch(ctx.platform, store.id);
    const left = present.filter(({ host }) => host !== found.host);
    return { action: 'stores.remove_host', version, before: toAudit(present), after: toAudit(left) };
  });
}

/** Links and mail use the primary one. */
export async function makeHostPrimary(ctx: StoreCtx, typed: string): Promise<StoreDetails> {
  requireStore(ctx, 'store.edit');
  return actOnStore(ctx, async (ctx, store) => {
    requireOpen(store);
    const { present, found } = await findHost(ctx, typed);
    if (found.isPrimary) return null;
    await hosts.makePrimary(ctx.platform, { host: found.host, storeId: store.id });
    const version = await states.touch(ctx.platform, store.id);
    const now = present.map(({ host }) => ({ host, isPrimary: host === found.host }));
    return { action: 'stores.make_host_primary', version, before: toAudit(present), after: toAudit(now) };
  });
}

async function findHost(ctx: StoreCtx, typed: string) {
  const present = await hosts.listOf(ctx.platform, ctx.store.id);
  const found = present.find(({ host }) => host === readHost(typed));
  if (found === undefined) throw problem('host.not_found');
  return { present, found };
}

/** Our own address, and names no fan could reach. On a machine of one's own, `x.localhost` is for trying things out. */
function isOurs(ctx: StoreCtx, host: string): boolean {
  if (host === new URL(ctx.config.publicUrl).hostname) return true;
  return isReservedHost(host) && !(host.endsWith('.localhost') && ctx.config.mode !== 'production');
}

function toAudit(list: readonly hosts.HostRow[]) {
  return {
    hosts: list.map(({ host }) => host),
    primaryHost: list.find(({ isPrimary }) => isPrimary)?.host ?? null,
  };
}
