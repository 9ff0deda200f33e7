import { expect, it } from 'vitest';
import { Refusal } from '../types.ts';
import { freeSeats, holdOf, makeTestWorld, type TestWorld } from './testing.ts';

const fan = { session_id: 'cart-1', acct_id: '100001' };
const count = (test: TestWorld, code: string) =>
  freeSeats(test, code).reduce((sum, { first, last }) => sum + last - first + 1, 0);
const range = (sectionName: string, rowName: string, firstSeat: number, lastSeat: number) => ({
  sectionName,
  rowName,
  firstSeat,
  lastSeat,
});

function buy(test: TestWorld, ...events: string[]): string {
  for (const code of events) test.ask('seats_hold_specific', holdOf(test, code, 2));
  const { amount_due: amount } = test.ask('check_out', fan);
  const payment = { ...fan, amount, payment_method: 'CARD', payment_token: 'tok_visa' };
  return String(test.ask('payment_request', payment).order_num);
}

it('others buy so many free seats of an event, class and price code', () => {
  const test = makeTestWorld();
  const before = count(test, 'GSW02');
  const { sold } = test.world.acts.sellByOthers({ eventName: 'GSW02', className: 'FLEX', priceCode: 'K', count: 5 });
  expect(sold).toHaveLength(5);
  expect(count(test, 'GSW02')).toBe(before - 5);
  expect(test.world.ledger()).toMatchObject(
    sold.map((seat) => ({ ...seat, kind: 'SOLD', channel: 'OTHER', price_code: 'K' })),
  );
  test.world.check();
});

