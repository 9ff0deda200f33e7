import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkout, failureOf, hold, staff, sync } from '../../../../../test/vendors/contract/rig.ts';
import { scriptArchtics as open } from '../../../../../test/vendors/scripted-archtics.ts';
import type { Script } from '../../../../../test/vendors/scripted-vendor.ts';
import { VendorFailure } from '../../vendors.types.ts';

const payment = { cartRef: 'cart-1', accountId: 'account-1', amountCents: 9000, token: 'tok_visa' };
const jane = { email: 'Jane.Doe@example.com', firstName: 'Jane', lastName: 'Doe' };
const customer = {
  ...{ acct_id: 'account-1', email: 'jane.doe@EXAMPLE.com', name_first: 'Jane', name_last: 'Doe' },
  account_groups: [{ account_group: 'STH', description: 'Season ticket holders' }],
};
const found = {
  accountId: 'account-1',
  email: 'jane.doe@EXAMPLE.com',
  firstName: 'Jane',
  lastName: 'Doe',
  accountGroups: ['STH'],
};
const wanted = {
  ...{ cartRef: 'cart-1', eventCode: 'E1', className: 'FLEX', ticketTypeCode: 'ADULT' },
  seats: [{ sectionName: '101', rowName: 'A', firstSeat: 1, lastSeat: 1 }],
};

describe('an answer that is not understood', () => {
  const sale = { order_num: '7', amount_paid: '90.00' };
  const lines = [
    {
      ...{ event_name: 'E1', section_name: '101', row_name: 'A', seat_num: 1, class: 'FLEX', price_code: 'C' },
      ...{ ticket_type_code: 'ADULT', price: '90.00', status: 'SOLD' },
    },
  ];
  const cases: [string, Script][] = [
    ['nothing', () => ({ body: '' })],
    ['no JSON', () => ({ body: '<html>sorry</html>' })],
    ['null', () => ({ body: 'null' })],
    ['a list', () => ({ body: [] })],
    ['no command', () => ({ body: { header: { result: 0 } } })],
    ['another command', ({ good }) => ({ body: good({ cmd: 'ping', ...sale, lines }) })],
    ['another request', ({ good }) => ({ body: good({ ref: 'x', ...sale, lines }) })],
    ['no reference', ({ good }) => ({ body: good({ ref: undefined, ...sale, lines }) })],
    ['no result', ({ good }) => ({ body: good({ result: undefined, ...sale, lines }) })],
    ['an empty result', ({ good }) => ({ body: good({ result: '', ...sale, lines }) })],
    ['a result in words', ({ good }) => ({ body: good({ result: 'OK', ...sale, lines }) })],
    ['a false result', ({ good }) => ({ body: good({ result: false, ...sale, lines }) })],
    ['a bad header', ({ good }) => ({ body: { ...good({ ...sale, lines }), header: { result: 12 } } })],
    ['nothing but success', ({ good }) => ({ body: good() })],
    ['no order', ({ good }) => ({ body: good({ ...sale, order_num: '', lines }) })],
    ['no seats', ({ good }) => ({ body: good({ ...sale, lines: [] }) })],
    ['an odd amount', ({ good }) => ({ body: good({ ...sale, amount_paid: '90', lines }) })],
    ['a seat that is not sold', ({ good }) => ({ body: good({ ...sale, lines: [{ ...lines[0], status: 'HELD' }] }) })],
  ];

  test.each(cases)('(%s) leaves a payment unknown, and it is not repeated', async (_, script) => {
    const { vendor, server, records } = await open(script);
    const failure = await failureOf(vendor.pay(payment, checkout));
    expect(failure).toMatchObject({ kind: 'unknown', reason: null, cause: undefined });
    expect(server.arrived).toHaveLength(1);
    expect(records).toMatchObject([{ operation: 'pay', outcome: 'unknown', detail: failure.message }]);
  });

  test('(but for its last value) is a sale: that is what the others lack', async () => {
    const { vendor } = await open(({ good }) => ({ body: good({ ...sale, result: '0', lines }) }));
    expect(await vendor.pay(payment, checkout)).toMatchObject({ orderNumber: '7', paidCents: 9000 });
  });

  test('is asked for again when the command only reads, three times in all', async () => {
    const { vendor, server } = await open(({ number, good }) => ({
      body: number % 3 === 0 ? good({ price_info: [] }) : 'garbage',
    }));
    expect(await vendor.readPrices('E1', sync)).toEqual([]);
    expect(server.arrived).toHaveLength(3);
  });

  test.each([
    ['another cart', { session_id: 'cart-2' }],
    ['no end', { expires: '' }],
    ['none of the seats', { lines: [] }],
    ['an unknown state', { status: 'MAYBE' }],
    ['another class', { lines: [{ ...lines[0], class: 'VIP' }] }],
    ['another ticket type', { lines: [{ ...lines[0], ticket_type_code: 'CHILD' }] }],
    ['an amount of no digits', { lines: [{ ...lines[0], price: 'free' }] }],
  ])('(%s) leaves a hold unknown', async (_, fields) => {
    const cart = { session_id: 'cart-1', status: 'OPEN', expires: '2026-11-22T12:10:00Z', lines, total: '90.00' };
    const { vendor, server } = await open(({ number, good }) => ({
      body: good(number === 1 ? { ...cart, ...fields } : cart),
    }));
    expect(await failureOf(vendor.holdSpecific(wanted, hold))).toMatchObject({ kind: 'unknown' });
    expect(await vendor.holdSpecific(wanted, hold)).toMatchObject({ state: 'open', totalCents: 9000 });
    expect(server.arrived).toHaveLength(2);
  });

  test.each([
    ['fewer seats', { held: [] }],
    ['a dearer seat', { held: [{ ...lines[0], price_code: 'A' }] }],
    ['a seat elsewhere', { held: [{ ...lines[0], section_name: '202' }] }],
  ])('(%s) leaves a best available hold unknown', async (_, fields) => {
    const cart = { session_id: 'cart-1', status: 'OPEN', expires: '2026-11-22T12:10:00Z', lines, total: '90.00' };
    const { vendor } = await open(({ number, good }) => ({
      body: good({ ...cart, held: lines, ...(number === 1 ? fields : {}) }),
    }));
    const best = { ...wanted, priceCode: 'C', count: 1, sectionName: '101', isContiguous: true };
    expect(await failureOf(vendor.holdBestAvailable(best, hold))).toMatchObject({ kind: 'unknown' });
    expect((await vendor.holdBestAvailable(best, hold)).added).toHaveLength(1);
  });

  test('about somebody else lets nobody in', async () => {
    const { vendor } = await open(({ good }) => ({
      body: good({ customer: { ...customer, email: 'eve@example.com' } }),
    }));
    expect(await failureOf(vendor.findCustomer({ email: jane.email }, staff))).toMatchObject({ kind: 'unknown' });
    expect(await vendor.findCustomer({ accountId: 'account-1' }, staff)).toMatchObject({ email: 'eve@example.com' });
    expect(await failureOf(vendor.findCustomer({ accountId: 'account-2' }, staff))).toMatchObject({ kind: 'unknown' });
  });

  test('about prices is one with two amounts for the same thing', async () => {
    const price = { price_code: 'C', ticket_type_code: 'ADULT', price: '90.00' };
    const { vendor } = await open(({ good }) => ({
      body: good({ price_info: [price, { ...price, price: '80.00' }] }),
    }));
    expect(await failureOf(vendor.readPrices('E1', sync))).toMatchObject({ kind: 'unknown' });
  });
});

