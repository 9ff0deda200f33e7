import { beforeEach, expect, it } from 'vitest';
import type { Order, Purchase } from '../../../shared/contract/checkout.ts';
import { ApiProblem, connectionFailed, type ProblemFacts } from '../../api/problem.ts';
import { type BuyBody, makePayDesk, type PayCalls } from './pay-desk.ts';
import { purchaseKey } from './purchase-key.ts';

const body: BuyBody = { cartId: 'cart-1', agreedCents: 1_000, paymentToken: 'tok' };
const order = { id: 'order-1', number: 'F-1' } as Order;
const failure = { reason: 'declined', detail: null, notices: [], dueCents: null, retryAt: null } as const;
const make = (state: Purchase['state'], more: Partial<Purchase> = {}): Purchase => ({
  id: 'purchase-1',
  state,
  order: state === 'sold' ? order : null,
  failure: state === 'failed' ? { ...failure, notices: [] } : null,
  cart: null,
  ...more,
});
const problem = (code: ProblemFacts['code'], status: number) =>
  new ApiProblem({ code, status, title: '', detail: '', requestId: null, params: {}, errors: [] });

beforeEach(() => sessionStorage.clear());

/** Answers come from lists, in their order; the last one stays. */
function makeDesk(said: { buy?: unknown[]; readOf?: unknown[]; read?: unknown[] }) {
  const keys: string[] = [];
  const next = (list: unknown[] = []) => {
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  let waited = 0;
  const calls: PayCalls = {
    buy: async (_, key) => {
      keys.push(key);
      return next(said.buy) as Purchase;
    },
    readOf: async () => (next(said.readOf) ?? null) as Purchase | null,
    read: async () => next(said.read) as Purchase,
    wait: async (milliseconds) => {
      waited += milliseconds;
    },
  };
  const key = purchaseKey('cart-1');
  const desk = makePayDesk('cart-1', key, calls);
  const steps: string[] = [];
  desk.state.subscribe(() => steps.push(desk.state.get().step));
  return { desk, key, keys, steps, waited: () => waited };
}

it('a purchase that is sold at once says so, and its key is spent', async () => {
  const { desk, key, steps } = makeDesk({ buy: [make('sold')] });
  await desk.pay(body);
  expect([desk.state.get(), steps, key.isTaken()]).toEqual([{ step: 'sold', order }, ['buying', 'sold'], false]);
});

it('pressing twice buys once', async () => {
  const { desk, keys } = makeDesk({ buy: [make('sold')] });
  await Promise.all([desk.pay(body), desk.pay(body)]);
  await desk.pay(body);
  expect(keys).toHaveLength(1);
});

it('a purchase under way is looked at until the vendor has said what became of it', async () => {
  const { desk, steps } = makeDesk({
    buy: [make('pending')],
    read: [make('pending'), make('asking'), connectionFailed(null), make('asking'), make('sold')],
  });
  await desk.pay(body);
  expect([...new Set(steps)]).toEqual(['buying', 'asking', 'sold']);
});

it('a purchase that failed may be tried again, with another key', async () => {
  const { desk, keys } = makeDesk({ buy: [make('failed'), make('sold')] });
  await desk.pay(body);
  expect(desk.state.get()).toMatchObject({ step: 'failed', failure: { reason: 'declined' } });
  await desk.pay(body);
  expect([desk.state.get().step, new Set(keys).size]).toEqual(['sold', 2]);
});

it('a request whose answer was lost is never a second purchase: the same key is sent again', async () => {
  const { desk, keys } = makeDesk({ buy: [connectionFailed(null), make('sold')], readOf: [null] });
  await desk.pay(body);
  expect([desk.state.get().step, keys.length, new Set(keys).size]).toEqual(['sold', 2, 1]);
});

it('when the lost request did arrive its purchase is followed and nothing is sent again', async () => {
  const { desk, keys } = makeDesk({
    buy: [problem('server.failed', 500)],
    readOf: [make('pending')],
    read: [make('sold')],
  });
  await desk.pay(body);
  expect([desk.state.get().step, keys.length]).toEqual(['sold', 1]);
});

it('a cart that is bought in another tab is followed there', async () => {
  const { desk } = makeDesk({
    buy: [problem('purchase.under_way', 409)],
    readOf: [make('asking')],
    read: [make('sold')],
  });
  await desk.pay(body);
  expect(desk.state.get().step).toBe('sold');
});

it('a refusal before anything was begun is said as it is', async () => {
  const { desk, waited } = makeDesk({ buy: [problem('cart.not_held', 409)], readOf: [null] });
  await desk.pay(body);
  expect(desk.state.get()).toMatchObject({ step: 'refused', problem: { code: 'cart.not_held' } });
  expect(waited()).toBe(0);
});

it('a page without connection says that it looks, and gives up in the end', async () => {
  const { desk, steps, keys } = makeDesk({ buy: [connectionFailed(null)], readOf: [connectionFailed(null)] });
  await desk.pay(body);
  expect([...new Set(steps)]).toEqual(['buying', 'refused']);
  expect(new Set(keys).size).toBe(1);
});

it('a page that is opened anew goes on with the purchase it left', async () => {
  const { desk, keys } = makeDesk({ readOf: [make('asking')], read: [make('sold')] });
  await desk.resume();
  expect([desk.state.get().step, keys]).toEqual(['sold', []]);
});

it('a failure of long ago is no news, one of this page is', async () => {
  const old = makeDesk({ readOf: [make('failed')] });
  await old.desk.resume();
  expect(old.desk.state.get().step).toBe('ready');
  const left = makeDesk({ readOf: [make('failed')] });
  left.key.take();
  await left.desk.resume();
  expect(left.desk.state.get().step).toBe('failed');
});

it('a page that is left asks nothing more', async () => {
  const { desk, steps } = makeDesk({ buy: [make('pending')], read: [make('pending')] });
  const paying = desk.pay(body);
  desk.stop();
  await paying;
  expect(steps).toEqual(['buying']);
});