it('others buy of named seats those that are free, never those in a cart', () => {
  const test = makeTestWorld({ house: 'full' });
  const hold = holdOf(test, 'GSW02', 2);
  const held = { ...hold, seats: [{ section_name: '201', row_name: '2', first_seat: 3, last_seat: 4 }] };
  test.ask('seats_hold_specific', held);
  const what = { eventName: 'GSW02', seats: [range('201', '2', 1, 5), range('201', '2', 5, 99)] };
  const numbers = test.world.acts.sellByOthers(what).sold.map(({ seat_num }) => seat_num);
  expect(numbers).toEqual([1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(test.world.acts.sellByOthers(what).sold).toEqual([]);
  expect(test.world.holds()).toHaveLength(2);
});

it('others buy what there is when it is less than they want, and of any event on sale when none is said', () => {
  const test = makeTestWorld();
  const { sold } = test.world.acts.sellByOthers({ eventName: 'GSW02', className: 'FLEX', count: 100_000 });
  expect(freeSeats(test, 'GSW02').filter(({ className }) => className === 'FLEX')).toEqual([]);
  expect(sold.length).toBeLessThan(400);
  const events = Array.from({ length: 40 }, () => test.world.acts.sellByOthers({}).sold[0]?.event_name);
  expect(events).not.toContain('GSW01');
  expect(new Set(events).size).toBeGreaterThan(2);
  while (test.world.acts.sellByOthers({ count: 1000 }).sold.length > 0);
  expect(
    ['GSW02', 'GSW03', 'GSW05', 'PARK'].flatMap((code) => freeSeats(test, code)).map(({ className }) => className),
  ).not.toContain('FLEX');
});

it('a trade leaves every count of the summary as it was and the seats different', () => {
  const test = makeTestWorld();
  const summary = () => test.ask('get_avail_seats', { event_name: 'GSW03', summary_flag: 'Y' });
  const [counts, seats] = [summary(), freeSeats(test, 'GSW03')];
  const { sold, returned } = test.world.acts.tradeSeats({ eventName: 'GSW03' });
  expect(sold.section_name).toBe(returned.section_name);
  const sorted = (answer: Record<string, unknown>) =>
    (answer.sections as object[]).map((section) => JSON.stringify(section)).sort();
  expect(sorted(summary())).toEqual(sorted(counts));
  expect(freeSeats(test, 'GSW03')).not.toEqual(seats);
  test.world.check();
});

it('a trade without a pair is refused and changes nothing', () => {
  const { world } = makeTestWorld({ house: 'full' });
  expect(() => world.acts.tradeSeats({ eventName: 'GSW02' })).toThrow(Refusal);
  expect(world.ledger()).toEqual([]);
});

it('others give back what they bought, before the world began or after', () => {
  const test = makeTestWorld();
  const before = count(test, 'GSW02');
  const { returned } = test.world.acts.returnSeats({ eventName: 'GSW02', className: 'FLEX', count: 3 });
  expect(count(test, 'GSW02')).toBe(before + 3);
  expect(test.world.ledger()).toMatchObject(
    returned.map((seat) => ({ ...seat, kind: 'REFUNDED', order_num: 'BEFORE' })),
  );
  const full = makeTestWorld({ house: 'full' });
  full.world.acts.sellByOthers({ eventName: 'GSW02', count: 2 });
  full.world.acts.returnSeats({ eventName: 'GSW02', count: 5 });
  expect(full.world.ledger().map(({ kind }) => kind)).toEqual(['SOLD', 'SOLD', 'REFUNDED', 'REFUNDED']);
  full.world.check();
});

it('seats that a fan bought are not given back by others', () => {
  const test = makeTestWorld({ house: 'full' });
  buy(test, 'GSW02');
  expect(test.world.acts.returnSeats({ eventName: 'GSW02', count: 5 }).returned).toEqual([]);
});

it('holds are lost early: of one cart, or of all', () => {
  const test = makeTestWorld();
  for (const session_id of ['a', 'b', 'c']) test.ask('seats_hold_specific', holdOf(test, 'GSW02', 1, { session_id }));
  const before = count(test, 'GSW02');
  expect(test.world.acts.dropHolds({ sessionId: 'b' })).toEqual({ dropped: 1 });
  expect(test.ask('shopping_cart', { session_id: 'b' })).toMatchObject({ status: 'EXPIRED', lines: [] });
  expect(test.ask('shopping_cart', { session_id: 'a' }).status).toBe('OPEN');
  expect(test.world.acts.dropHolds({})).toEqual({ dropped: 2 });
  expect(test.world.acts.dropHolds({})).toEqual({ dropped: 0 });
  expect(count(test, 'GSW02')).toBe(before + 3);
});

it('prices change by a share or to an amount, for all or for what is named, and can be taken away', () => {
  const { world, ask, result } = makeTestWorld();
  const price = (code: string, priceCode: string, type: string) =>
    (ask('event_price_info', { event_name: code }).price_info as Record<string, string>[]).find(
      (row) => row.price_code === priceCode && row.ticket_type_code === type,
    )?.price;
  const before = Number(price('GSW02', 'K', 'ADULT'));
  expect(world.acts.changePrices({ eventName: 'GSW02', percent: 110 }).changed).toBe(115);
  expect(Number(price('GSW02', 'K', 'ADULT'))).toBeCloseTo(before * 1.1, 2);
  const one = { eventName: 'GSW02', priceCode: 'A', ticketTypeCode: 'STU' };
  expect(price('GSW02', 'A', 'STU')).toBeUndefined();
  expect(world.acts.changePrices({ ...one, price: '12.34' })).toEqual({ changed: 1 });
  expect(price('GSW02', 'A', 'STU')).toBe('12.34');
  expect(price('GSW03', 'A', 'STU')).toBeUndefined();
  expect(world.acts.changePrices({ ticketTypeCode: 'BF25', price: null }).changed).toBeGreaterThan(10);
  expect(price('GSW03', 'K', 'BF25')).toBeUndefined();
  const hold = { session_id: 'x', event_name: 'GSW03', class: 'FLEX', num_seats: 1, contiguous: 'Y' };
  expect(result('seats_hold', { ...hold, price_code: 'K', ticket_type_code: 'BF25' })).toBe(6005);
  expect(() => world.acts.changePrices({})).toThrow(Refusal);
  expect(() => world.acts.changePrices({ percent: 90, price: '1.00' })).toThrow(Refusal);
  expect(() => world.acts.changePrices({ price: 'much' })).toThrow(Refusal);
});

it('a refund frees the seats and gives the money and the fee back, once', () => {
  const test = makeTestWorld({ feeCents: 200 });
  const before = count(test, 'GSW02');
  const orderNum = buy(test, 'GSW02');
  expect(test.world.acts.endOrder({ orderNum, status: 'REFUNDED' })).toEqual({ seats: 2 });
  expect(test.world.acts.endOrder({ orderNum, status: 'REFUNDED' })).toEqual({ seats: 0 });
  expect(count(test, 'GSW02')).toBe(before);
  const [paid, refunded, ...more] = test.world.charges();
  expect(refunded).toEqual({ ...paid, kind: 'REFUNDED' });
  expect(more).toEqual([]);
  expect(test.world.ledger().map(({ kind }) => kind)).toEqual(['SOLD', 'SOLD', 'REFUNDED', 'REFUNDED']);
  expect(() => test.world.acts.endOrder({ orderNum: '1', status: 'REFUNDED' })).toThrow(Refusal);
});

it('an order may be cancelled without money', () => {
  const test = makeTestWorld();
  const orderNum = buy(test, 'GSW02');
  test.world.acts.endOrder({ orderNum, status: 'CANCELLED' });
  expect(test.world.charges().map(({ kind }) => kind)).toEqual(['PAID']);
  expect(test.ask('seats_sold', { acct_id: '100001' })).toMatchObject({ seats: [{ status: 'CANCELLED' }, {}] });
});

it('a cancelled event has no seats, leaves carts, pays back its own part and is on sale no more', () => {
  const test = makeTestWorld({ feeCents: 200 });
  buy(test, 'GSW02', 'GSW03');
  const held = holdOf(test, 'GSW03', 2, { session_id: 'cart-2' });
  test.ask('seats_hold_specific', held);
  test.world.acts.cancelEvent({ eventName: 'GSW03' });
  test.world.acts.cancelEvent({ eventName: 'GSW03' });
  expect(count(test, 'GSW03')).toBe(0);
  expect(test.ask('shopping_cart', { session_id: 'cart-2' })).toMatchObject({ status: 'OPEN', lines: [] });
  expect(test.result('seats_hold_specific', held)).toBe(6004);
  expect(test.world.acts.sellByOthers({ eventName: 'GSW03', count: 1 }).sold).toEqual([]);
  expect(test.ask('event_details', { event_filter: 'GSW03', event_filter_type: 'L' })).toMatchObject({
    events: [{ event_status: 'CANCELLED' }],
  });
  const [, refund] = test.world.charges();
  const part = test.world.ledger().filter(({ kind }) => kind === 'CANCELLED');
  expect(part.map(({ event_name }) => event_name)).toEqual(['GSW03', 'GSW03']);
  expect(Number(refund?.amount)).toBeCloseTo(
    part.reduce((sum, { price }) => sum + Number(price), 0),
    2,
  );
  test.world.check();
});

it('a moved event keeps its code and is sold until its new start', () => {
  const test = makeTestWorld();
  test.world.acts.moveEvent({ eventName: 'GSW04', date: '2027-01-15', time: '18:30' });
  expect(test.ask('event_details', { event_filter: 'GSW04', event_filter_type: 'L' })).toMatchObject({
    events: [
      { event_date: '2027-01-15', event_time: '18:30', time_status: 'SET', offsale_datetime: '2027-01-16T03:30:00Z' },
    ],
  });
  expect(() => test.world.acts.moveEvent({ eventName: 'NOPE', date: '2027-01-15' })).toThrow(Refusal);
  expect(() => test.world.acts.moveEvent({ eventName: 'GSW04', date: '2027-02-30' })).toThrow(Refusal);
  expect(() => test.world.acts.moveEvent({ eventName: 'GSW04', date: '2027-01-15', time: '25:00' })).toThrow(Refusal);
});
