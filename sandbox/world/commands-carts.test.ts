import { expect, it } from 'vitest';
import { freeSeats, holdOf, makeTestWorld, type TestWorld } from './testing.ts';

type Line = {
  section_name: string;
  row_name: string;
  seat_num: number;
  price: string;
  class: string;
  price_code: string;
};
const cart = (test: TestWorld) => test.ask('shopping_cart', { session_id: 'cart-1' });
const best = {
  session_id: 'cart-1',
  event_name: 'GSW02',
  class: 'FLEX',
  price_code: 'K',
  ticket_type_code: '3GP',
  num_seats: 2,
  contiguous: 'Y',
};
const seat = (section_name: string, row_name: string, first_seat: number, last_seat = first_seat) => ({
  section_name,
  row_name,
  first_seat,
  last_seat,
});

it('a cart that was never opened is NONE', () => {
  expect(cart(makeTestWorld())).toEqual({
    session_id: 'cart-1',
    status: 'NONE',
    expires: null,
    acct_id: null,
    order_num: null,
    lines: [],
    total: '0.00',
  });
});

it('named seats are held at the price of their price code, a line a seat', () => {
  const test = makeTestWorld({ house: 'full' });
  const request = { ...best, seats: [seat('201', '2', 3, 4), seat('202', '2', 1)] };
  const line = { event_name: 'GSW02', class: 'FLEX', price_code: 'J', ticket_type_code: '3GP', price: '81.00' };
  const answer = test.ask('seats_hold_specific', request);
  expect(answer).toEqual({
    session_id: 'cart-1',
    status: 'OPEN',
    expires: '2026-11-22T01:21:00Z',
    acct_id: null,
    order_num: null,
    lines: [
      { ...line, section_name: '201', row_name: '2', seat_num: 3 },
      { ...line, section_name: '201', row_name: '2', seat_num: 4 },
      { ...line, section_name: '202', row_name: '2', seat_num: 1 },
    ],
    total: '243.00',
  });
  expect(cart(test)).toEqual(answer);
  expect(test.world.holds()).toHaveLength(3);
});

it('of named seats all are held or none', () => {
  const test = makeTestWorld({ house: 'full' });
  test.ask('seats_hold_specific', { ...best, session_id: 'other', seats: [seat('201', '2', 5)] });
  expect(test.result('seats_hold_specific', { ...best, seats: [seat('201', '2', 3, 5)] })).toBe(6001);
  expect(cart(test).status).toBe('NONE');
  expect(test.world.holds()).toHaveLength(1);
});

it.each([
  ['a seat that does not exist', { seats: [seat('201', '2', 13, 14)] }, 6001],
  ['a seat of another class', { seats: [seat('201', 'W', 1)] }, 6001],
  ['a class that is not granted', { class: 'SEASON', seats: [seat('201', '2', 1)] }, 6003],
  ['an event that does not exist', { event_name: 'NOPE', seats: [seat('201', '2', 1)] }, 4004],
  ['an event that is over', { event_name: 'GSW01', seats: [seat('201', '2', 1)] }, 6004],
  ['a ticket type that does not exist', { ticket_type_code: 'NOPE', seats: [seat('201', '2', 1)] }, 6005],
  ['a seat named twice', { seats: [seat('201', '2', 1, 2), seat('201', '2', 2)] }, 4002],
  ['no seats', { seats: [] }, 4002],
  ['a range that ends before it begins', { seats: [seat('201', '2', 3, 2)] }, 4002],
  ['a session with a strange name', { session_id: 'a b', seats: [seat('201', '2', 1)] }, 4002],
])('a hold of %s is refused and opens no cart', (_, more, code) => {
  const test = makeTestWorld({ house: 'full' });
  const changes = test.world.changes();
  expect(test.result('seats_hold_specific', { ...best, ...more })).toBe(code);
  expect(test.world.changes()).toBe(changes);
  expect(cart(test).status).toBe('NONE');
});

it('a ticket type without a price for the price code is refused', () => {
  const test = makeTestWorld({ house: 'full' });
  const request = { ...best, class: 'PREM', ticket_type_code: 'STU', seats: [seat('FLR1', 'A', 1)] };
  expect(test.result('seats_hold_specific', request)).toBe(6005);
  expect(test.result('seats_hold', { ...best, class: 'PREM', price_code: 'A', ticket_type_code: 'STU' })).toBe(6005);
});

it('best available holds neighbours of the best quality, and says what it added', () => {
  const test = makeTestWorld({ house: 'full' });
  const first = test.ask('seats_hold', best);
  expect(first.held).toEqual(first.lines);
  const second = test.ask('seats_hold', best);
  const held = second.held as Line[];
  expect(second.lines).toEqual([...(first.lines as Line[]), ...held]);
  expect(held.map(({ price_code, class: name }) => [price_code, name])).toEqual([
    ['K', 'FLEX'],
    ['K', 'FLEX'],
  ]);
  const [one, two] = held;
  expect([one?.section_name, one?.row_name, (one?.seat_num ?? 0) + 1]).toEqual([
    two?.section_name,
    two?.row_name,
    two?.seat_num,
  ]);
});

