import {
  type Block,
  type BlockQuery,
  findBlocks,
  type HomeSeats,
  type SeatPlan,
  sameSeats,
} from '../../../shared/rules/seat-index/index.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import { seatIndexOf } from './inventory.index.service.ts';
import { listAvailability } from './inventory.repository.ts';

/** A party and what seats it would take; which classes are accessible is the store's setting. */
export type SeatSearch = {
  classNames: readonly string[];
  partySize: number;
  sectionNames: readonly string[] | null;
  accessibleCount: number;
  allowsLoneSeat: boolean;
  prefersAisle: boolean;
  limit: number;
};
export type PricedEvent = { eventCode: string; priceCodes: readonly string[] | null };

/** The best blocks of one event, best first, by the copy. */
export async function findSeats(
  ctx: StoreCtx,
  { eventCode, priceCodes, ...search }: SeatSearch & PricedEvent,
): Promise<{ revision: number; readAt: Date | null; blocks: readonly Block[] }> {
  requireStore(ctx, 'store.inventory.view');
  const [event] = await requireEvents(ctx, [eventCode]);
  const { index, revision } = await seatIndexOf(ctx, eventCode);
  const blocks = findBlocks(index, { ...(await toQuery(ctx, search)), priceCodes });
  return { revision, readAt: event?.readAt ?? null, blocks };
}

/** The same seats over several events, with the fewest moves; around the anchor if there is one. */
export async function findSameSeats(
  ctx: StoreCtx,
  { events, anchor, ...search }: SeatSearch & { events: readonly PricedEvent[]; anchor: HomeSeats | null },
): Promise<SeatPlan[]> {
  requireStore(ctx, 'store.inventory.view');
  const codes = events.map(({ eventCode }) => eventCode);
  await requireEvents(ctx, codes);
  const indexes = await Promise.all(
    events.map(async (event) => ({ ...event, index: (await seatIndexOf(ctx, event.eventCode)).index })),
  );
  return sameSeats(indexes, { ...(await toQuery(ctx, search)), anchor });
}

async function requireEvents(ctx: StoreCtx, codes: readonly string[]) {
  const found = await listAvailability(ctx.store.db, codes);
  const known = new Set(found.map(({ eventCode }) => eventCode));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw problem('inventory.event_not_found', { eventCode: unknown });
  return found;
}

async function toQuery(ctx: StoreCtx, search: SeatSearch): Promise<Omit<BlockQuery, 'priceCodes'>> {
  const { accessibleClasses } = await settingOf(ctx, 'inventory');
  const { classNames, partySize, sectionNames, accessibleCount, allowsLoneSeat, prefersAisle, limit } = search;
  return {
    classNames,
    count: partySize,
    sectionNames,
    accessibleClasses,
    wantsAccessible: accessibleCount,
    allowsLoneSeat,
    aisle: prefersAisle ? 'wanted' : 'any',
    limit,
  };
}
