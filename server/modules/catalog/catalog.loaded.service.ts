import { monotonic } from '../../core/clock.ts';
import type { Ctx, StoreFacts } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import type { Ready } from '../../core/http/ready.ts';
import type { Change } from '../../core/live-changes.ts';
import { makeSlots } from '../../core/slots.ts';
import { dueAfter, nothing, readInventoryNews } from './catalog.due.service.ts';
import { type Entry, makeEntry } from './catalog.entry.service.ts';
import { type Listeners, makeListeners } from './catalog.listeners.service.ts';
import type { ResourceName } from './catalog.shelf.service.ts';
import type { Seats, View, Wanted } from './catalog.types.ts';

/** One of everybody's resources of a store. */
export type Address = {
  entry: Entry;
  name: ResourceName;
  route: string;
  /** What was answered last, and to which view and seats that belongs. */
  last: { view: View | null; seats: Seats | null; answer: { ready: Ready; route: string } | null };
};

/** The stores a node has in memory: found by address, read one at a time each, the longest unused forgotten. */
export type LoadedStores = {
  listeners: Listeners;
  at: (url: string) => Address | undefined;
  /** The store whose selections are quoted at this address. */
  quotedAt: (url: string) => Entry | undefined;
  /** The store's entry with something to show, read if need be. */
  open: (store: StoreFacts) => Promise<Entry>;
  hear: (change: Change) => void;
  refreshSoon: (entry: Entry, how: { after: number; wanted: Wanted }) => void;
  /** What time alone brings: the next view, the age of the copy, an answer to those who only listen. */
  tick: (entry: Entry) => void;
  each: (act: (entry: Entry) => void) => void;
  settled: () => Promise<void>;
};

/** Stores kept; one that somebody listens to stays beyond it. */
const mostStores = 1_500;
/** Milliseconds for which news of seats is collected: a sync tells of its events one after the other. */
const collecting = 200;
/** Milliseconds after which a reading that failed is tried again. */
const retryAfter = 1_000;
/** Milliseconds before an instant at which the view after it is made. */
const ahead = 10_000;
/** Milliseconds after which the age of the vendor's copy is looked up again, while the store is used. */
const ageEvery = 60_000;
/** Stores read at the same time: each holds a connection. */
const readersAtOnce = 4;

export function makeLoadedStores(ctx: Ctx): LoadedStores {
  const entries = new Map<string, Entry>();
  const addresses = new Map<string, Address>();
  const quotes = new Map<string, Entry>();
  const listeners = makeListeners();
  const sections = makeSectionNews(listeners);
  const readings = makeReadings(ctx, sections);
  let uses = 0;
  const forget = (entry: Entry) => {
    if (entries.get(entry.storeId) === entry) entries.delete(entry.storeId);
    for (const { url } of addressesOf(entry)) if (addresses.get(url)?.entry === entry) addresses.delete(url);
    if (quotes.get(quoteUrl(entry)) === entry) quotes.delete(quoteUrl(entry));
  };
  const onShown = (entry: Entry) => {
    const view = entry.present()?.view;
    if (view !== undefined) for (const { onOffer } of listeners.of(entry.storeId)) onOffer(view);
  };
  const add = ({ id, key }: StoreFacts) => {
    const entry = makeEntry({ ctx, storeId: id, key, onShown });
    entries.set(id, entry);
    for (const { url, ...address } of addressesOf(entry)) addresses.set(url, address);
    quotes.set(quoteUrl(entry), entry);
    if (entries.size > mostStores) forgetOldest(entries, listeners, forget);
    return entry;
  };
  const use = (entry: Entry | undefined) => {
    uses += 1;
    if (entry !== undefined) entry.usedAt = uses;
    return entry;
  };
  return {
    listeners,
    refreshSoon: readings.soon,
    settled: () => readings.settled(),
    each: (act) => [...entries.values()].forEach(act),
    at(url) {
      const found = addresses.get(url);
      use(found?.entry);
      return found;
    },
    quotedAt: (url) => use(quotes.get(url)),
    async open(store) {
      const entry = entries.get(store.id) ?? add(store);
      use(entry);
      if (entry.present() !== null) return entry;
      entry.want({ ...nothing, ledger: true });
      await readings.now(entry).catch((error: unknown) => {
        if (!entry.isLoaded()) forget(entry);
        throw error;
      });
      return entry;
    },
    hear(change) {
      const { storeId, topic } = change;
      const entry = entries.get(storeId ?? '');
      if (storeId === null) return;
      if (topic === 'store.changed') {
        if (entry !== undefined) forget(entry);
        for (const { onEnd } of listeners.of(storeId)) onEnd();
        return;
      }
      if (entry === undefined) return;
      const isInventory = topic === 'inventory.changed';
      if (isInventory) sections.note(entry, change);
      readings.soon(entry, { after: isInventory ? collecting : 0, wanted: dueAfter(change) });
    },
    tick: makeTick(ctx, readings, listeners),
  };
}

