import type { Cart, Choice } from '../../../shared/contract/carts.ts';
import { call } from '../../api/client.ts';
import { type ProblemFacts, problemFacts } from '../../api/problem.ts';
import { makeLatest } from './latest.ts';
import { makeStore, type Store } from './store.ts';

export type CartState = {
  /** As the server said it last; null: there is none. */
  readonly cart: Cart | null;
  /** What the fan wants, also while the server has not heard of it. */
  readonly choice: Choice | null;
  /** The cart was not read yet. */
  readonly isLoading: boolean;
  /** Something of the choice is not at the server yet. */
  readonly isSaving: boolean;
  /** The server cannot be reached; the choice is kept here and sent when it can. */
  readonly isOffline: boolean;
  /** Why the last choice was not taken. */
  readonly problem: ProblemFacts | null;
};

export type CartDesk = {
  state: Store<CartState>;
  refresh: () => Promise<void>;
  /** What is chosen now. Sent a moment later; of choices that follow each other quickly only the last. */
  put: (choice: Choice) => void;
  /** Sends what waits at once. Resolves when the server has the choice or has refused it. */
  flush: () => Promise<void>;
  /** A cart the server answered to something else. */
  take: (cart: Cart | null) => void;
};

/** Keeps a choice that the server has not got, over a reload. */
export type Keeping = { read: () => Choice | null; write: (choice: Choice | null) => void };

/** Milliseconds after the last click until the choice is sent. */
const pause = 300;
/** Milliseconds until it is tried again when the server cannot be reached. */
const retry = 4_000;

/**
 * The choice of this browser and its cart at the server. One writing at a time: an older one never overtakes. Without
 * `keeping` it is a choice that only this page knows.
 */
export function makeCartDesk(storeKey: string, keeping: Keeping | null): CartDesk {
  const params = { storeKey };
  const state = makeStore<CartState>({
    cart: null,
    choice: null,
    isLoading: true,
    isSaving: false,
    isOffline: false,
    problem: null,
  });
  const change = (part: Partial<CartState>) => state.set((before) => ({ ...before, ...part }));
  const take = (cart: Cart | null) => {
    const live = cart !== null && isLive(cart) ? cart : null;
    const said = latest.waiting() ?? (live === null ? null : choiceOf(live));
    const { choice: before } = state.get();
    // the same choice stays the same object: nothing is worked out or drawn anew for it
    const choice = JSON.stringify(said) === JSON.stringify(before) ? before : said;
    change({ cart: live, choice, isLoading: false, isOffline: false });
  };
  const latest = makeLatest<Choice>(async (choice) => {
    try {
      const cart = await call('PUT /api/stores/{storeKey}/cart', { params, body: choice });
      if (latest.waiting() === null) keeping?.write(null);
      change({ problem: null, isSaving: latest.waiting() !== null });
      take(cart);
    } catch (error) {
      onFailure(choice, problemFacts(error));
    }
  });
  const onFailure = (choice: Choice, problem: ProblemFacts) => {
    const isTemporary = problem.status === 0 || problem.status >= 500 || problem.status === 429;
    if (isTemporary || problem.code === 'cart.busy') {
      change({ isOffline: problem.status === 0 });
      latest.putBack(choice, retry);
      return;
    }
    keeping?.write(null);
    change({ problem, isSaving: latest.waiting() !== null, isOffline: false });
    void refresh();
  };
  let again: ReturnType<typeof setTimeout> | undefined;
  const refresh = async () => {
    try {
      const { cart } = await call('GET /api/stores/{storeKey}/cart', { params });
      const kept = state.get().isLoading && latest.waiting() === null ? (keeping?.read() ?? null) : null;
      if (kept !== null) latest.put(kept, 0);
      // what is on its way to the server is newer than what it has answered
      if (!latest.isSending() || state.get().problem !== null) take(cart);
    } catch (error) {
      const choice = state.get().choice ?? keeping?.read() ?? null;
      const isOffline = problemFacts(error).status === 0;
      change({ choice, isLoading: false, isOffline });
      clearTimeout(again);
      if (isOffline) again = setTimeout(() => void refresh(), retry);
    }
  };
  return {
    state,
    take,
    refresh,
    put(choice) {
      keeping?.write(choice);
      change({ choice, isSaving: keeping !== null, isLoading: false, problem: null });
      if (keeping !== null) latest.put(choice, pause);
    },
    flush: latest.flush,
  };
}

/** A cart that is still being filled or paid. */
function isLive({ state }: Cart): boolean {
  return state === 'choosing' || state === 'holding' || state === 'paying';
}

/** What a cart's fan wants, as it is said to the server. */
export function choiceOf(cart: Cart): Choice {
  const { packId, packageId, partySize, accessibleSeats, events, addOns, forOrderId } = cart;
  return {
    packId,
    packageId,
    partySize,
    accessibleSeats,
    events: events.map(({ eventCode, suiteId }) => ({ eventCode, suiteId })),
    addOns: addOns.flatMap(({ addOnId, count }) => (count > 0 ? [{ addOnId, count }] : [])),
    forOrderId,
  };
}
