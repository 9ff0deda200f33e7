import { changesOf, isSame } from '../../../shared/rules/changes.ts';
import { requireOpen, requireStore, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { actOnStore } from './stores.acts.service.ts';
import * as states from './stores.states.repository.ts';
import type { StoreDetails, StoreEdit } from './stores.types.ts';

/** Changes what is named, if `version` is the present one. The currency stays once the store has sold anything. */
export async function editStore(ctx: StoreCtx, version: number, edit: StoreEdit): Promise<StoreDetails> {
  requireStore(ctx, 'store.edit');
  return actOnStore(ctx, async (ctx, store) => {
    requireOpen(store);
    if (store.version !== version) throw await audit.staleVersion(ctx, { type: 'store', id: store.id }, version);
    const { id, name, timeZone, currency, locale } = store;
    const before = { name, timeZone, currency, locale };
    const after = {
      name: edit.name ?? name,
      timeZone: edit.timeZone ?? timeZone,
      currency: edit.currency ?? currency,
      locale: edit.locale ?? locale,
    };
    if (isSame(before, after)) return null;
    if (after.currency !== currency && store.firstSaleAt !== null) throw problem('store.currency_fixed', { currency });
    const next = await states.edit(ctx.platform, { id, ...after });
    return { action: 'stores.edit', version: next, ...changesOf(before, after) };
  });
}
