import type { InsightsDays, InsightsEvents, InsightsOverview } from '../../../shared/contract/insights.ts';
import { daysBetween, localDayOf } from '../../../shared/rules/local-days.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { listEvents } from './insights.facts.reader.ts';
import { type AskedDays, daysOf, figuresOf, type Line } from './insights.figures.service.ts';
import { gather, total, zero } from './insights.tally.service.ts';
import type { Tally } from './insights.types.ts';
import { headOf, type ProgramRef, programsOf, toFigures } from './insights.words.service.ts';

/** Today, and the days by program. Programs nobody chose or bought in these days are left out. */
export async function overview(ctx: StoreCtx, asked: AskedDays): Promise<InsightsOverview> {
  requireStore(ctx, 'store.insights.view');
  const days = daysOf(ctx, asked);
  const on = localDayOf(ctx.clock.now().getTime(), ctx.store.timeZone);
  const programs = await programsOf(ctx);
  const { lines, fresh } = await figuresOf(ctx, { days, scopes: ['choice'], isByDay: true });
  const present = { days: { firstOn: on, lastOn: on }, scopes: ['choice' as const], isByDay: true };
  const today = days.lastOn === on ? lines : (await figuresOf(ctx, present)).lines;
  return {
    ...headOf(ctx, days, fresh),
    today: { on, ...toFigures(total(today.filter(({ onDay }) => onDay === on))) },
    total: toFigures(total(lines)),
    programs: byProgram(programs, lines),
  };
}

/** Every day of the range, by program. */
export async function byDay(ctx: StoreCtx, asked: AskedDays): Promise<InsightsDays> {
  requireStore(ctx, 'store.insights.view');
  const days = daysOf(ctx, asked);
  const programs = await programsOf(ctx);
  const { lines, fresh } = await figuresOf(ctx, { days, scopes: ['choice'], isByDay: true });
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const of = found.get(line.onDay ?? '') ?? [];
    of.push(line);
    found.set(line.onDay ?? '', of);
  }
  return {
    ...headOf(ctx, days, fresh),
    days: daysBetween(days.firstOn, days.lastOn).map((on) => {
      const own = found.get(on) ?? [];
      return { on, total: toFigures(total(own)), programs: byProgram(programs, own) };
    }),
  };
}

/** How many wanted each event, under one program or all, and what became of it. */
export async function byEvent(
  ctx: StoreCtx,
  { programId, ...asked }: AskedDays & { programId?: string | undefined },
): Promise<InsightsEvents> {
  requireStore(ctx, 'store.insights.view');
  const days = daysOf(ctx, asked);
  const programIds = programId === undefined ? null : [programId];
  const { lines, fresh } = await figuresOf(ctx, { days, scopes: ['event'], programIds });
  const known = new Map((await listEvents(ctx.store.db)).map((event) => [event.code, event]));
  const events = [...gather(lines, ({ eventCode }) => eventCode ?? '')].map(([eventCode, tally]) => ({
    eventCode,
    tally,
    event: known.get(eventCode),
  }));
  events.sort(
    (a, b) =>
      inVain(b.tally) - inVain(a.tally) || b.tally.chosen - a.tally.chosen || (a.eventCode < b.eventCode ? -1 : 1),
  );
  return {
    ...headOf(ctx, days, fresh),
    events: events.map(({ eventCode, tally, event }) => ({
      eventCode,
      name: event?.name ?? null,
      startsAt: event?.startsAt?.toISOString() ?? null,
      ...toFigures(tally),
    })),
  };
}

function byProgram(programs: readonly ProgramRef[], lines: readonly Line[]) {
  const tallies = gather(lines, ({ programId }) => programId);
  return programs
    .filter(({ id }) => tallies.has(id))
    .map((program) => ({ program, ...toFigures(tallies.get(program.id) ?? zero) }));
}

function inVain({ neverHeld, refused, seatsGone, expired, letGo, notPaid }: Tally): number {
  return neverHeld + refused + seatsGone + expired + letGo + notPaid;
}
