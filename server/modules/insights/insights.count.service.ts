import { localDay } from '../../../shared/rules/local-days.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { countCarts } from './insights.carts.reader.ts';
import { listReleases } from './insights.facts.reader.ts';
import { countOrders } from './insights.orders.reader.ts';
import { add, partKey, zero } from './insights.tally.service.ts';
import type { Counting, DayRange, Figure, Part, Tally, TierEntry } from './insights.types.ts';

/** Counts days of the store's zone, given in their order, from its carts and orders as they are now: docs/rules/insights.md. */
export async function countDays(ctx: StoreCtx, onDays: readonly string[]): Promise<Figure[]> {
  const days = onDays.map((on) => rangeOf(on, ctx.store.timeZone));
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const whole = { from: new Date(first.from), until: new Date(last.until) };
  const counting = { ...whole, days, tiers: await tiersOf(ctx, whole) };
  const carts = await countCarts(ctx.store.db, counting);
  return merge([...carts, ...(await readSales(ctx, counting))]);
}

/** What was sold on a day of the store's zone before an instant in it; carts are not counted, nor tiers. */
export async function countSales(ctx: StoreCtx, { onDay, until }: { onDay: string; until: Date }): Promise<Figure[]> {
  const day = { ...rangeOf(onDay, ctx.store.timeZone), until: until.toISOString() };
  return merge(await readSales(ctx, { days: [day], tiers: [], from: new Date(day.from), until }));
}

async function readSales(ctx: StoreCtx, counting: Counting) {
  const orders = await countOrders(ctx.store.db, counting);
  return orders.map(({ grossCents, refundedCents, feesCents, ...counts }) => ({
    ...counts,
    grossCents: Number(grossCents),
    refundedCents: Number(refundedCents),
    feesCents: Number(feesCents),
  }));
}

export function rangeOf(on: string, timeZone: string): DayRange {
  const { from, until } = localDay(on, timeZone);
  return { onDay: on, from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}

/** Which tier each event is in, under every release somebody chose or bought by; tiers nobody is shown are none. */
async function tiersOf(ctx: StoreCtx, of: { from: Date; until: Date }): Promise<TierEntry[]> {
  const found = await listReleases(ctx.store.db, of);
  return found
    .filter(({ programType, packStructure }) => programType === 'game_packs' && packStructure !== 'packs_only')
    .flatMap(({ id: releaseId, packs }) =>
      packs.flatMap(({ id: packId, tiers }) =>
        tiers
          .filter(({ isHidden }) => !isHidden)
          .flatMap(({ id: tierId, eventCodes }) =>
            eventCodes.map((eventCode) => ({ releaseId, packId, tierId, eventCode })),
          ),
      ),
    );
}

type Counted = Part & Partial<Tally> & { onDay: string };

function merge(counted: readonly Counted[]): Figure[] {
  const figures = new Map<string, Figure>();
  for (const one of counted) {
    const { onDay, scope, programId, choiceId, tierId, eventCode } = one;
    const key = partKey(one, onDay);
    const known = figures.get(key) ?? { ...zero, onDay, scope, programId, choiceId, tierId, eventCode };
    figures.set(key, { ...known, ...add(known, one) });
  }
  return [...figures.values()];
}
