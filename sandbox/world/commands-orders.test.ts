import { expect, it } from 'vitest';
import type { Fields } from '../types.ts';
import { commands } from './commands.ts';
import { holdOf, makeTestWorld, type TestWorld } from './testing.ts';

const fan = { session_id: 'cart-1', acct_id: '100001' };
const card = { payment_method: 'CARD', payment_token: 'tok_visa' };

/** A cart with two seats that is checked out, and the request that pays for it. */
function readyToPay(options: Parameters<typeof makeTestWorld>[0] = {}): TestWorld & { payment: Fields } {
  const test = makeTestWorld({ feeCents: 350, ...options });
  test.ask('seats_hold_specific', holdOf(test, 'GSW02', 2));
  const { amount_due } = test.ask('check_out', fan);
  return { ...test, payment: { ...fan, ...card, amount: amount_due } };
}

it('check-out says what is due with the fee, and binds the cart to the account', () => {
  const test = readyToPay();
  const due = test.ask('check_out', fan);
  expect(Number(due.amount_due)).toBeCloseTo(Number(due.total) + 3.5, 2);
  expect(due.fees_due).toBe('3.50');
  expect(test.ask('shopping_cart', fan)).toMatchObject({ status: 'OPEN', acct_id: '100001' });
  expect(test.result('check_out', { ...fan, acct_id: '100002' })).toBe(7003);
});

it('paying makes an order of the whole cart, in the ledger to the cent', () => {
  const { ask, world, payment } = readyToPay();
  const paid = ask('payment_request', payment);
  expect(paid).toMatchObject({ order_num: '700001', amount_paid: payment.amount, lines: [{ status: 'SOLD' }, {}] });
  expect(ask('shopping_cart', fan)).toMatchObject({
    status: 'SOLD',
    order_num: '700001',
    lines: [{}, {}],
    expires: null,
  });
  const [first, second] = world.ledger();
  expect(first).toEqual({
    seq: 1,
    at: '2026-11-22T01:06:00Z',
    kind: 'SOLD',
    channel: 'FLEX',
    order_num: '700001',
    acct_id: '100001',
    session_id: 'cart-1',
    ...(ask('shopping_cart', fan).lines as object[])[0],
  });
  expect(Number(first?.price) + Number(second?.price) + 3.5).toBeCloseTo(Number(payment.amount), 2);
  expect(world.charges()).toMatchObject([{ kind: 'PAID', amount: payment.amount, order_num: '700001' }]);
  expect(world.holds()).toEqual([]);
});

it('a cart that is sold answers its order again and charges nobody twice', () => {
  const { ask, result, world, payment, clock } = readyToPay();
  const paid = ask('payment_request', payment);
  clock.at += 3_600_000;
  expect(ask('payment_request', { ...payment, amount: '1.00', payment_token: 'tok_declined' })).toEqual(paid);
  expect(ask('check_out', fan)).toMatchObject({ amount_due: '0.00', fees_due: '3.50' });
  expect(result('payment_request', { ...payment, acct_id: '100002' })).toBe(7003);
  expect(world.charges()).toHaveLength(1);
  expect(world.ledger()).toHaveLength(2);
});

it('an order of a sold cart can be neither held into nor released', () => {
  const { ask, result, payment, ...test } = readyToPay();
  ask('payment_request', payment);
  expect(result('seats_release', { session_id: 'cart-1' })).toBe(6010);
  expect(result('seats_hold_specific', holdOf({ ask, result, ...test }, 'GSW03', 1))).toBe(6010);
});

it.each([
  ['a card that is declined', { payment_token: 'tok_declined' }, 7001],
  ['a card that needs another', { payment_token: 'tok_challenge' }, 7001],
  ['a token of nobody', { payment_token: 'tok_else' }, 7001],
  ['another amount', { amount: '1.00' }, 7002],
  ['an amount that is none', { amount: 'much' }, 4002],
  ['no token', { payment_token: '' }, 4002],
  ['cash', { payment_method: 'CASH' }, 4002],
  ['another account', { acct_id: '100002' }, 7003],
  ['another cart', { session_id: 'cart-2' }, 6011],
])('paying with %s is refused, and can be tried again', (_, more, code) => {
  const { ask, result, world, payment } = readyToPay();
  expect(result('payment_request', { ...payment, ...more })).toBe(code);
  expect(world.ledger()).toEqual([]);
  expect(world.charges().map(({ kind }) => kind)).toEqual(code === 7001 ? ['DECLINED'] : []);
  expect(ask('payment_request', payment).order_num).toBe('700001');
});

