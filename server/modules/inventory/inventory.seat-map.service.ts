import type { OfferSeatKind, OfferSeatRow, OfferSeats } from '../../../shared/contract/catalog.map.ts';
import { aisleLetter, seatLetter, takenLetter } from '../../../shared/rules/seat-field.ts';
import { runsOf } from '../../../shared/rules/seat-index/index.ts';
import type { SeatKind, SeatRun } from '../../../shared/rules/seat-index/types.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { listFacts } from '../events/events.service.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import { seatIndexOf } from './inventory.index.service.ts';
import { listAvailability } from './inventory.repository.ts';
import { type PlanRow, type SeatPlan, seatPlanOf, withRuns } from './inventory.seat-plan.service.ts';

/** All seats of an event that are known, and every free one, whatever its class; an event without a venue has its own seats. */
export async function readSeatMap(ctx: StoreCtx, eventCode: string): Promise<OfferSeats> {
  requireStore(ctx, 'store.inventory.view');
  const [known] = await listAvailability(ctx.store.db, [eventCode]);
  if (known === undefined) throw problem('inventory.event_not_found', { eventCode });
  const { index } = await seatIndexOf(ctx, eventCode);
  const { accessibleClasses } = await settingOf(ctx, 'inventory');
  return drawSeats(eventCode, await planOf(ctx, eventCode), runsOf(index), {
    isSold: () => true,
    accessible: accessibleClasses,
  });
}

async function planOf(ctx: StoreCtx, eventCode: string): Promise<SeatPlan> {
  const facts = await listFacts(ctx);
  const venueId = facts.get(eventCode)?.venueId ?? null;
  if (venueId === null) return new Map();
  const codes = [...facts].filter(([, event]) => event.venueId === venueId).map(([code]) => code);
  return seatPlanOf(ctx, venueId, codes);
}

type Shown = {
  /** False: it looks taken. */
  isSold: (kind: SeatKind) => boolean;
  /** Class names of accessible seats. */
  accessible: readonly string[];
};

/** All seats of the plan; free are those that are sold. */
export function drawSeats(
  eventCode: string,
  plan: SeatPlan,
  free: readonly SeatRun[],
  { isSold, accessible }: Shown,
): OfferSeats {
  const offered = free.filter(isSold);
  const kinds = kindsOf(offered, accessible);
  const letters = new Map(
    kinds.map(({ className, priceCode }, kind) => [`${className}\n${priceCode}`, seatLetter(kind)]),
  );
  const byRow = new Map<string, SeatRun[]>();
  for (const run of offered) {
    const key = `${run.sectionName}\n${run.rowName}`;
    const runs = byRow.get(key);
    if (runs === undefined) byRow.set(key, [run]);
    else runs.push(run);
  }
  const sections = [...withRuns(plan, free)].map(([sectionName, rows]): OfferSeats['sections'][number] => [
    sectionName,
    [...rows].map(([rowName, row]): OfferSeatRow => {
      const runs = byRow.get(`${sectionName}\n${rowName}`) ?? [];
      return [rowName, row.firstSeat, textOf(row, runs, letters)];
    }),
  ]);
  return { eventCode, kinds, sections };
}

function kindsOf(runs: readonly SeatRun[], accessible: readonly string[]): OfferSeatKind[] {
  const kinds = new Map(
    runs.map(({ className, priceCode }) => [`${className}\n${priceCode}`, { className, priceCode }]),
  );
  return [...kinds]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, kind]) => ({ ...kind, ...(accessible.includes(kind.className) && { isAccessible: true as const }) }));
}

function textOf(
  { firstSeat, lastSeat, aislesAfter }: PlanRow,
  runs: readonly SeatRun[],
  letters: ReadonlyMap<string, string>,
): string {
  const seats = Array.from({ length: lastSeat - firstSeat + 1 }, () => takenLetter);
  for (const { className, priceCode, ...run } of runs) {
    seats.fill(
      letters.get(`${className}\n${priceCode}`) ?? takenLetter,
      run.firstSeat - firstSeat,
      run.lastSeat - firstSeat + 1,
    );
  }
  const text = seats
    .map((letter, place) => (aislesAfter.has(firstSeat + place) ? letter + aisleLetter : letter))
    .join('');
  return aislesAfter.has(firstSeat - 1) ? aisleLetter + text : text;
}