it('best available keeps to the section it is asked for, and refuses what is not together', () => {
  const test = makeTestWorld({ house: 'full' });
  const held = test.ask('seats_hold', { ...best, section_name: '202', num_seats: 3 }).held as Line[];
  expect(held.map(({ section_name }) => section_name)).toEqual(['202', '202', '202']);
  expect(test.result('seats_hold', { ...best, num_seats: 20 })).toBe(6002);
  expect(test.ask('seats_hold', { ...best, num_seats: 20, contiguous: 'N' }).held).toHaveLength(20);
  expect(test.result('seats_hold', { ...best, num_seats: 190, contiguous: 'N' })).toBe(6002);
  expect(test.result('seats_hold', { ...best, num_seats: 0 })).toBe(4002);
});

it('a vague request is answered with the best seat, which may be dearer', () => {
  const test = makeTestWorld({ house: 'full' });
  const held = (more: object) =>
    (test.ask('seats_hold', { ...best, ...more }).held as Line[]).map((line) => line.class);
  expect(held({ class: '', price_code: '', ticket_type_code: 'ADULT' })).toEqual(['PREM', 'PREM']);
  expect(held({ price_code: '' })).toEqual(['FLEX', 'FLEX']);
});

it('a cart holds seats of many events, and all of them expire together', () => {
  const test = makeTestWorld();
  const { ask, clock, world, result } = test;
  const before = ['GSW02', 'GSW03'].map((code) => freeSeats(test, code));
  ask('seats_hold_specific', holdOf(test, 'GSW02', 2));
  clock.at += 600_000;
  const second = ask('seats_hold_specific', holdOf(test, 'GSW03', 2));
  expect(second.expires).toBe('2026-11-22T01:21:00Z');
  clock.at += 299_999;
  expect(cart(test)).toMatchObject({ status: 'OPEN', lines: [{}, {}, {}, {}] });
  clock.at += 1;
  expect(cart(test)).toMatchObject({ status: 'EXPIRED', lines: [], total: '0.00' });
  expect(['GSW02', 'GSW03'].map((code) => freeSeats(test, code))).toEqual(before);
  expect(world.holds()).toEqual([]);
  expect(result('seats_hold_specific', holdOf(test, 'GSW02', 2))).toBe(6010);
  expect(result('seats_release', { session_id: 'cart-1' })).toBe(6010);
});

it('the lifetime of holds is the one that was set', () => {
  const test = makeTestWorld({ holdSeconds: 30 });
  expect(test.ask('seats_hold_specific', holdOf(test, 'GSW02', 1)).expires).toBe('2026-11-22T01:06:30Z');
  test.clock.at += 30_000;
  expect(cart(test).status).toBe('EXPIRED');
});

it('a release takes out everything, an event or named seats', () => {
  const test = makeTestWorld({ house: 'full' });
  const { ask } = test;
  const hold = (event_name: string) =>
    ask('seats_hold_specific', { ...best, event_name, seats: [seat('201', '2', 1, 4)] });
  const left = (answer: Record<string, unknown>) => (answer.lines as Line[]).map((line) => line.seat_num);
  hold('GSW02');
  hold('GSW03');
  const named = { session_id: 'cart-1', event_name: 'GSW02', seats: [seat('201', '2', 2, 3)] };
  expect(left(ask('seats_release', named))).toEqual([1, 4, 1, 2, 3, 4]);
  expect(left(ask('seats_release', { session_id: 'cart-1', event_name: 'GSW02' }))).toEqual([1, 2, 3, 4]);
  expect(ask('seats_release', { session_id: 'cart-1' })).toMatchObject({ status: 'OPEN', lines: [], total: '0.00' });
  expect(test.world.holds()).toEqual([]);
});

it('a release of what is not in the cart releases nothing', () => {
  const test = makeTestWorld({ house: 'full' });
  test.ask('seats_hold_specific', { ...best, seats: [seat('201', '2', 1, 2)] });
  const request = { session_id: 'cart-1', event_name: 'GSW02', seats: [seat('201', '2', 2, 3)] };
  expect(test.result('seats_release', request)).toBe(6012);
  expect(test.world.holds()).toHaveLength(2);
  expect(test.result('seats_release', { session_id: 'cart-1', seats: request.seats })).toBe(4002);
  expect(test.result('seats_release', { session_id: 'cart-2' })).toBe(6011);
});

it('nobody sees or uses the cart of another user', () => {
  const test = makeTestWorld();
  test.ask('seats_hold_specific', holdOf(test, 'GSW02', 1));
  expect(test.result('shopping_cart', { session_id: 'cart-1' }, 'OTHER')).toBe(6011);
  expect(test.result('seats_release', { session_id: 'cart-1' }, 'OTHER')).toBe(6011);
  expect(test.result('seats_hold_specific', holdOf(test, 'GSW02', 1), 'OTHER')).toBe(6011);
});

it('add-ons are held like seats, and those not yet on sale are not', () => {
  const test = makeTestWorld({ size: 'season' });
  const request = { ...best, event_name: 'PARK', price_code: 'PK', ticket_type_code: 'ADDON', num_seats: 1 };
  expect(test.ask('seats_hold', request)).toMatchObject({ total: '36.00' });
  expect(test.result('seats_hold', { ...request, event_name: 'FANFEST', price_code: 'LG' })).toBe(6004);
});

it('an event is sold until one hour after its tip-off', () => {
  const test = makeTestWorld();
  const request = holdOf(test, 'GSW02', 1);
  test.clock.at = Date.parse('2026-11-23T02:29:59Z');
  expect(test.result('seats_hold_specific', request)).toBe(0);
  test.clock.at += 1000;
  expect(test.result('seats_hold_specific', { ...request, session_id: 'late' })).toBe(6004);
});
