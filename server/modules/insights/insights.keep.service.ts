import { z } from 'zod';
import { addDays, daysBetween, localDayOf } from '../../../shared/rules/local-days.ts';
import { type Ctx, type StoreCtx, transaction, withStore } from '../../core/ctx.ts';
import { enqueueForStore, platformJob, storeJob } from '../../core/jobs.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { countDays, rangeOf } from './insights.count.service.ts';
import * as days from './insights.days.repository.ts';
import { firstInstant, listChanged } from './insights.facts.reader.ts';
import { followCarts } from './insights.follow.service.ts';

/** Recurring: the figures of the days that are over, of every store. */
export const keepDaysJob = platformJob('insights.keep_days', z.strictObject({}));
export const keepDaysOfStoreJob = storeJob('insights.keep_days_of_store', z.strictObject({}));

/** Days that are counted in one statement, and written in one transaction. */
const daysAtOnce = 31;
/** Days for which a cart that changed makes its day be counted again; older ones change by refunds only. */
const cartsChangeFor = 60;
/** Milliseconds before a counting in which a change may have been on its way, and is looked for again. */
const onItsWay = 5 * 60_000;

/** Has the days of every store counted. */
export async function requestDays(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) {
    await enqueueForStore(withStore(ctx, store), keepDaysOfStoreJob, {}, { key: 'insights.keep_days' });
  }
}

/**
 * Counts the past days of the store that were never counted, or whose orders or carts changed since; the present day is
 * always counted when it is asked for. Done twice it ends in the same.
 */
export async function keepDays(ctx: StoreCtx): Promise<void> {
  await followCarts(ctx);
  const wanted = await daysToCount(ctx);
  for (let at = 0; at < wanted.length; at += daysAtOnce) await keep(ctx, wanted.slice(at, at + daysAtOnce));
}

async function daysToCount(ctx: StoreCtx): Promise<string[]> {
  const { timeZone, db } = ctx.store;
  const first = await firstInstant(db);
  if (first === null) return [];
  const today = localDayOf(ctx.clock.now().getTime(), timeZone);
  const all = daysBetween(localDayOf(first.getTime(), timeZone), addDays(today, -1));
  const [firstOn = today, lastOn = today] = [all[0], all.at(-1)];
  const known = new Map(
    (await days.list(db, { firstOn, lastOn, timeZone })).map(({ onDay, countedAt }) => [onDay, countedAt]),
  );
  const withCartsFrom = addDays(today, -cartsChangeFor);
  const changed = new Set(
    await listChanged(
      db,
      [...known].map(([onDay, countedAt]) => ({
        ...rangeOf(onDay, timeZone),
        since: new Date(countedAt.getTime() - onItsWay).toISOString(),
        withCarts: onDay >= withCartsFrom,
      })),
    ),
  );
  return all.filter((on) => !known.has(on) || changed.has(on));
}

async function keep(ctx: StoreCtx, onDays: readonly string[]): Promise<void> {
  const { timeZone } = ctx.store;
  const at = ctx.clock.now();
  await transaction(ctx, async (ctx) => {
    const taken = await days.begin(ctx.store.db, { onDays: [...onDays], timeZone, at });
    const figures = await countDays(ctx, taken.toSorted());
    await days.replace(ctx.store.db, { onDays: taken, figures });
  });
}