it('a token of the card form is good once, and a restart does not forget that', () => {
  const { result, world, payment } = readyToPay();
  const declined = { ...payment, payment_token: `tok_declined_${'a'.repeat(24)}` };
  const paid = { ...payment, payment_token: `tok_visa_${'b'.repeat(24)}` };
  expect(result('payment_request', declined)).toBe(7001);
  world.restore(JSON.parse(JSON.stringify(world.snapshot())));
  expect(() => commands.payment_request?.run(world, declined, { uid: 'FLEX', dsn: 'test' })).toThrow('used before');
  expect(result('payment_request', paid)).toBe(0);
  expect(result('payment_request', paid)).toBe(0); // it is sold: the order is answered again
});

it('a slow card is slow at the vendor and at nothing else', () => {
  const delayOf = (payment_token: string) => commands.payment_request?.delay?.({ payment_token });
  expect(delayOf('tok_slow')).toBe(20_000);
  expect(delayOf(`tok_slow_${'c'.repeat(24)}`)).toBe(20_000);
  expect([delayOf('tok_visa'), delayOf('tok_slowly')]).toEqual([0, 0]);
  const { result, payment } = readyToPay();
  expect(result('payment_request', { ...payment, payment_token: 'tok_slow' })).toBe(0);
});

it('what is empty, over, not checked out, locked or unknown is neither checked out nor paid', () => {
  const test = makeTestWorld();
  const { ask, result, clock } = test;
  expect(result('check_out', fan)).toBe(6011);
  ask('seats_hold_specific', holdOf(test, 'GSW02', 2));
  expect(result('check_out', { ...fan, acct_id: '1' })).toBe(5024);
  expect(result('check_out', { ...fan, acct_id: '100009' })).toBe(5020);
  expect(result('payment_request', { ...fan, ...card, amount: '1.00' })).toBe(7003);
  ask('seats_release', { session_id: 'cart-1' });
  expect(result('check_out', fan)).toBe(6020);
  clock.at += 900_000;
  expect(result('check_out', fan)).toBe(6010);
  expect(result('payment_request', { ...fan, ...card, amount: '1.00' })).toBe(6010);
});

it('a price that changes after the hold changes nothing that is in the cart', () => {
  const { ask, world, payment } = readyToPay();
  world.acts.changePrices({ percent: 200 });
  expect(ask('check_out', fan).amount_due).toBe(payment.amount);
  expect(ask('payment_request', payment).amount_paid).toBe(payment.amount);
});

it('seats that go while the fan decides change what is due', () => {
  const test = readyToPay();
  test.ask('seats_hold_specific', holdOf(test, 'GSW03', 1));
  expect(test.result('payment_request', test.payment)).toBe(7002);
  test.world.acts.cancelEvent({ eventName: 'GSW03' });
  expect(test.result('payment_request', test.payment)).toBe(0);
});

it('tickets are printed for seats that are still sold, each with a barcode of its own', () => {
  const { ask, result, world, payment } = readyToPay();
  const { order_num } = ask('payment_request', payment);
  const print = { acct_id: '100001', order_num };
  const tickets = ask('ticket_print', print).tickets as Record<string, string>[];
  expect(tickets).toHaveLength(2);
  expect(new Set(tickets.map(({ barcode }) => barcode)).size).toBe(2);
  for (const { barcode, qr_payload, wallet_url } of tickets) {
    expect(barcode).toMatch(/^\d{16}$/);
    expect(qr_payload).toBe(`SBX1:GSW02:${barcode}`);
    expect(wallet_url).toBe(`https://wallet.example/pass/700001/${barcode}`);
  }
  expect(ask('ticket_print', print).tickets).toEqual(tickets);
  expect(result('ticket_print', { ...print, acct_id: '100002' })).toBe(7004);
  expect(result('ticket_print', { ...print, order_num: '1' })).toBe(7004);
  world.acts.endOrder({ orderNum: '700001', status: 'REFUNDED' });
  expect(ask('ticket_print', print).tickets).toEqual([]);
  expect(ask('payment_request', payment)).toMatchObject({ order_num, lines: [{ status: 'SOLD' }, {}] });
});
