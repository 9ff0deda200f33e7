import {
  type EventFreshness,
  inventoryRoutes,
  type SyncResult,
  type SyncRun,
} from '../../../shared/contract/inventory.ts';
import type { Block } from '../../../shared/rules/seat-index/index.ts';
import { defineController } from '../../core/http/controller.ts';
import { findSameSeats, findSeats } from './inventory.availability.service.ts';
import * as freshness from './inventory.freshness.service.ts';
import * as runs from './inventory.runs.service.ts';
import { readSeatMap } from './inventory.seat-map.service.ts';
import type { Count } from './inventory.types.ts';

export const inventoryController = defineController(inventoryRoutes, {
  getInventory: async (ctx) => {
    const { oldestReadAt, waitingUntil, ...overview } = await freshness.getOverview(ctx);
    return { ...overview, oldestReadAt: toText(oldestReadAt), waitingUntil: toText(waitingUntil) };
  },
  listInventoryEvents: async (ctx, { query }) => {
    const { items, next } = await freshness.listFreshness(ctx, query.only ?? null, query);
    return { items: items.map(toFreshness), next };
  },
  getInventoryEvent: async (ctx, { params }) => {
    const event = await freshness.getFreshness(ctx, params.eventCode);
    return { ...toFreshness(event), counts: event.counts.map(toCount) };
  },
  listInventoryPrices: async (ctx, { params }) => ({ items: await freshness.listPrices(ctx, params.eventCode) }),
  listInventorySections: async (ctx, { params }) => {
    const sections = await freshness.listSections(ctx, params.eventCode);
    const items = sections.map(({ counts, changedAt, ...section }) => ({
      ...section,
      counts: counts.map(toCount),
      changedAt: changedAt.toISOString(),
    }));
    return { items };
  },
  getInventorySeats: async (ctx, { params }) => readSeatMap(ctx, params.eventCode),
  listInventoryChanges: async (ctx, { params, query }) =>
    toResults(await runs.listChanges(ctx, params.eventCode, query)),
  listSyncRuns: async (ctx, { query }) => {
    const { items, next } = await runs.listRuns(ctx, query.cause ?? null, query);
    return { items: items.map(toRun), next };
  },
  startSyncRun: async (ctx, { body }) =>
    toRun(await runs.syncNow(ctx, { eventCodes: body.eventCodes ?? null, isFull: body.isFull })),
  getSyncRun: async (ctx, { params }) => toRun(await runs.getRun(ctx, params.runId)),
  listSyncResults: async (ctx, { params, query }) => toResults(await runs.listResults(ctx, params.runId, query)),
  cancelSyncRun: async (ctx, { params }) => toRun(await runs.cancelRun(ctx, params.runId)),
  findSeats: async (ctx, { body }) => {
    const { revision, readAt, blocks } = await findSeats(ctx, body);
    return { revision, readAt: toText(readAt), blocks: blocks.map(toBlock) };
  },
  findSameSeats: async (ctx, { body: { anchor, ...body } }) => {
    const home = anchor && { ...anchor.seats, priceCode: anchor.priceCode };
    const plans = await findSameSeats(ctx, { ...body, anchor: home });
    return {
      plans: plans.map(({ events, ...plan }) => ({
        ...plan,
        events: events.map(({ block, ...event }) => ({ ...event, block: block && toBlock(block) })),
      })),
    };
  },
});

function toText(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function toCount([className, priceCode, count]: Count) {
  return { className, priceCode, count };
}

function toBlock<B extends Block>(block: B) {
  return { ...block, parts: [...block.parts] };
}

function toFreshness(event: freshness.Freshness): EventFreshness {
  const { counts: _, failingSince, failedAt, failureKind, failureDetail, failureCount, ...rest } = event;
  const isFailing = failingSince !== null && failedAt !== null && failureKind !== null;
  return {
    ...rest,
    isCopied: event.nextDueAt !== null,
    startsAt: toText(event.startsAt),
    vendorStateAt: toText(event.vendorStateAt),
    readAt: toText(event.readAt),
    nextDueAt: toText(event.nextDueAt),
    detailReadAt: toText(event.detailReadAt),
    detailDueAt: toText(event.detailDueAt),
    failure: isFailing
      ? {
          since: failingSince.toISOString(),
          at: failedAt.toISOString(),
          kind: failureKind,
          detail: failureDetail ?? '',
          count: failureCount,
        }
      : null,
  };
}

function toRun({ startedAt, endedAt, waitingUntil, ...run }: runs.Run): SyncRun {
  return {
    ...run,
    startedAt: startedAt.toISOString(),
    endedAt: toText(endedAt),
    waitingUntil: toText(waitingUntil),
    doneCount: run.unchangedCount + run.changedCount + run.failedCount,
  };
}

function toResults({ items, next }: { items: readonly runs.SyncedEvent[]; next: string | null }) {
  return { items: items.map(toResult), next };
}

function toResult({ at, sections, prices, ...result }: runs.SyncedEvent): SyncResult {
  return {
    ...result,
    at: at.toISOString(),
    sections: sections.map(([sectionName, before, after]) => ({ sectionName, before, after })),
    prices: prices.map(([priceCode, ticketTypeCode, beforeCents, afterCents]) => ({
      priceCode,
      ticketTypeCode,
      beforeCents,
      afterCents,
    })),
  };
}
