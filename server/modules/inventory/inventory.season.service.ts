import type { ImportQuery } from '../../../shared/contract/events.import.ts';
import { localTimeOf } from '../../../shared/rules/local-time.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { isProblem } from '../../core/problem.ts';
import { importEvents } from '../events/events.import.service.ts';
import type { Report } from '../events/events.import.types.ts';
import { syncNow } from './inventory.runs.service.ts';

const day = 24 * 60 * 60_000;

/**
 * All that a fresh store needs of its vendor, as one act: events as drafts, their venues with sections and a first map,
 * their categories; and a sync of what is sold of them begins. Without a query: the year from today. Null in place of the
 * sync's run: no event is left to copy. Repeated, it goes on where it failed.
 */
export async function importSeason(
  ctx: StoreCtx,
  query?: ImportQuery,
): Promise<{ report: Report; syncRunId: string | null }> {
  requireStore(ctx, 'store.inventory.sync');
  const report = await importEvents(ctx, {
    query: query ?? comingYear(ctx),
    createVenues: true,
    createCategories: true,
    venues: [],
  });
  return { report, syncRunId: await startSync(ctx) };
}

async function startSync(ctx: StoreCtx): Promise<string | null> {
  try {
    return (await syncNow(ctx, { eventCodes: null, isFull: false })).id;
  } catch (error) {
    if (isProblem(error, 'inventory.nothing_to_sync')) return null;
    throw error;
  }
}

/** By the store's clocks. */
function comingYear({ clock, store }: StoreCtx): ImportQuery {
  const now = clock.now().getTime();
  const dayOf = (at: number) => localTimeOf(at, store.timeZone).date;
  return { kind: 'range', from: dayOf(now), until: dayOf(now + 365 * day) };
}