describe('a result that is not 0', () => {
  test.each([
    [6001, 'seat_gone'],
    ['6003', 'class_not_granted'],
    [7001, 'payment_declined'],
    [9999, 'other'],
    [-5, 'other'],
    [4002, 'other'],
  ])('%j is a refusal: %s', async (result, reason) => {
    const { vendor, server, records } = await open(({ refuse }) => ({ body: refuse(result, 'the seat is gone') }));
    const failure = await failureOf(vendor.holdSpecific(wanted, hold));
    expect(failure).toMatchObject({ kind: 'refused', reason, message: `${result}: the seat is gone` });
    expect(server.arrived).toHaveLength(1);
    expect(records).toMatchObject([{ outcome: 'refused', eventCode: 'E1', detail: failure.message }]);
  });

  test('4003 is a fault of the setup', async () => {
    const { vendor } = await open(({ refuse }) => ({ body: refuse(4003) }));
    expect(await failureOf(vendor.ping(staff))).toMatchObject({ kind: 'setup' });
  });

  test('5024 is no customer, which is an answer', async () => {
    const { vendor, records } = await open(({ refuse }) => ({ body: refuse(5024) }));
    expect(await vendor.findCustomer({ email: jane.email }, staff)).toBeNull();
    expect(records).toMatchObject([{ operation: 'findCustomer', outcome: 'done', detail: '5024' }]);
  });

  test.each([
    [6011, 'none'],
    [6010, 'expired'],
  ])('%i says of a cart that is read that it is %s', async (result, state) => {
    const { vendor } = await open(({ refuse }) => ({ body: refuse(result) }));
    expect(await vendor.readCart('cart-1', hold)).toMatchObject({ state, seats: [], totalCents: 0 });
  });
});

