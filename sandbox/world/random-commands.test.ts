import { expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import type { Fields } from '../types.ts';
import { freeSeats, makeTestWorld, type TestWorld } from './testing.ts';
import { makeWorld } from './world.ts';

type Line = { event_name: string; section_name: string; row_name: string; seat_num: number; price: string };
const events = ['GSW02', 'GSW03', 'GSW05', 'PARK'];
const keyOf = (line: Line) => [line.event_name, line.section_name, line.row_name, line.seat_num].join('/');

/** Commands and acts by chance, as many carts and accounts make them; answers what was paid for, as callers were told. */
function live(test: TestWorld, seed: number, steps: number): Map<string, Fields> {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const paid = new Map<string, Fields>();
  const attempt = (cmd: string, request: Fields): Fields | null => (test.result(cmd, request) === 0 ? request : null);
  for (let step = 0; step < steps; step += 1) {
    const session_id = `cart-${Math.floor(step / 40)}-${Math.floor(random() * 6)}`;
    const acct_id = pick(['100001', '100002']);
    const event_name = pick(events);
    const seat = pick(freeSeats(test, event_name));
    const hold = {
      session_id,
      event_name,
      class: seat?.className ?? 'FLEX',
      ticket_type_code: pick(['ADULT', 'MEM', 'STU']),
    };
    const chance = random();
    if (chance < 0.25)
      attempt('seats_hold', { ...hold, num_seats: 1 + Math.floor(random() * 4), contiguous: pick(['Y', 'N']) });
    else if (chance < 0.45 && seat !== undefined) {
      const range = {
        section_name: seat.section,
        row_name: seat.row,
        first_seat: seat.first,
        last_seat: seat.first + Math.floor(random() * 3),
      };
      attempt('seats_hold_specific', { ...hold, seats: [range] });
    } else if (chance < 0.5) attempt('seats_release', random() < 0.5 ? { session_id } : { session_id, event_name });
    else if (chance < 0.6) attempt('check_out', { session_id, acct_id });
    else if (chance < 0.8) {
      const { total, acct_id: bound } = test.ask('shopping_cart', { session_id });
      const payment = {
        session_id,
        acct_id: bound ?? acct_id,
        amount: total,
        payment_method: 'CARD',
        payment_token: pick(['tok_visa', 'tok_visa', 'tok_declined']),
      };
      if (attempt('payment_request', payment) !== null) {
        const { order_num, lines } = test.ask('payment_request', payment);
        if (!paid.has(String(order_num))) paid.set(String(order_num), { lines });
      }
    } else if (chance < 0.85) test.clock.at += Math.floor(random() * 120_000);
    else if (chance < 0.9) test.world.acts.sellByOthers({ eventName: event_name, count: 1 + Math.floor(random() * 3) });
    else if (chance < 0.93) test.world.acts.returnSeats({ eventName: event_name, count: 1 });
    else if (chance < 0.95) test.world.acts.changePrices({ eventName: event_name, percent: pick([90, 110]) });
    else if (chance < 0.97) test.world.acts.dropHolds({ sessionId: session_id });
    else if (paid.size > 0) test.world.acts.endOrder({ orderNum: pick([...paid.keys()]), status: 'REFUNDED' });
    if (step % 10 === 0) test.world.check();
  }
  return paid;
}

/** By the ledger alone: a seat has one owner, and is sold only when nobody has it. */
function ownersOf(test: TestWorld): Map<string, string> {
  const owners = new Map<string, string>();
  for (const entry of test.world.ledger()) {
    const key = keyOf(entry);
    if (entry.kind === 'SOLD') {
      expect(owners.get(key)).toBeUndefined();
      owners.set(key, entry.order_num);
    } else if (entry.order_num !== 'BEFORE') {
      expect(owners.get(key)).toBe(entry.order_num);
      owners.delete(key);
    }
  }
  return owners;
}

it.each([1, 2, 3])('whatever is called, a seat has one owner and the ledger says what was sold (chance %i)', (seed) => {
  const test = makeTestWorld({ seed });
  const paid = live(test, seed, 800);
  test.world.check();
  const owners = ownersOf(test);
  const heldOrSold = [...test.world.holds().map(keyOf), ...owners.keys()];
  expect(new Set(heldOrSold).size).toBe(heldOrSold.length);
  const free = new Set(
    events.flatMap((event_name) =>
      freeSeats(test, event_name).flatMap(({ section, row, first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => [event_name, section, row, first + index].join('/')),
      ),
    ),
  );
  expect(heldOrSold.filter((key) => free.has(key))).toEqual([]);
  const sold = test.world.ledger().filter(({ kind, channel }) => kind === 'SOLD' && channel === 'FLEX');
  expect(paid.size).toBeGreaterThan(5);
  expect(new Set(sold.map(({ order_num }) => order_num))).toEqual(new Set(paid.keys()));
  for (const [order, { lines }] of paid) {
    const ofOrder = sold.filter(({ order_num }) => order_num === order);
    expect(ofOrder.map((entry) => [keyOf(entry), entry.price])).toEqual(
      (lines as Line[]).map((line) => [keyOf(line), line.price]),
    );
  }
  const paidCents = test.world.charges().filter(({ kind }) => kind === 'PAID');
  const total = (amounts: readonly string[]) =>
    amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0);
  expect(total(paidCents.map(({ amount }) => amount))).toBe(total(sold.map(({ price }) => price)));
});

it('the same seed and the same calls make the same world, and another seed another one', () => {
  const all = [4, 4, 5].map((seed) => {
    const test = makeTestWorld({ seed });
    live(test, 9, 150);
    return JSON.stringify([test.world.ledger(), test.world.holds(), test.world.charges(), test.world.snapshot()]);
  });
  expect(all[0]).toBe(all[1]);
  expect(all[0]).not.toBe(all[2]);
});

it('a world that was written down and read goes on as if it had never stopped', () => {
  const test = makeTestWorld({ seed: 6 });
  live(test, 1, 300);
  test.world.acts.moveEvent({ eventName: 'GSW04', date: '2026-11-01' });
  test.world.acts.cancelEvent({ eventName: 'GSW05' });
  test.ask('customer_add', { email: 'new@fan.example', name_first: 'New', name_last: 'Fan' });
  const snapshot: unknown = JSON.parse(JSON.stringify(test.world.snapshot()));
  const later = makeTestWorld({ seed: 6 });
  later.clock.at = test.clock.at;
  const world = makeWorld({ now: () => later.clock.at + 0, seed: 6, size: 'small', holdSeconds: 900 });
  world.restore(snapshot);
  later.world.restore(snapshot);
  for (const one of [world, later.world]) {
    one.check();
    expect(one.snapshot()).toEqual(snapshot);
    expect([one.ledger(), one.holds(), one.charges(), one.summary()]).toEqual([
      test.world.ledger(),
      test.world.holds(),
      test.world.charges(),
      test.world.summary(),
    ]);
  }
  for (const event_name of [...events, 'GSW01', 'GSW04'])
    expect(freeSeats(later, event_name)).toEqual(freeSeats(test, event_name));
  live(test, 2, 200);
  live(later, 2, 200);
  expect(later.world.snapshot()).toEqual(test.world.snapshot());
});
