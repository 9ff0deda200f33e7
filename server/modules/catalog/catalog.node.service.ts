import type { Fan } from '../../../shared/rules/effective-set.ts';
import { type Ctx, makeCtx, type StoreCtx, type StoreFacts } from '../../core/ctx.ts';
import type { Ready } from '../../core/http/ready.ts';
import type { Live } from '../../core/live.ts';
import { problem } from '../../core/problem.ts';
import { catalogTopics, everything } from './catalog.due.service.ts';
import type { Listeners } from './catalog.listeners.service.ts';
import { makeLoadedStores } from './catalog.loaded.service.ts';
import { readPicture, readRelease } from './catalog.picture.service.ts';
import { makeShelf, type Shelf, type Showing } from './catalog.shelf.service.ts';
import type { Picture, Release, View } from './catalog.types.ts';

/** What a fan is shown at this moment, and what it was made of. */
export type Present = { store: StoreFacts; picture: Picture; showing: Showing; shelf: Shelf; at: number };

/** The stores one process has in memory. */
export type Node = {
  /** What a fan, or with null everybody, is shown now. Reads the store when it is not in memory or must be asked. */
  present: (ctx: StoreCtx, fan: Fan | null) => Promise<Present>;
  /** The bytes of one of everybody's resources by its address, when they can be answered without waiting. */
  find: (url: string) => { ready: Ready; route: string } | null;
  /** Everybody's view by the address at which selections of the store are quoted, when it is there without waiting. */
  presentAt: (url: string) => { view: View; at: number } | null;
  /** A release of the store by its id, also when it is not active any more; null when there is none. */
  release: (ctx: StoreCtx, picture: Picture, id: string) => Promise<Release | null>;
  listeners: Listeners;
  /** When everything that was heard so far has been read. */
  settled: () => Promise<void>;
  stop: () => void;
};

/** Milliseconds between looks at the clock, for fans who only listen. */
const tickEvery = 250;

/** Releases kept besides those of the pictures. */
const mostReleases = 200;

const nodes = new WeakMap<Live, Node>();

/** The node of this process. */
export function nodeOf(ctx: Ctx): Node {
  const node = nodes.get(ctx.live) ?? openNode(ctx);
  nodes.set(ctx.live, node);
  return node;
}

function openNode(given: Ctx): Node {
  const ctx = ownCtx(given);
  const stores = makeLoadedStores(ctx);
  const now = ctx.clock.milliseconds ?? (() => ctx.clock.now().getTime());
  const stopHearing = ctx.live.subscribeToAll(catalogTopics, {
    onChange: (change) => stores.hear(change),
    onGap: () => stores.each((entry) => stores.refreshSoon(entry, { after: 0, wanted: everything })),
  });
  const ticking = setInterval(() => stores.each(stores.tick), tickEvery).unref();
  return {
    listeners: stores.listeners,
    release: keepReleases(),
    settled: () => stores.settled(),
    find(url) {
      const found = stores.at(url);
      const showing = found?.entry.present();
      if (found === undefined || showing == null) return null;
      const { store, picture, shelf } = found.entry.known();
      const isSame = found.last.view === showing.view && found.last.seats === picture.seats;
      if (isSame) return found.last.answer;
      const ready = shelf.bytes(showing.view, found.name, { store, seats: picture.seats });
      found.last = { view: showing.view, seats: picture.seats, answer: { ready, route: found.route } };
      return found.last.answer;
    },
    presentAt(url) {
      const showing = stores.quotedAt(url)?.present();
      return showing == null ? null : { view: showing.view, at: now() };
    },
    async present(given, fan) {
      if (!Number.isFinite(ctx.live.heardAgo())) return readOnce(given, fan);
      const entry = await stores.open(given.store);
      const showing = fan === null ? entry.present() : entry.presentFor(fan);
      if (showing === null) throw problem('server.unavailable');
      return { ...entry.known(), showing, at: ctx.clock.now().getTime() };
    },
    stop() {
      clearInterval(ticking);
      stopHearing();
    },
  };
}

/** A process that hears no news keeps nothing. */
async function readOnce(ctx: StoreCtx, fan: Fan | null): Promise<Present> {
  const picture = await readPicture(ctx, null, everything);
  const shelf = makeShelf(ctx.store.currency);
  const at = ctx.clock.now().getTime();
  const showing = shelf.showing(picture, fan, at);
  if (showing === null) throw problem('server.unavailable');
  return { store: ctx.store, picture, showing, shelf, at };
}

/** Releases that carts and orders still go by, the longest unasked forgotten; a release never changes. */
function keepReleases(): Node['release'] {
  const kept = new Map<string, Release>();
  return async (ctx, { ledger }, id) => {
    const key = `${ctx.store.id}/${id}`;
    const active = ledger.intervals.find(({ release }) => release.id === id)?.release;
    const found = active ?? kept.get(key) ?? (await readRelease(ctx, id));
    kept.delete(key);
    if (found !== null && active === undefined) kept.set(key, found);
    for (const oldest of kept.keys()) if (kept.size > mostReleases) kept.delete(oldest);
    return found;
  };
}

/** The product itself over the pool: what a node reads belongs to no request and to no transaction. */
function ownCtx({ clock, ports, config, log, database, migrations, schemasBehind, live, relay }: Ctx): Ctx {
  const parts = { clock, ports, config, log, database, migrations, schemasBehind, live, relay };
  return makeCtx({ ...parts, requestId: 'catalog', actor: { kind: 'system', name: 'catalog' }, request: null });
}