describe('no secret and nothing of a person', () => {
  const words = `jane.doe@example.com Jane DOE account-1 tok_visa bkey-4444 ckey-1111 SID=s3cret 4111111111111111`;
  const forbidden = /jane|doe|account-1|tok_visa|key-\d|s3cret|4111|apikey/i;
  const cookies = { status: 202, headers: { 'set-cookie': ['SID=s3cret'] } };
  const cases: [string, Script][] = [
    ['a refusal', ({ refuse }) => ({ body: refuse(9999, words.replace('SID=s3cret', '')) })],
    ['garbage', () => ({ body: words })],
    ['a wrong shape', ({ good }) => ({ body: good({ customer: { acct_id: words, email: { [words]: 1 } } }) })],
    ['half an answer', () => ({ body: words, how: 'half' })],
    ['a lost answer', () => ({ how: 'reset' })],
    ['no service', () => ({ status: 503, body: words })],
    ['a lost poll', ({ cookie }) => (cookie === undefined ? cookies : { how: 'reset' })],
    ['a bad status', () => ({ status: 401, body: words })],
    ['no HTTP', () => ({ headers: { 'content-length': '1' }, body: words })],
  ];

  test.each(cases)('is in what is recorded or thrown for %s', async (_, script) => {
    const { vendor, records } = await open(script);
    const failures = [
      await failureOf(vendor.pay(payment, checkout)),
      await failureOf(vendor.addCustomer(jane, staff)),
      await failureOf(vendor.findCustomer({ email: jane.email }, staff)),
      await failureOf(vendor.readOwned('account-1', staff)),
    ];
    expect(records).toHaveLength(4);
    const stackless = failures.map((one) => inspect({ ...one, message: one.message, cause: one.cause }));
    expect(`${inspect(records)} ${stackless.join(' ')}`).not.toMatch(forbidden);
    for (const { cause } of failures) expect(cause).toBeUndefined();
  });
});

describe('trying again', () => {
  test('adds a customer once: the vendor answers the account on file', async () => {
    const { vendor, server } = await open(({ number, good }) =>
      number === 1 ? { how: 'reset' } : { body: good({ customer, existing: 'Y' }) },
    );
    expect(await vendor.addCustomer(jane, staff)).toEqual(found);
    expect(server.arrived).toHaveLength(2);
  });

  test.each([503, 429])('leaves it unknown when the first answer was lost and then came %i', async (status) => {
    const { vendor } = await open(({ number }) => (number === 1 ? { how: 'reset' } : { status }));
    expect(await failureOf(vendor.addCustomer(jane, staff))).toMatchObject({ kind: 'unknown' });
  });

  test('ends after three times with what the last one said', async () => {
    const { vendor, server, spent, records } = await open(() => ({ status: 503 }));
    expect(await failureOf(vendor.addCustomer(jane, staff))).toMatchObject({ kind: 'unavailable' });
    expect([server.arrived.length, spent.length]).toEqual([3, 3]);
    expect(records).toMatchObject([{ attempts: 3, outcome: 'unavailable' }]);
  });

  test.each(['holdSpecific', 'holdBestAvailable', 'release', 'pay'] as const)('%s is not done', async (operation) => {
    const { vendor, server } = await open(() => ({ status: 503 }));
    const best = { ...wanted, priceCode: 'C', count: 1, sectionName: null, isContiguous: false };
    const calls = {
      holdSpecific: () => vendor.holdSpecific(wanted, hold),
      holdBestAvailable: () => vendor.holdBestAvailable(best, hold),
      release: () => vendor.release({ cartRef: 'cart-1', seats: null }, hold),
      pay: () => vendor.pay(payment, checkout),
    };
    expect(await failureOf(calls[operation]())).toMatchObject({ kind: 'unavailable' });
    expect(server.arrived).toHaveLength(1);
  });

  test('asks the budget each time, and stops when there is none', async () => {
    const retryAt = new Date('2026-11-22T12:00:30.000Z');
    let room = 1;
    const spend = async () => {
      room -= 1;
      if (room < 0) throw new VendorFailure('busy', 'wait', { line: { retryAt, place: 4 } });
    };
    const { vendor, server, records } = await open(() => ({ how: 'reset' }), { spend });
    expect(await failureOf(vendor.ping(staff))).toMatchObject({ kind: 'busy', line: { retryAt, place: 4 } });
    expect(server.arrived).toHaveLength(1);
    expect(records).toMatchObject([{ outcome: 'busy', attempts: 1 }]);
  });

  test('who is turned away by the budget at once made no call', async () => {
    const busy = new VendorFailure('busy', 'wait', { line: { retryAt: new Date(0), place: 0 } });
    const { vendor, records } = await open(({ good }) => ({ body: good() }), { spend: () => Promise.reject(busy) });
    expect(await failureOf(vendor.ping(staff))).toBe(busy);
    expect(records).toEqual([]);
  });
});

