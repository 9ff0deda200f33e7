import { useQueries, useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { findingsQuery } from '../events/eventsApi.ts';
import { overviewQuery } from '../inventory/inventoryApi.ts';
import { type Board, readinessQuery } from '../lifecycle/lifecycleApi.ts';
import { settingOf, settingsQuery } from '../stores/settingsApi.ts';
import { statusQuery } from '../vendors/vendorsApi.ts';
import { attentionOf, type Checked, type Item } from './attention.ts';
import { holdsQuery, ordersToSeeQuery, todayQuery, unfinishedQuery, webhooksQuery } from './homeApi.ts';

type Read = Board | undefined;

/** What needs a person, of what this person may see; `isComplete` once everything has answered, or failed to. */
export function useAttention(store: Store, board: Read, names: ReadonlyMap<string, string>, now: number) {
  const key = store.key;
  const seesVendor = { enabled: may(store, 'store.vendors.view') };
  const seesOrders = { enabled: may(store, 'store.orders.view') };
  const inventory = useQuery({ ...overviewQuery(key), enabled: may(store, 'store.inventory.view') });
  const vendor = useQuery({ ...statusQuery(key), ...seesVendor });
  const holds = useQuery({ ...holdsQuery(key), ...seesVendor });
  const purchases = useQuery({ ...unfinishedQuery(key), ...seesOrders });
  const orders = useQuery({ ...ordersToSeeQuery(key), ...seesOrders });
  const webhooks = useQuery({ ...webhooksQuery(key), enabled: may(store, 'store.webhooks.view') });
  const imports = useQuery({ ...findingsQuery(key), enabled: may(store, 'store.catalogue.view') });
  const prices = usePrices(store);
  const checks = useChecks(key, board, now);
  const reads = [inventory, vendor, holds, purchases, orders, webhooks, imports];
  const failed = reads.filter(({ isError }) => isError);
  const items: Item[] = attentionOf({
    now,
    board,
    checks: checks.found,
    names,
    inventory: inventory.data,
    vendor: vendor.data,
    holds: holds.data,
    purchases: purchases.data?.items,
    ordersToSee: orders.data?.items.length,
    webhooks: webhooks.data?.items,
    importFindings: new Set(imports.data?.items.map(({ eventId }) => eventId)).size,
    prices,
  });
  return {
    items,
    isComplete: checks.isComplete && reads.every(({ isLoading }) => !isLoading),
    /** Something could not be read, so what is listed may not be all. */
    error: failed.at(0)?.error ?? null,
  };
}

/** What fans are told of fees, and the fees of today's orders; undefined where this person may not see both. */
function usePrices(store: Store) {
  const settings = useQuery({ ...settingsQuery(store.key), enabled: may(store, 'store.settings.view') });
  const today = useQuery({ ...todayQuery(store.key), enabled: may(store, 'store.insights.view') });
  const told = settingOf(settings.data?.items ?? [], 'prices');
  if (told === undefined || today.data === undefined) return undefined;
  return { feesIncluded: told.value.feesIncluded, feesCents: today.data.today.sales.feesCents };
}

/** The checks of what is active now, and of what is planned at its start. */
function useChecks(storeKey: string, board: Read, now: number): { found: Checked[]; isComplete: boolean } {
  const waiting = (board?.plans ?? []).filter(({ isHeld, startsAt }) => !isHeld && Date.parse(startsAt) > now);
  const asked = [
    ...(board?.active == null ? [] : [{ programId: board.active.programId, isActive: true, at: undefined }]),
    ...waiting.map(({ programId, startsAt }) => ({ programId, isActive: false, at: startsAt })),
  ];
  const reads = useQueries({ queries: asked.map(({ programId, at }) => readinessQuery(storeKey, programId, at)) });
  const found = asked.flatMap(({ programId, isActive }, index) => {
    const report = reads[index]?.data?.report;
    if (report === undefined) return [];
    return [{ programId, isActive, errorCount: report.errorCount, warningCount: report.warningCount }];
  });
  return { found, isComplete: board !== undefined && reads.every(({ isLoading }) => !isLoading) };
}
