import { expect, it } from 'vitest';
import type { Cart, HoldAnswer } from '../../../shared/contract/carts.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { Ask, NotHeld } from './asks.ts';
import { makeHoldDesk } from './hold-desk.ts';

const cart = {} as Cart;
const ask = (eventCode: string): Ask => ({ eventCode, seats: { kind: 'best', priceCode: 'C' } });
const asks = ['A', 'B', 'C', 'D'].map(ask);
const held: HoldAnswer = { cart, notHeld: [], line: null };
const not = (eventCode: string, reason: NotHeld['reason']): NotHeld => ({ eventCode, reason, alternatives: [] });
const line = { place: 2, retryAt: '2026-01-01T00:00:10.000Z' };
const problem = (code: 'cart.busy' | 'cart.fixed') =>
  new ApiProblem({ code, status: 409, title: '', detail: '', requestId: null, params: {}, errors: [] });

function makeDesk(answers: (HoldAnswer | Error)[]) {
  const asked: string[] = [];
  const kept: (number | null)[] = [];
  const waits: string[] = [];
  const desk = makeHoldDesk({
    async hold(some) {
      asked.push(some.map(({ eventCode }) => eventCode).join(''));
      const answer = answers.shift() ?? held;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    take: () => {},
    keep: (all) => kept.push(all?.length ?? null),
    until: async (instant) => void waits.push(instant),
    wait: async (milliseconds) => void waits.push(String(milliseconds)),
  });
  return { desk, asked, kept, waits };
}

it('holds all games a few at a time, and keeps what is left over a reload', async () => {
  const { desk, asked, kept } = makeDesk([]);
  expect(await desk.hold(asks)).toBe(true);
  expect([asked, kept]).toEqual([
    ['ABC', 'D'],
    [4, 1, null],
  ]);
  expect(desk.state.get()).toMatchObject({ isRunning: false, total: 4, done: 4, refused: [], problem: null });
});

it('waits in line until the instant it was told, then goes on with those that were not held', async () => {
  const { desk, asked, waits } = makeDesk([{ cart, notHeld: [not('B', 'waiting'), not('C', 'waiting')], line }, held]);
  expect(await desk.hold(asks)).toBe(true);
  expect([asked, waits]).toEqual([['ABC', 'BCD'], [line.retryAt]]);
});

it('a game that is refused is said, and the others are still held', async () => {
  const { desk, asked } = makeDesk([{ cart, notHeld: [not('B', 'seats_gone')], line: null }, held]);
  expect(await desk.hold(asks)).toBe(false);
  expect([asked, desk.state.get().refused]).toEqual([['ABC', 'D'], [not('B', 'seats_gone')]]);
  expect(await desk.hold([ask('B')])).toBe(true);
  expect(desk.state.get().refused).toEqual([]);
});

it('a refusal of one game is not forgotten by holding another', async () => {
  const { desk } = makeDesk([{ cart, notHeld: [not('A', 'seats_gone')], line: null }, held]);
  await desk.hold([ask('A')]);
  expect(await desk.hold([ask('B')])).toBe(false);
  expect(desk.state.get().refused).toEqual([not('A', 'seats_gone')]);
  desk.forget('A');
  expect(desk.state.get().refused).toEqual([]);
});

it('a cart that another tab works on is tried again; any other problem ends it', async () => {
  const { desk, waits, kept } = makeDesk([problem('cart.busy'), problem('cart.fixed')]);
  expect(await desk.hold(asks)).toBe(false);
  expect(waits).toEqual(['1500']);
  expect(desk.state.get()).toMatchObject({ isRunning: false, problem: { code: 'cart.fixed' } });
  expect(kept.at(-1)).toBeNull();
});

it('when the fan leaves, what was asked is kept and nothing more is asked', async () => {
  const { desk, asked, kept } = makeDesk([]);
  const holding = desk.hold(asks);
  desk.stop();
  expect(await holding).toBe(false);
  expect([asked, kept]).toEqual([['ABC'], [4, 1]]);
});
