import { addDays, daysBetween, localDayOf } from '../../../shared/rules/local-days.ts';
import { type StoreCtx, snapshot } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { countDays } from './insights.count.service.ts';
import * as kept from './insights.days.repository.ts';
import { zero } from './insights.tally.service.ts';
import type { Days, Freshness, Part, Scope, Tally } from './insights.types.ts';

/** Days of one question. */
const mostDays = 400;
const usualDays = 30;

export type AskedDays = { fromOn?: string | undefined; toOn?: string | undefined };

/** The days that are meant: of the store's zone, thirty up to today unless said, never after today. */
export function daysOf(ctx: StoreCtx, { fromOn, toOn }: AskedDays, usual = usualDays): Days {
  const today = localDayOf(ctx.clock.now().getTime(), ctx.store.timeZone);
  const lastOn = toOn === undefined || toOn > today ? today : toOn;
  const firstOn = fromOn ?? addDays(lastOn, 1 - usual);
  if (firstOn > lastOn || firstOn < addDays(lastOn, 1 - mostDays)) {
    throw problem('insights.days_unusable', { most: mostDays });
  }
  return { firstOn, lastOn };
}

/** As many days as one question may have, up to the last one. */
export function mostDaysOf(ctx: StoreCtx, asked: AskedDays): Days {
  return daysOf(ctx, asked, mostDays);
}

export type Question = { days: Days; scopes: Scope[]; programIds?: string[] | null; isByDay?: boolean };
/** `onDay` is null where days are added up. */
export type Line = Part & Tally & { onDay: string | null };

/**
 * The figures of days: those that are kept, and for today and for days that are not kept yet those counted now, all of one
 * moment of the database.
 */
export async function figuresOf(ctx: StoreCtx, asked: Question): Promise<{ lines: Line[]; fresh: Freshness }> {
  const { days, scopes, programIds = null, isByDay = false } = asked;
  const { timeZone } = ctx.store;
  const at = ctx.clock.now();
  const today = localDayOf(at.getTime(), timeZone);
  return snapshot(ctx, async (ctx) => {
    const known = (await kept.list(ctx.store.db, { ...days, timeZone })).filter(({ onDay }) => onDay < today);
    const isKept = new Set(known.map(({ onDay }) => onDay));
    const liveDays = daysBetween(days.firstOn, days.lastOn).filter((on) => !isKept.has(on));
    const live = (await countDays(ctx, liveDays)).filter(
      ({ scope, programId }) => scopes.includes(scope) && (programIds?.includes(programId) ?? true),
    );
    const keptUntil = days.lastOn < today ? days.lastOn : addDays(today, -1);
    const sums = await kept.sum(ctx.store.db, { ...days, lastOn: keptUntil, timeZone, scopes, programIds, isByDay });
    const countedAt = known.reduce((oldest, one) => (one.countedAt < oldest ? one.countedAt : oldest), at);
    return {
      lines: [...sums.map(toLine), ...live.map((one): Line => (isByDay ? one : { ...one, onDay: null }))],
      fresh: { at, countedAt, liveDays: liveDays.length },
    };
  });
}

type Sum = Awaited<ReturnType<typeof kept.sum>>[number];

function toLine({ grossCents, refundedCents, feesCents, ...sum }: Sum): Line {
  return {
    ...zero,
    ...sum,
    grossCents: Number(grossCents),
    refundedCents: Number(refundedCents),
    feesCents: Number(feesCents),
  };
}
