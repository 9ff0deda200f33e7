import type { Cart, HoldAnswer } from '../../../shared/contract/carts.ts';
import { type ProblemFacts, problemFacts } from '../../api/problem.ts';
import { makeStore, type Store } from '../app/store.ts';
import { type Ask, afterAnswer, firstOf, type NotHeld } from './asks.ts';

export type HoldState = {
  readonly isRunning: boolean;
  /** Games asked for, and how many of them were answered. */
  readonly total: number;
  readonly done: number;
  /** The vendor takes no calls now: how many are before us, and when it goes on by itself. */
  readonly line: HoldAnswer['line'];
  readonly refused: readonly NotHeld[];
  readonly problem: ProblemFacts | null;
};

export type HoldCalls = {
  hold: (asks: readonly Ask[]) => Promise<HoldAnswer>;
  /** The cart as an answer says it. */
  take: (cart: Cart) => void;
  /** Kept over a reload while it goes on. */
  keep: (asks: readonly Ask[] | null) => void;
  /** Resolves at the instant, by the server's clock. */
  until: (instant: string) => Promise<void>;
  wait: (milliseconds: number) => Promise<void>;
};

export type HoldDesk = {
  state: Store<HoldState>;
  /** Asks for all of them, a few at a time; waits in line where it must. True when every game is held. */
  hold: (asks: readonly Ask[]) => Promise<boolean>;
  /** What was refused is settled in another way. */
  forget: (eventCode: string) => void;
  stop: () => void;
};

const idle: HoldState = { isRunning: false, total: 0, done: 0, line: null, refused: [], problem: null };
/** Times a cart that another tab works on is tried again, and milliseconds between. */
const tries = 5;
const busyPause = 1_500;

export function makeHoldDesk(calls: HoldCalls): HoldDesk {
  const state = makeStore<HoldState>(idle);
  let run = 0;
  const patch = (more: Partial<HoldState>) => state.set((before) => ({ ...before, ...more }));

  const askOnce = async (asks: readonly Ask[]): Promise<HoldAnswer | ProblemFacts> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await calls.hold(asks);
      } catch (error) {
        const problem = problemFacts(error);
        if (attempt === tries || problem.code !== 'cart.busy') return problem;
        await calls.wait(busyPause);
      }
    }
  };
  return {
    state,
    async hold(asks) {
      run += 1;
      const mine = run;
      const codes = new Set(asks.map(({ eventCode }) => eventCode));
      const before = state.get().refused.filter(({ eventCode }) => !codes.has(eventCode));
      state.set({ ...idle, isRunning: true, total: asks.length, refused: before });
      let left: readonly Ask[] = asks;
      calls.keep(left);
      while (left.length > 0) {
        const asked = firstOf(left);
        const answer = await askOnce(asked);
        if (!('cart' in answer)) {
          calls.keep(null);
          if (mine === run) patch({ isRunning: false, line: null, problem: answer });
          return false;
        }
        calls.take(answer.cart);
        const taken = afterAnswer(left, asked, answer);
        left = taken.left;
        calls.keep(left.length === 0 ? null : left);
        // left, or asked for something else meanwhile: what was answered counts, what was not is not asked
        if (mine !== run) return false;
        const refused = [...state.get().refused, ...taken.refused];
        patch({ done: asks.length - left.length, refused, line: taken.line });
        if (taken.line !== null && left.length > 0) await calls.until(taken.line.retryAt);
        if (mine !== run) return false;
      }
      patch({ isRunning: false, line: null });
      return state.get().refused.length === 0;
    },
    forget: (eventCode) => patch({ refused: state.get().refused.filter((one) => one.eventCode !== eventCode) }),
    stop() {
      run += 1;
    },
  };
}