describe('a vendor that does not answer', () => {
  const isDown: Script = () => ({ status: 503 });
  const holdOnce = (vendor: { holdSpecific: (of: typeof wanted, how: typeof hold) => Promise<unknown> }) =>
    failureOf(vendor.holdSpecific(wanted, hold));

  test('is not sent new holds for a while, but everything of a checkout', async () => {
    const { vendor, server, spent } = await open(isDown);
    for (let call = 0; call < 10; call += 1) await holdOnce(vendor);
    expect([server.arrived.length, spent.length]).toEqual([10, 10]);
    expect(await holdOnce(vendor)).toMatchObject({ kind: 'unavailable' });
    expect([server.arrived.length, spent.length]).toEqual([10, 10]);
    await failureOf(vendor.pay(payment, checkout));
    await failureOf(vendor.readCart('cart-1', checkout));
    expect(server.arrived).toHaveLength(14);
    await failureOf(vendor.ping(staff));
    expect(server.arrived).toHaveLength(17);
  });

  test('stops synchronisation without stopping holds', async () => {
    const { vendor, server } = await open(isDown);
    for (let call = 0; call < 6; call += 1) await failureOf(vendor.readSummary('E1', sync));
    expect(server.arrived).toHaveLength(10);
    await holdOnce(vendor);
    expect(server.arrived).toHaveLength(11);
  });

  test('is let in again by one call, while others are turned away', async () => {
    const others: Promise<VendorFailure>[] = [];
    const { vendor, server } = await open(
      ({ number, good }) => {
        if (number <= 10) return { status: 503 };
        if (number === 11) others.push(failureOf(vendor.readPrices('E2', sync)));
        return { body: good({ price_info: [] }) };
      },
      {},
      { firstBreak: 0, attempts: 1 },
    );
    for (let call = 0; call < 10; call += 1) await failureOf(vendor.readPrices('E1', sync));
    expect(await vendor.readPrices('E1', sync)).toEqual([]);
    expect(await others[0]).toMatchObject({ kind: 'unavailable' });
    expect(await vendor.readPrices('E2', sync)).toEqual([]);
    expect(server.arrived).toHaveLength(12);
  });

  test.each([
    ['refuses', ({ refuse }) => ({ body: refuse(6001) })],
    ['answers garbage', () => ({ body: '<html>' })],
    ['wants to be called later', () => ({ status: 429 })],
  ] satisfies [string, Script][])('is not one that %s', async (_, script) => {
    const { vendor, server } = await open(script);
    for (let call = 0; call < 12; call += 1) await holdOnce(vendor);
    expect(server.arrived).toHaveLength(12);
  });

  test('is not meant when callers give up', async () => {
    const { vendor, server } = await open(() => ({ how: 'hang' }));
    for (let call = 1; call <= 12; call += 1) {
      const controller = new AbortController();
      const ended = failureOf(vendor.holdSpecific(wanted, { ...hold, signal: controller.signal }));
      await expect.poll(() => server.arrived.length).toBe(call);
      controller.abort();
      await ended;
    }
  });
});

describe('releasing what is partly gone', () => {
  const seatAt = (number: number) => ({
    ...{ event_name: 'E1', section_name: '101', row_name: 'A', seat_num: number, class: 'FLEX', price_code: 'C' },
    ...{ ticket_type_code: 'ADULT', price: '90.00' },
  });
  const cart = { session_id: 'cart-1', expires: '2026-11-22T12:10:00Z', total: '90.00' };
  const release = {
    cartRef: 'cart-1',
    seats: { eventCode: 'E1', seats: [{ sectionName: '101', rowName: 'A', firstSeat: 1, lastSeat: 3 }] },
  };

  test('releases what is still there', async () => {
    const { vendor, server } = await open(({ number, good, refuse }) => {
      if (number === 1) return { body: refuse(6012) };
      const lines = number === 2 ? [seatAt(3), seatAt(9)] : [seatAt(9)];
      return { body: good({ ...cart, status: 'OPEN', lines }) };
    });
    expect((await vendor.release(release, hold)).seats).toMatchObject([{ seatNumber: 9 }]);
    expect(server.arrived.map(({ command }) => command.cmd)).toEqual([
      'seats_release',
      'shopping_cart',
      'seats_release',
    ]);
    expect(server.arrived[2]?.command.seats).toEqual([
      { section_name: '101', row_name: 'A', first_seat: 3, last_seat: 3 },
    ]);
  });

  test('is unknown when the vendor says it did and the seats are still there', async () => {
    const { vendor } = await open(({ good }) => ({ body: good({ ...cart, status: 'OPEN', lines: [seatAt(2)] }) }));
    expect(await failureOf(vendor.release(release, hold))).toMatchObject({ kind: 'unknown' });
  });
});
