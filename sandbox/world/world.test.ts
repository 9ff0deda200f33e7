import { expect, it } from 'vitest';
import { stockOf } from './state.ts';
import { holdSeat } from './stock.ts';
import { freeSeats, holdOf, makeTestWorld } from './testing.ts';

it('a snapshot holds what happened, not the seats', () => {
  const test = makeTestWorld({ size: 'season' });
  for (const code of ['GSW05', 'GSW07', 'GSW09']) test.ask('seats_hold_specific', holdOf(test, code, 4));
  expect(JSON.stringify(test.world.snapshot()).length).toBeLessThan(2_000);
});

it('a restored world keeps the season it was made with, whenever it is restored', () => {
  const test = makeTestWorld();
  const later = makeTestWorld();
  later.clock.at += 60 * 86_400_000;
  later.world.restore(test.world.snapshot());
  expect(freeSeats(later, 'GSW03')).toEqual(freeSeats(test, 'GSW03'));
  expect(later.world.summary()).toEqual(test.world.summary());
});

it('carts that ended while nobody looked have expired when a world is restored later', () => {
  const test = makeTestWorld();
  test.ask('seats_hold_specific', holdOf(test, 'GSW02', 2));
  const snapshot = test.world.snapshot();
  const later = makeTestWorld();
  later.clock.at += 900_000;
  later.world.restore(snapshot);
  expect(later.ask('shopping_cart', { session_id: 'cart-1' })).toMatchObject({ status: 'EXPIRED', lines: [] });
  expect(later.world.holds()).toEqual([]);
});

it('changes grow with every change, and with nothing else', () => {
  const test = makeTestWorld();
  const { world, ask, clock } = test;
  const request = holdOf(test, 'GSW02', 1);
  const changed = (work: () => void) => {
    const before = world.changes();
    work();
    return world.changes() > before;
  };
  expect(changed(() => ask('shopping_cart', { session_id: 'cart-1' }))).toBe(false);
  expect(changed(() => freeSeats(test, 'GSW02'))).toBe(false);
  expect(changed(() => ask('seats_hold_specific', request))).toBe(true);
  expect(changed(() => ask('check_out', { session_id: 'cart-1', acct_id: '100001' }))).toBe(true);
  expect(changed(() => ask('check_out', { session_id: 'cart-1', acct_id: '100001' }))).toBe(false);
  clock.at += 900_000;
  expect(changed(() => ask('shopping_cart', { session_id: 'cart-1' }))).toBe(true);
  expect(changed(() => world.acts.sellByOthers({ eventName: 'GSW02', priceCode: 'NONE' }))).toBe(true); // It used chance.
  expect(changed(() => world.restore(world.snapshot()))).toBe(true);
});

it.each([
  ['nothing', null],
  ['another format', { format: 2 }],
  ['a part', { format: 1, seed: 7, size: 'small', house: 'usual' }],
])('%s is no snapshot, and leaves the world as it was', (_, snapshot) => {
  const test = makeTestWorld();
  test.ask('seats_hold_specific', holdOf(test, 'GSW02', 1));
  expect(() => test.world.restore(snapshot)).toThrow('no snapshot');
  expect(test.world.holds()).toHaveLength(1);
});

it.each([{ seed: 8 }, { size: 'season' }, { house: 'full' }] as const)(
  'a snapshot of %o is of another world',
  (other) => {
    const snapshot = makeTestWorld(other).world.snapshot();
    expect(() => makeTestWorld().world.restore(snapshot)).toThrow('another world');
  },
);

it('a seat that would be held twice is an error that names it', () => {
  const { world } = makeTestWorld({ house: 'full' });
  const event = world.state().events[1];
  if (event === undefined) throw new Error('no event');
  const stock = stockOf(world.state(), event);
  holdSeat(stock, 0, 'one');
  expect(() => holdSeat(stock, 0, 'two')).toThrow('Seat FLR1 AA 1 of ARENA should go from 0 of undefined to 2 of two');
  expect(() => world.check()).toThrow('belongs to undefined');
});

it('a check sees a cart and an order that have the same seat', () => {
  const test = makeTestWorld();
  test.ask('seats_hold_specific', holdOf(test, 'GSW02', 1));
  const cart = test.world.state().carts.get('cart-1');
  test.world.check();
  test.world.state().carts.set('copy', { ...structuredClone(cart ?? null), session: 'copy' } as never);
  test.world.state().open.add('copy');
  expect(() => test.world.check()).toThrow('is in cart-1 and in copy');
});