type Readings = ReturnType<typeof makeReadings>;

/** Reads entries again, at once or in a moment, and tries again what failed. */
function makeReadings(ctx: Ctx, sections: SectionNews) {
  const timers = new Map<Entry, { at: number; timer: NodeJS.Timeout }>();
  const pending = new Set<Promise<void>>();
  const slots = makeSlots(readersAtOnce);
  const now = (entry: Entry) => {
    const work = slots(async () => {
      const tell = sections.take(entry);
      await entry.refresh();
      tell();
    });
    const noted = work.catch(() => {}).finally(() => pending.delete(noted));
    pending.add(noted);
    return work;
  };
  const run = (entry: Entry) => {
    clearTimeout(timers.get(entry)?.timer);
    timers.delete(entry);
    now(entry).catch((error: unknown) => {
      ctx.log.error({ err: faultFacts(error), store: entry.storeKey }, 'catalog: a store cannot be read');
      soon(entry, { after: retryAfter, wanted: nothing });
    });
  };
  const soon = (entry: Entry, { after, wanted }: { after: number; wanted: Wanted }) => {
    entry.want(wanted);
    const at = monotonic() + after;
    const known = timers.get(entry);
    if (after === 0) run(entry);
    else if (known === undefined || known.at > at) {
      clearTimeout(known?.timer);
      timers.set(entry, { at, timer: setTimeout(() => run(entry), after).unref() });
    }
  };
  return {
    now,
    soon,
    async settled() {
      for (const entry of timers.keys()) run(entry);
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

function makeTick(ctx: Ctx, readings: Readings, listeners: Listeners) {
  const agesAt = new WeakMap<Entry, { at: number; usedAt: number }>();
  return (entry: Entry) => {
    if (!entry.isLoaded()) return;
    const age = agesAt.get(entry);
    const isOld = age === undefined || monotonic() - age.at > ageEvery;
    if (isOld) agesAt.set(entry, { at: monotonic(), usedAt: entry.usedAt });
    const wasUsed = age !== undefined && age.usedAt !== entry.usedAt;
    if (isOld && wasUsed) readings.soon(entry, { after: 0, wanted: { ...nothing, readings: true } });
    const showing = entry.present();
    const isListenedTo = listeners.of(entry.storeId).size > 0;
    if (showing === null && isListenedTo && !entry.isWanting()) {
      readings.soon(entry, { after: 0, wanted: { ...nothing, ledger: true } });
    }
    const { until = null } = showing ?? {};
    if (until !== null && until - ctx.clock.now().getTime() < ahead) entry.prepare();
  };
}

type SectionNews = ReturnType<typeof makeSectionNews>;

/** Sections that changed, told to fans once the node itself has read them. */
function makeSectionNews(listeners: Listeners) {
  const waiting = new WeakMap<Entry, Map<string, Set<string>>>();
  return {
    note(entry: Entry, { data }: Change) {
      const { eventCode, sectionNames } = readInventoryNews(data);
      const events = waiting.get(entry) ?? new Map<string, Set<string>>();
      events.set(eventCode, new Set([...(events.get(eventCode) ?? []), ...sectionNames]));
      waiting.set(entry, events);
    },
    /** What waits now; the answered function tells it. */
    take(entry: Entry) {
      const events = waiting.get(entry) ?? new Map<string, Set<string>>();
      waiting.delete(entry);
      return () => {
        for (const { onSections } of listeners.of(entry.storeId)) {
          for (const [eventCode, sectionNames] of events) onSections(eventCode, [...sectionNames]);
        }
      };
    },
  };
}

function forgetOldest(entries: ReadonlyMap<string, Entry>, listeners: Listeners, forget: (entry: Entry) => void) {
  const idle = [...entries.values()].filter(({ storeId, isLoaded }) => isLoaded() && listeners.of(storeId).size === 0);
  const oldest = idle.reduce<Entry | null>(
    (one, other) => (one !== null && one.usedAt <= other.usedAt ? one : other),
    null,
  );
  if (oldest !== null) forget(oldest);
}

function quoteUrl({ storeKey }: Entry): string {
  return `/api/stores/${storeKey}/quote`;
}

const none: Address['last'] = { view: null, seats: null, answer: null };

function addressesOf(entry: Entry): (Address & { url: string })[] {
  const base = `/api/stores/${entry.storeKey}/offer`;
  const route = '/api/stores/:storeKey/offer';
  return [
    { entry, name: 'offer', url: base, route, last: none },
    { entry, name: 'copy', url: `${base}/copy`, route: `${route}/copy`, last: none },
    { entry, name: 'availability', url: `${base}/availability`, route: `${route}/availability`, last: none },
  ];
}
