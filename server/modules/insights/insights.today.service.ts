import type { InsightsToday } from '../../../shared/contract/insights.ts';
import { addDays, localDay } from '../../../shared/rules/local-days.ts';
import { instantOf, localTimeOf } from '../../../shared/rules/local-time.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { countSales } from './insights.count.service.ts';
import { figuresOf } from './insights.figures.service.ts';
import { total } from './insights.tally.service.ts';
import { toFigures } from './insights.words.service.ts';

/** Today beside yesterday: the whole day, and what was sold in it until the same time of day. */
export async function today(ctx: StoreCtx): Promise<InsightsToday> {
  requireStore(ctx, 'store.insights.view');
  const { timeZone, currency } = ctx.store;
  const at = ctx.clock.now();
  const { date: on, time } = localTimeOf(at.getTime(), timeZone);
  const before = addDays(on, -1);
  const { lines } = await figuresOf(ctx, { days: { firstOn: before, lastOn: on }, scopes: ['choice'], isByDay: true });
  const figuresOn = (day: string) => toFigures(total(lines.filter(({ onDay }) => onDay === day)));
  const sold = await countSales(ctx, { onDay: before, until: untilOn(before, time, ctx) });
  return {
    at: at.toISOString(),
    on,
    timeZone,
    currency,
    today: figuresOn(on),
    yesterday: figuresOn(before),
    yesterdayByNow: toFigures(total(sold.filter(({ scope }) => scope === 'choice'))).sales,
  };
}

/** The end of the minute the clocks show now, on that day; where they skipped it, as long after midnight. */
function untilOn(on: string, time: string, ctx: StoreCtx): Date {
  const { timeZone } = ctx.store;
  const now = ctx.clock.now().getTime();
  const same = instantOf({ date: on, time }, timeZone);
  if (same.kind === 'at') return new Date(same.at + (now % 60_000));
  const today = localDay(localTimeOf(now, timeZone).date, timeZone);
  return new Date(localDay(on, timeZone).from + (now - today.from));
}
