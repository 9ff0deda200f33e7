import { liveTopics } from '../../../shared/contract/live.ts';
import type { SeatRange } from '../../../shared/contract/suites.ts';
import { buildSeatIndex } from '../../../shared/rules/seat-index/build.ts';
import { withoutSeats, withSection } from '../../../shared/rules/seat-index/edit.ts';
import type { SeatIndex } from '../../../shared/rules/seat-index/types.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import type { Live } from '../../core/live.ts';
import * as inventory from './inventory.repository.ts';
import { toRuns } from './inventory.sections.service.ts';

export type EventIndex = {
  index: SeatIndex;
  /** Of the event, when the index was last brought up to date. */
  revision: number;
};

type Entry = EventIndex & {
  bytes: number;
  /** A younger revision exists. */
  isBehind: boolean;
  /** Sections with seats that were taken out by `loseSeats`, and until when. */
  lost: Map<string, number>;
};
type Cache = {
  entries: Map<string, Entry>;
  loading: Map<string, Promise<Entry>>;
  news: Map<string, number>;
  bytes: number;
};

/** Bytes of indexes a process keeps; an event of 18,000 seats takes about 100 kB. */
const mostBytes = 64 * 1024 * 1024;
/** Milliseconds after which lost seats are looked up again: the sync that a refused hold asks for is over then. */
const lostFor = 2 * 60_000;

/**
 * The free seats of an event, kept in memory until they change; an event that was never read has none. What another process
 * wrote is seen as soon as its news is heard, what this one wrote at once.
 */
export async function seatIndexOf(ctx: StoreCtx, eventCode: string): Promise<EventIndex> {
  const cache = cacheOf(ctx.live);
  const key = keyOf(ctx.store.id, eventCode);
  const entry = cache.entries.get(key);
  if (entry !== undefined && isCurrent(entry, ctx.clock.now().getTime())) {
    cache.entries.delete(key);
    cache.entries.set(key, entry);
    return entry;
  }
  const loading = cache.loading.get(key) ?? startLoading(ctx, cache, eventCode);
  return loading;
}

/** A hold found these seats gone: this process offers them no more until the event was read again. */
export function loseSeats(ctx: StoreCtx, eventCode: string, seats: readonly SeatRange[]): void {
  const entry = cacheOf(ctx.live).entries.get(keyOf(ctx.store.id, eventCode));
  if (entry === undefined) return;
  entry.index = withoutSeats(entry.index, seats);
  const until = ctx.clock.now().getTime() + lostFor;
  for (const { sectionName } of seats) entry.lost.set(sectionName, until);
}

/** The event has another revision. */
export function noteChange({ live, store }: StoreCtx, news: { eventCode: string; revision: number }): void {
  hear(cacheOf(live), keyOf(store.id, news.eventCode), news.revision);
}

const caches = new WeakMap<Live, Cache>();

/** One for each process. It hears the news of all stores from its first use on. */
function cacheOf(live: Live): Cache {
  const known = caches.get(live);
  if (known !== undefined) return known;
  const cache: Cache = { entries: new Map(), loading: new Map(), news: new Map(), bytes: 0 };
  caches.set(live, cache);
  live.subscribeToAll(['inventory.changed'], {
    onChange({ storeId, data }) {
      const { eventCode, revision } = liveTopics['inventory.changed'].data.parse(data);
      if (storeId !== null) hear(cache, keyOf(storeId, eventCode), revision);
    },
    onGap() {
      for (const entry of cache.entries.values()) entry.isBehind = true;
    },
  });
  return cache;
}

function hear(cache: Cache, key: string, revision: number) {
  if (cache.loading.has(key)) cache.news.set(key, Math.max(revision, cache.news.get(key) ?? 0));
  const entry = cache.entries.get(key);
  if (entry !== undefined && entry.revision < revision) entry.isBehind = true;
}

function isCurrent({ isBehind, lost }: Entry, now: number): boolean {
  return !isBehind && [...lost.values()].every((until) => until > now);
}

function startLoading(ctx: StoreCtx, cache: Cache, eventCode: string): Promise<Entry> {
  const key = keyOf(ctx.store.id, eventCode);
  const loading = load(ctx, eventCode, cache.entries.get(key) ?? null)
    .then((entry) => {
      entry.isBehind = (cache.news.get(key) ?? 0) > entry.revision;
      keep(cache, key, entry);
      return entry;
    })
    .finally(() => {
      cache.loading.delete(key);
      cache.news.delete(key);
    });
  cache.loading.set(key, loading);
  return loading;
}

/** All of the event, or what changed since the entry was made. The revision is read first, so it is never too young. */
async function load(ctx: StoreCtx, eventCode: string, before: Entry | null): Promise<Entry> {
  const revision = await inventory.findRevision(ctx.store.db, eventCode);
  const lost = [...(before?.lost.keys() ?? [])];
  const after = before?.revision ?? 0;
  const sections = await inventory.listRuns(ctx.store.db, { eventCode, after, sectionNames: lost });
  const index = before === null ? buildSeatIndex(sections.flatMap(toRuns)) : sections.reduce(replace, before.index);
  return { index, revision, bytes: bytesOf(index), isBehind: false, lost: new Map() };
}

function replace(index: SeatIndex, section: { sectionName: string; runs: string }): SeatIndex {
  return withSection(index, section.sectionName, toRuns(section));
}

/** The least recently used go first. */
function keep(cache: Cache, key: string, entry: Entry) {
  cache.bytes += entry.bytes - (cache.entries.get(key)?.bytes ?? 0);
  cache.entries.delete(key);
  cache.entries.set(key, entry);
  for (const [other, { bytes }] of cache.entries) {
    if (cache.bytes <= mostBytes || other === key) break;
    cache.entries.delete(other);
    cache.bytes -= bytes;
  }
}

function bytesOf({ rows, spans, free, aisles, sections, rowNames, kinds }: SeatIndex): number {
  const columns = [rows.name, rows.zero, rows.span, spans.firstSeat, spans.lastSeat, spans.kind, spans.quality];
  const typed = [...columns, free, aisles].reduce((sum, { byteLength }) => sum + byteLength, 0);
  return typed + 100 * (sections.length + rowNames.length + kinds.length);
}

function keyOf(storeId: string, eventCode: string): string {
  return `${storeId}:${eventCode}`;
}
