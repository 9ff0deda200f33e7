import { z } from 'zod';
import type { LiveTopic } from '../../../shared/contract/live.ts';
import { type Ctx, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { requestRound } from './inventory.round.service.ts';
import * as states from './inventory.state.repository.ts';

/** What tells that other events, or the same ones at another time, are to be copied. */
const topics = ['events.changed', 'settings.changed', 'vendors.changed'] as const satisfies readonly LiveTopic[];

/** What the topics it hears may carry. */
const Facts = z.looseObject({ name: z.string().optional(), storeId: z.string().nullish() });

/** From here on the copy follows such news at once, not at its next turn; the answered function ends it. */
export function syncOnNews(ctx: Ctx): () => void {
  const logFailure = (error: unknown) =>
    ctx.log.error({ err: faultFacts(error) }, 'inventory: a change was not followed');
  return ctx.live.subscribeToAll(topics, {
    onChange({ topic, storeId, data }) {
      const facts = Facts.parse(data);
      if (topic === 'settings.changed' && facts.name !== 'inventory') return;
      follow(ctx, storeId ?? facts.storeId ?? '').catch(logFailure);
    },
    onGap: () => {}, // every store is looked at again within minutes
  });
}

async function follow(ctx: Ctx, storeId: string) {
  const store = (await listEveryStore(ctx)).find(({ id }) => id === storeId);
  if (store === undefined) return;
  const storeCtx = withStore(ctx, store);
  await states.forgetPlan(storeCtx.store.db);
  await requestRound(storeCtx);
}
