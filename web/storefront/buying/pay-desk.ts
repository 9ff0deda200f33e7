import type { z } from 'zod';
import type { Cart } from '../../../shared/contract/carts.ts';
import type { checkoutRoutes, Order, Purchase } from '../../../shared/contract/checkout.ts';
import { type ProblemFacts, problemFacts } from '../../api/problem.ts';
import { makeStore, type Store } from '../app/store.ts';
import type { PurchaseKey } from './purchase-key.ts';

export type BuyBody = z.input<(typeof checkoutRoutes)['buy']['body']>;
export type Failure = NonNullable<Purchase['failure']>;
export type PayState =
  /** Nothing is under way. */
  | { step: 'ready' }
  /** Sent. `isUnsure`: the connection was lost, and it is being found out what became of it. */
  | { step: 'buying'; isUnsure: boolean }
  /** The vendor did not answer, and is being asked whether it sold. */
  | { step: 'asking' }
  | { step: 'sold'; order: Order }
  /** Certainly nothing was sold by it. */
  | { step: 'failed'; failure: Failure; cart: Cart | null }
  | { step: 'refused'; problem: ProblemFacts };

export type PayCalls = {
  buy: (body: BuyBody, key: string) => Promise<Purchase>;
  /** The newest attempt to buy the cart. */
  readOf: (cartId: string) => Promise<Purchase | null>;
  read: (purchaseId: string) => Promise<Purchase>;
  wait: (milliseconds: number) => Promise<void>;
};

export type PayDesk = {
  state: Store<PayState>;
  /** Buys the cart once: does nothing while a purchase is under way. */
  pay: (body: BuyBody) => Promise<void>;
  /** Goes on with what a page that was left has begun. */
  resume: () => Promise<void>;
  /** The page is left: nothing more is asked. What was sent goes on at the server. */
  stop: () => void;
  /** The page is shown again. */
  start: () => void;
};

/** Milliseconds between looks, growing. */
const looks = [500, 1_000, 2_000, 3_000] as const;
const longest = 5_000;
/** Times a purchase that did not arrive is sent again, with the same key. */
const tries = 20;

export function makePayDesk(cartId: string, key: PurchaseKey, calls: PayCalls): PayDesk {
  const state = makeStore<PayState>({ step: 'ready' });
  let isStopped = false;
  const set = (next: PayState) => {
    if (!isStopped) state.set(next);
  };
  const pause = (look: number) => calls.wait(looks[look] ?? longest);

  /** Until its outcome is certain. A look that fails is one that is made again. */
  const follow = async (found: Purchase): Promise<void> => {
    let purchase = found;
    for (let look = 0; !isStopped; look += 1) {
      if (isOver(purchase)) return end(purchase);
      set(purchase.state === 'asking' ? { step: 'asking' } : { step: 'buying', isUnsure: false });
      await pause(look);
      purchase = await calls.read(purchase.id).catch(() => purchase);
    }
  };
  const end = ({ order, failure, cart }: Purchase) => {
    key.drop();
    if (order !== null) return set({ step: 'sold', order });
    if (failure !== null) set({ step: 'failed', failure, cart });
  };
  /** After a problem: the same request may have been there first. */
  const lookFor = async (problem: ProblemFacts): Promise<void> => {
    const found = await calls.readOf(cartId).catch(() => null);
    return found === null ? set({ step: 'refused', problem }) : follow(found);
  };
  const send = async (body: BuyBody): Promise<void> => {
    for (let attempt = 0; !isStopped; attempt += 1) {
      const answer = await calls.buy(body, key.take()).catch((error: unknown) => problemFacts(error));
      if ('state' in answer) return follow(answer);
      if (attempt >= tries || !isRepeatable(answer)) return lookFor(answer);
      set({ step: 'buying', isUnsure: true });
      await pause(attempt);
      const found = await calls.readOf(cartId).catch(() => null);
      if (found !== null && !isOver(found)) return follow(found);
      if (found?.order) return end(found);
    }
  };
  return {
    state,
    async pay(body) {
      const { step } = state.get();
      if (step === 'buying' || step === 'asking' || step === 'sold') return;
      set({ step: 'buying', isUnsure: false });
      await send(body);
    },
    async resume() {
      const found = await calls.readOf(cartId).catch(() => null);
      if (found === null || state.get().step !== 'ready') return;
      // an attempt that failed before this page was opened anew is news only if it was this page's
      if (found.state !== 'failed' || key.isTaken()) await follow(found);
    },
    stop() {
      isStopped = true;
    },
    start() {
      isStopped = false;
    },
  };
}

function isOver({ state }: Purchase): boolean {
  return state === 'sold' || state === 'failed';
}

/** It did not arrive, or nobody could say whether it did: the same key makes it safe to send again. */
function isRepeatable({ status, code }: ProblemFacts): boolean {
  const isOurs = status === 0 || (status >= 500 && !code.startsWith('vendor.'));
  return isOurs || code === 'cart.busy' || code === 'request.rate_limited' || code === 'connection.unreadable';
}
