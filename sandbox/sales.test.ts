import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seededRandom } from './random.ts';
import { makeSales } from './sales.ts';
import { makeWorld } from './world/world.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 20) }));
afterEach(() => vi.useRealTimers());

function makeSelling() {
  const world = makeWorld({ now: () => Date.now(), seed: 1, size: 'small', holdSeconds: 600 });
  return { world, sales: makeSales(world.acts, seededRandom(1)) };
}

it('other channels sell about so often, until they are told to stop', () => {
  const { world, sales } = makeSelling();
  const orders = () => new Set(world.ledger().map(({ order_num }) => order_num)).size;
  vi.advanceTimersByTime(600_000);
  expect(orders()).toBe(0);
  sales.set(6);
  vi.advanceTimersByTime(600_000);
  const sold = orders();
  expect(sold).toBeGreaterThan(50);
  expect(sold).toBeLessThan(70);
  sales.set(0);
  vi.advanceTimersByTime(600_000);
  expect(orders()).toBe(sold);
  expect(sales.perMinute()).toBe(0);
});

it('two rates at once are one: the last that was set', () => {
  const { world, sales } = makeSelling();
  for (let again = 0; again < 10; again += 1) sales.set(6);
  vi.advanceTimersByTime(600_000);
  expect(new Set(world.ledger().map(({ order_num }) => order_num)).size).toBeLessThan(70);
});

it('an arena that is sold out is no error', () => {
  const { world, sales } = makeSelling();
  for (const { facts } of world.state().events) world.acts.sellByOthers({ eventName: facts.code, count: 10_000 });
  const before = world.ledger().length;
  sales.set(60);
  vi.advanceTimersByTime(60_000);
  expect(world.ledger()).toHaveLength(before);
});
