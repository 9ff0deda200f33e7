import { z } from 'zod';
import { naturalOrder } from '../../../shared/rules/natural-order.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import { listFacts } from '../events/events.service.ts';
import { findVenue, readDetails } from '../venues/venues.service.ts';
import * as freshness from './inventory.freshness.repository.ts';
import * as inventory from './inventory.repository.ts';
import * as runs from './inventory.runs.repository.ts';
import * as states from './inventory.state.repository.ts';

export type Freshness = freshness.FreshnessRow & {
  name: string | null;
  startsAt: Date | null;
  detailDueAt: Date | null;
};
type Page = { limit: number; cursor?: string | undefined };

const Place = z.tuple([z.string()]);

export async function getOverview(ctx: StoreCtx) {
  requireStore(ctx, 'store.inventory.view');
  const { unreadCount, oldestReadAt, ...sums } = await freshness.sum(ctx.store.db, ctx.clock.now());
  const { detailSeconds } = await states.find(ctx.store.db);
  const runningId = await runs.findRunning(ctx.store.db);
  const running = runningId === null ? null : await runs.find(ctx.store.db, runningId);
  return {
    ...sums,
    oldestReadAt: unreadCount > 0 ? null : oldestReadAt,
    detailSeconds,
    runningRunId: runningId,
    waitingUntil: running?.waitingUntil ?? null,
  };
}

/** By event code. */
export async function listFreshness(
  ctx: StoreCtx,
  only: (typeof freshness.freshnessFilters)[number] | null,
  { limit, cursor }: Page,
) {
  requireStore(ctx, 'store.inventory.view');
  const [afterCode] = readCursorAs(cursor, Place) ?? [null];
  const now = ctx.clock.now();
  const found = await freshness.list(ctx.store.db, { now, only, eventCode: null, afterCode, limit: limit + 1 });
  const { items, next } = toPage(found, limit, ({ eventCode }) => [eventCode]);
  return { items: await withEvents(ctx, items), next };
}

export async function getFreshness(ctx: StoreCtx, eventCode: string): Promise<Freshness> {
  requireStore(ctx, 'store.inventory.view');
  const of = { now: ctx.clock.now(), only: null, eventCode, afterCode: null, limit: 1 };
  const [event] = await withEvents(ctx, await freshness.list(ctx.store.db, of));
  if (event === undefined) throw problem('inventory.event_not_found');
  return event;
}

/** By price code, then by ticket type. */
export async function listPrices(ctx: StoreCtx, eventCode: string) {
  await getFreshness(ctx, eventCode);
  const prices = await inventory.listPrices(ctx.store.db, [eventCode]);
  const keyOf = ({ priceCode, ticketTypeCode }: (typeof prices)[number]) => `${priceCode}\n${ticketTypeCode}`;
  return prices.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)).map(({ eventCode: _, ...price }) => price);
}

/** By name, in which numbers count, with what staff call them. */
export async function listSections(ctx: StoreCtx, eventCode: string) {
  await getFreshness(ctx, eventCode);
  const sections = await inventory.listSectionCounts(ctx.store.db, { eventCodes: [eventCode], after: 0 });
  const names = await namesAt(ctx, (await listFacts(ctx)).get(eventCode)?.venueId ?? null);
  return sections
    .map(({ eventCode: _, ...section }) => ({ ...section, displayName: names.get(section.sectionName) ?? null }))
    .sort((one, other) => naturalOrder(one.sectionName, other.sectionName));
}

async function namesAt(ctx: StoreCtx, venueId: string | null): Promise<Map<string, string>> {
  const venue = venueId === null ? null : await findVenue(ctx, venueId);
  if (venue === null) return new Map();
  const { sections } = await readDetails(ctx, venue);
  return new Map(sections.map(({ sectionName, displayName }) => [sectionName, displayName]));
}

async function withEvents(ctx: StoreCtx, found: readonly freshness.FreshnessRow[]): Promise<Freshness[]> {
  const facts = await listFacts(ctx);
  const { detailSeconds } = await states.find(ctx.store.db);
  return found.map((event) => {
    const { name = null, startsAt = null } = facts.get(event.eventCode) ?? {};
    const readAt = event.nextDueAt === null ? null : event.detailReadAt;
    return {
      ...event,
      name,
      startsAt: startsAt === null ? null : new Date(startsAt),
      detailDueAt: readAt === null ? null : new Date(readAt.getTime() + detailSeconds * 1_000),
    };
  });
}
