import type { InsightsComparison } from '../../../shared/contract/insights.ts';
import { localDay } from '../../../shared/rules/local-days.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { listIntervals } from './insights.facts.reader.ts';
import { type AskedDays, figuresOf, mostDaysOf } from './insights.figures.service.ts';
import { gather, zero } from './insights.tally.service.ts';
import type { Tally } from './insights.types.ts';
import { headOf, type ProgramRef, programsOf, toFigures } from './insights.words.service.ts';

const hour = 3_600_000;
type Span = { from: number; until: number };

/** Two programs side by side: what they brought, and what they brought in each hour they were active. */
export async function comparePrograms(
  ctx: StoreCtx,
  { from, to, ...asked }: AskedDays & { from: string; to: string },
): Promise<InsightsComparison> {
  requireStore(ctx, 'store.insights.view');
  const days = mostDaysOf(ctx, asked);
  const programs = new Map((await programsOf(ctx)).map((program) => [program.id, program]));
  const [one, other] = [programs.get(from), programs.get(to)];
  if (one === undefined || other === undefined) throw problem('program.not_found');
  const programIds = [...new Set([from, to])];
  const { lines, fresh } = await figuresOf(ctx, { days, scopes: ['choice'], programIds });
  const { timeZone } = ctx.store;
  const whole = {
    from: localDay(days.firstOn, timeZone).from,
    until: Math.min(localDay(days.lastOn, timeZone).until, fresh.at.getTime()),
  };
  const found = await listIntervals(ctx.store.db, {
    programIds,
    from: new Date(whole.from),
    until: new Date(whole.until),
  });
  const tallies = gather(lines, ({ programId }) => programId);
  const side = (program: ProgramRef) => {
    const spans = spansOf(
      found.filter(({ programId }) => programId === program.id),
      whole,
    );
    return toSide(program, tallies.get(program.id) ?? zero, spans);
  };
  return { ...headOf(ctx, days, fresh), from: side(one), to: side(other) };
}

/** Cut to the whole, and joined where one begins at the end of another: a new release is no other time. */
function spansOf(intervals: readonly { startsAt: Date; endsAt: Date | null }[], whole: Span): Span[] {
  const spans: Span[] = [];
  for (const { startsAt, endsAt } of intervals) {
    const from = Math.max(startsAt.getTime(), whole.from);
    const until = Math.min(endsAt?.getTime() ?? whole.until, whole.until);
    const last = spans.at(-1);
    if (until <= from) continue;
    if (last !== undefined && last.until === from) last.until = until;
    else spans.push({ from, until });
  }
  return spans;
}

function toSide(program: ProgramRef, tally: Tally, spans: readonly Span[]): InsightsComparison['from'] {
  const activeHours = spans.reduce((sum, { from, until }) => sum + until - from, 0) / hour;
  return {
    program,
    ...toFigures(tally),
    intervals: spans.map(({ from, until }) => ({
      startsAt: new Date(from).toISOString(),
      endsAt: new Date(until).toISOString(),
    })),
    activeHours: rounded(activeHours),
    perActiveHour: activeHours === 0 ? null : ratesOf(tally, activeHours),
    perActiveDay: activeHours === 0 ? null : ratesOf(tally, activeHours / 24),
  };
}

function ratesOf({ chosen, bought, orders, seats, grossCents, refundedCents }: Tally, times: number) {
  return {
    chosen: rounded(chosen / times),
    bought: rounded(bought / times),
    orders: rounded(orders / times),
    seats: rounded(seats / times),
    netCents: rounded((grossCents - refundedCents) / times),
  };
}

/** To the hundredth. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
