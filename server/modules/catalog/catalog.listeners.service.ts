import type { View } from './catalog.types.ts';

/** One open stream of a store's fans. */
export type FanListener = {
  /** Something that fans see may be different. */
  onOffer: (view: View) => void;
  /** Sections of an event were read anew. */
  onSections: (eventCode: string, sectionNames: readonly string[]) => void;
  /** The store is not what it was: come back and ask again. */
  onEnd: () => void;
};

export type Listeners = {
  add: (storeId: string, listener: FanListener) => () => void;
  of: (storeId: string) => ReadonlySet<FanListener>;
};

const nobody: ReadonlySet<FanListener> = new Set();

/** The open streams of one node by store. */
export function makeListeners(): Listeners {
  const byStore = new Map<string, Set<FanListener>>();
  return {
    add(storeId, listener) {
      const listeners = byStore.get(storeId) ?? new Set();
      byStore.set(storeId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byStore.get(storeId) === listeners) byStore.delete(storeId);
      };
    },
    of: (storeId) => byStore.get(storeId) ?? nobody,
  };
}
