import type { Fan } from '../../../shared/contract/fans.ts';
import { call } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import { makeStore, type Store } from './store.ts';

export type FanState = {
  /** Null: nobody is signed in, or it is not known yet. */
  readonly fan: Fan | null;
  readonly isLoading: boolean;
  /** Somebody was signed in, and the server has ended it. */
  readonly isEnded: boolean;
  /** The dialog that asks for an address is open. */
  readonly isAsking: boolean;
};

export type FanDesk = {
  state: Store<FanState>;
  /** Asks the server who is signed in, and goes on as them if that is another than before. */
  refresh: () => Promise<void>;
  /** Somebody has signed in. */
  take: (fan: Fan) => void;
  signOut: () => Promise<void>;
  /** Opens the sign-in dialog unless somebody is signed in. True when somebody is in the end, false when they gave up. */
  ask: () => Promise<boolean>;
  giveUp: () => void;
};

/** `onChange` runs whenever another fan, or nobody, is signed in. */
export function makeFanDesk(storeKey: string, onChange: () => void): FanDesk {
  const state = makeStore<FanState>({ fan: null, isLoading: true, isEnded: false, isAsking: false });
  const params = { storeKey };
  let turn = 0;
  let answer: ((isSignedIn: boolean) => void)[] = [];
  const settle = (isSignedIn: boolean) => {
    const waiting = answer;
    answer = [];
    for (const one of waiting) one(isSignedIn);
  };
  return {
    state,
    async refresh() {
      const mine = turn;
      try {
        const { fan } = await call('GET /api/stores/{storeKey}/fan', { params });
        // who has signed in or out meanwhile is known better here
        if (mine !== turn) return;
        const before = state.get();
        const isEnded = fan === null && (before.fan !== null || before.isEnded);
        state.set({ ...before, fan, isLoading: false, isEnded });
        // in another tab another fan may have signed in
        if (!before.isLoading && before.fan?.email !== fan?.email) onChange();
      } catch {
        state.set((before) => ({ ...before, isLoading: false }));
      }
    },
    take(fan) {
      turn += 1;
      state.set({ fan, isLoading: false, isEnded: false, isAsking: false });
      onChange();
      settle(true);
    },
    async signOut() {
      turn += 1;
      try {
        await call('DELETE /api/stores/{storeKey}/fan/sessions', { params });
      } catch (error) {
        // whose session has ended is signed out; else they still are signed in, and see it
        if (!isProblem(error, 'fan.sign_in_required')) return;
      }
      state.set({ fan: null, isLoading: false, isEnded: false, isAsking: false });
      onChange();
    },
    ask() {
      if (state.get().fan !== null) return Promise.resolve(true);
      state.set((before) => ({ ...before, isAsking: true }));
      return new Promise((resolve) => answer.push(resolve));
    },
    giveUp() {
      state.set((before) => ({ ...before, isAsking: false }));
      settle(false);
    },
  };
}
