import { localDayOf } from '../../../shared/rules/local-days.ts';
import { coalesce } from '../../core/coalesce.ts';
import { type Ctx, makeCtx, type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';
import type { Database } from '../../core/db.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { isProblem } from '../../core/problem.ts';
import { listShown } from './insights.facts.reader.ts';
import type { View } from './insights.types.ts';
import * as counted from './insights.views.repository.ts';

/** Milliseconds between two writings of what was counted; what a process that dies has not written is lost. */
const flushEvery = 2_000;
/** Different pages counted at a time, of all stores together; a view of one more is not counted. */
const usualCapacity = 5_000;
/** Milliseconds a page may stay open after its program was switched away, and its views still count. */
const shownFor = 24 * 3_600_000;

type Waiting = { store: StoreFacts; counts: Map<string, counted.CountedViews> };
type Counter = {
  add: (store: StoreFacts, views: readonly View[], at: number) => void;
  flush: () => Promise<void>;
  close: () => Promise<void>;
};

const counters = new WeakMap<Database, Counter>();

/** Counts pages a visitor looked at: in memory, without who it was. */
export async function noteViews(ctx: StoreCtx, views: readonly View[]): Promise<void> {
  counterOf(ctx).add(ctx.store, views, ctx.clock.now().getTime());
}

/** Writes what this process has counted so far. */
export async function flushViews(ctx: Ctx): Promise<void> {
  await counters.get(ctx.database)?.flush();
}

/** The same for the last time. */
export async function closeInsights(ctx: Ctx): Promise<void> {
  await counters.get(ctx.database)?.close();
  counters.delete(ctx.database);
}

function counterOf(ctx: Ctx): Counter {
  const known = counters.get(ctx.database) ?? openCounter(ownCtx(ctx));
  counters.set(ctx.database, known);
  return known;
}

export function openCounter(ctx: Ctx, capacity = usualCapacity): Counter {
  const waiting = new Map<string, Waiting>();
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const flush = coalesce(async () => {
    clearTimeout(timer);
    timer = undefined;
    const batches = [...waiting.values()];
    waiting.clear();
    size = 0;
    for (const { store, counts } of batches) {
      if (await write(ctx, store, [...counts.values()])) continue;
      for (const one of counts.values()) keep(store, one);
    }
    if (waiting.size > 0) plan();
  });
  const plan = () => {
    if (!isOver) timer ??= setTimeout(() => void flush(), flushEvery).unref();
  };
  const keep = (store: StoreFacts, views: counted.CountedViews) => {
    const entry = waiting.get(store.id) ?? { store, counts: new Map<string, counted.CountedViews>() };
    const key = [views.onDay, views.programId, views.partId, views.step].join(' ');
    const known = entry.counts.get(key);
    if (known === undefined && size >= capacity) return;
    if (known === undefined) size += 1;
    entry.counts.set(key, { ...views, viewCount: views.viewCount + (known?.viewCount ?? 0) });
    waiting.set(store.id, entry);
  };
  return {
    add(store, views, at) {
      const onDay = localDayOf(at, store.timeZone);
      for (const { programId, choiceId, step } of views)
        keep(store, { onDay, programId, partId: choiceId ?? programId, step, viewCount: 1 });
      plan();
    },
    flush,
    async close() {
      isOver = true;
      await flush();
    },
  };
}

/** False when it is to be tried again. Pages of nothing the store showed are not counted. */
async function write(ctx: Ctx, store: StoreFacts, views: readonly counted.CountedViews[]): Promise<boolean> {
  const { db } = withStore(ctx, store).store;
  const until = ctx.clock.now();
  try {
    const shown = new Map<string, Set<string>>();
    for (const { programId, choiceIds } of await listShown(db, {
      from: new Date(until.getTime() - shownFor),
      until,
    })) {
      shown.set(programId, new Set([...(shown.get(programId) ?? [programId]), ...choiceIds]));
    }
    const known = views.filter(({ programId, partId }) => shown.get(programId)?.has(partId) ?? false);
    if (known.length > 0) await counted.add(db, known);
    return true;
  } catch (error) {
    if (isProblem(error, 'store.not_found')) return true;
    ctx.log.warn({ err: faultFacts(error), store: store.key }, 'insights: views are not written yet');
    return false;
  }
}

/** The product itself over the pool: what is counted belongs to no request. */
function ownCtx({ clock, ports, config, log, database, migrations, schemasBehind, live, relay }: Ctx): Ctx {
  const parts = { clock, ports, config, log, database, migrations, schemasBehind, live, relay };
  return makeCtx({ ...parts, requestId: 'insights', actor: { kind: 'system', name: 'insights' }, request: null });
}
