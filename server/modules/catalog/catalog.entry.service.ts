import type { Fan } from '../../../shared/rules/effective-set.ts';
import { coalesce } from '../../core/coalesce.ts';
import { type Ctx, type StoreFacts, withStore } from '../../core/ctx.ts';
import { findStoreForFans } from '../stores/stores.service.ts';
import { both, everything, isNothing, nothing } from './catalog.due.service.ts';
import { readPicture } from './catalog.picture.service.ts';
import { makeShelf, type Shelf, type Showing } from './catalog.shelf.service.ts';
import type { Picture, Wanted } from './catalog.types.ts';

/** A node that heard nothing for so long, in milliseconds, asks before it passes a planned boundary. */
const trust = 5_000;

/** A store that this node has in memory. */
export type Entry = {
  readonly storeId: string;
  readonly storeKey: string;
  /** Counts up with each use; the entry with the lowest is forgotten first. */
  usedAt: number;
  /** What everybody is shown at this instant; null when that needs the database. */
  present: () => Showing | null;
  /** The same, for a fan. */
  presentFor: (fan: Fan) => Showing | null;
  isLoaded: () => boolean;
  /** What was read last. Throws before the first reading. */
  known: () => { store: StoreFacts; picture: Picture; shelf: Shelf };
  /** From the next `refresh` on this is read again. */
  want: (wanted: Wanted) => void;
  isWanting: () => boolean;
  /** Reads what is wanted and shows it; one reading at a time, however many ask. */
  refresh: () => Promise<void>;
  /** Makes the view after this one ahead of its time. */
  prepare: () => void;
};

export type EntryOptions = {
  /** The product itself, over the pool: readings belong to no request. */
  ctx: Ctx;
  storeId: string;
  key: string;
  /** What everybody is shown is another view than before. */
  onShown: (entry: Entry) => void;
};

type Loaded = { store: StoreFacts; picture: Picture; shelf: Shelf };

/** Nothing is read yet: `refresh` does it. */
export function makeEntry({ ctx, storeId, key, onShown }: EntryOptions): Entry {
  let loaded: Loaded | null = null;
  let shown: Showing | null = null;
  let due = everything;
  const now = ctx.clock.milliseconds ?? (() => ctx.clock.now().getTime());
  const isTrusted = () => !due.ledger && ctx.live.heardAgo() < trust;
  const mayPass = ({ until, isPlanned }: Showing) => !isPlanned || until === null || now() < until || isTrusted();
  const show = () => {
    const next = loaded?.shelf.showing(loaded.picture, null, now()) ?? null;
    const isNew = next !== null && next.view !== shown?.view;
    shown = next;
    if (isNew) onShown(entry);
    return next;
  };
  const read = async (wanted: Wanted, left: Wanted) => {
    due = left;
    try {
      const store = loaded?.store ?? (await findStoreForFans(ctx, key));
      const picture = await readPicture(withStore(ctx, store), loaded?.picture ?? null, wanted);
      loaded = { store, picture, shelf: loaded?.shelf ?? makeShelf(store.currency) };
    } catch (error) {
      due = both(due, wanted);
      throw error;
    }
    if (wanted.ledger || shown === null || mayPass(shown)) show();
  };
  const entry: Entry = {
    storeId,
    storeKey: key,
    usedAt: 0,
    present() {
      if (shown === null) return null;
      const at = now();
      if (shown.from <= at && (shown.until === null || at < shown.until)) return shown;
      return mayPass(shown) ? show() : null;
    },
    presentFor(fan) {
      return entry.present() === null || loaded === null ? null : loaded.shelf.showing(loaded.picture, fan, now());
    },
    isLoaded: () => loaded !== null,
    known() {
      if (loaded === null) throw new Error('the store was not read yet');
      return loaded;
    },
    want(wanted) {
      due = both(due, wanted);
    },
    isWanting: () => !isNothing(due),
    refresh: coalesce(async () => {
      // the ledger alone first: a switch must not wait for seats
      if (loaded !== null && due.ledger) await read({ ...nothing, ledger: true }, { ...due, ledger: false });
      if (!isNothing(due)) await read(due, nothing);
    }),
    prepare() {
      if (loaded !== null && shown?.until != null) loaded.shelf.showing(loaded.picture, null, shown.until);
    },
  };
  return entry;
}
