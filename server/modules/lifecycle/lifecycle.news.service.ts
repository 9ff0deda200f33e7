import type { LiveTopic } from '../../../shared/contract/live.ts';
import { type Ctx, withStore } from '../../core/ctx.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { recheckStores, requestRecheck } from './lifecycle.watch.service.ts';

/** What checks look at, and what tells of its changes. */
const topics = [
  'events.changed',
  'venues.changed',
  'suites.changed',
  'settings.changed',
  'inventory.changed',
] as const satisfies readonly LiveTopic[];

/** Milliseconds waited for more of the same: a sync tells of event after event. */
const delays: { readonly [T in LiveTopic]?: number } = { 'inventory.changed': 30_000 };

/** From here on a change of what checks look at has the store looked at again; the answered function ends it. */
export function recheckOnNews(ctx: Ctx): () => void {
  const logFailure = (error: unknown) => ctx.log.error({ err: error }, 'lifecycle: a change was not looked at');
  return ctx.live.subscribeToAll(topics, {
    onChange: ({ storeId, topic }) => void recheck(ctx, storeId, delays[topic] ?? 0).catch(logFailure),
    onGap: () => void recheckStores(ctx).catch(logFailure),
  });
}

async function recheck(ctx: Ctx, storeId: string | null, delay: number) {
  const store = (await listEveryStore(ctx)).find(({ id }) => id === storeId);
  if (store !== undefined) await requestRecheck(withStore(ctx, store), delay);
}
