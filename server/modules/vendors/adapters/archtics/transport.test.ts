import { describe, expect, test } from 'vitest';
import { checkout, failureOf, hold, staff } from '../../../../../test/vendors/contract/rig.ts';
import { connectArchtics, keys, scriptArchtics as open } from '../../../../../test/vendors/scripted-archtics.ts';
import { openScripted, type Reply } from '../../../../../test/vendors/scripted-vendor.ts';
import type { VendorHooks } from '../../vendors.types.ts';

const payment = { cartRef: 'cart-1', accountId: 'account-1', amountCents: 9000, token: 'tok_visa' };
const soldLine = {
  ...{ event_name: 'E1', section_name: '101', row_name: 'A', seat_num: 1, class: 'FLEX', price_code: 'C' },
  ...{ ticket_type_code: 'ADULT', price: '90.00', status: 'SOLD' },
};
const sold = { order_num: '77', amount_paid: '90.00', lines: [soldLine] };

const accepted = (...cookies: string[]): Reply => ({ status: 202, headers: { 'set-cookie': cookies } });

describe('a request', () => {
  test('is the envelope, at the address of the product, with its key', async () => {
    const { vendor, server } = await open(({ good }) => ({ body: good(sold) }));
    await vendor.pay(payment, checkout);
    const [{ method, url, text } = { method: '', url: '', text: '' }] = server.arrived;
    expect([method, url]).toEqual(['POST', '/sth-buy/ticketing_services.aspx?dsn=team+dsn&apikey=bkey-4444']);
    expect(JSON.parse(text)).toEqual({
      header: { ver: 1, src_sys_type: 2, src_sys_name: 'attend_flex', archtics_version: 'V999' },
      command1: {
        ...{ cmd: 'payment_request', uid: 'FLEX', dsn: 'team dsn', ref: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        ...{ session_id: 'cart-1', acct_id: 'account-1', amount: '90.00', payment_method: 'CARD' },
        payment_token: 'tok_visa',
      },
    });
  });

  test('keeps connections for the next ones', async () => {
    const { vendor, server } = await open(({ good }) => ({ body: good() }));
    let connections = 0;
    server.onConnection(() => {
      connections += 1;
    });
    for (let call = 0; call < 6; call += 1) await vendor.ping(staff);
    expect(connections).toBeLessThan(6);
  });

  test('uses the key of a larger product where the smaller one has none', async () => {
    const given = { keys: { ...keys, customer: '', inventory: '' } };
    const { vendor, server } = await open(({ good }) => ({ body: good() }), given);
    await vendor.ping(staff);
    expect(server.arrived[0]?.url).toBe('/sth-customer/ticketing_services.aspx?dsn=team+dsn&apikey=hkey-3333');
  });

  test('without any key that may call the product is not sent: setup', async () => {
    const { vendor, server, spent } = await open(() => ({}), { keys: { ...keys, buy: '' } });
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({ kind: 'setup' });
    expect([server.arrived, spent]).toEqual([[], []]);
  });
});

describe('the address', () => {
  test.each([
    ['nowhere', /is none/],
    ['http://vendor.example.com', /https/],
    ['https://10.0.0.1/x', /public/],
    ['https://169.254.169.254', /public/],
    ['https://user:secret@vendor.example.com', /more than a host/],
    ['https://vendor.example.com/?apikey=secret', /more than a host/],
  ])('%s is a fault of the setup, and nothing is sent', async (baseUrl, words) => {
    const { vendor, spent, records } = connectArchtics({ baseUrl });
    const failure = await failureOf(vendor.ping(staff));
    expect([failure.kind, spent]).toEqual(['setup', []]);
    expect(failure.message).toMatch(words);
    expect(failure.message).not.toContain('secret');
    expect(records).toMatchObject([{ outcome: 'setup', attempts: 0 }]);
  });

  test('of this machine is refused outside of demo and tests', async () => {
    const { vendor, server } = await open(({ good }) => ({ body: good() }), { reach: { allowsLoopback: false } });
    expect(await failureOf(vendor.ping(staff))).toMatchObject({ kind: 'setup' });
    expect(server.arrived).toEqual([]);
  });

  test('whose name leads to this machine is refused when it is connected to', async () => {
    const { vendor } = connectArchtics({ baseUrl: 'https://localhost:1' }, { reach: { allowsLoopback: false } });
    expect(await failureOf(vendor.ping(staff))).toMatchObject({ kind: 'setup' });
  });

  test('may have a path, and slashes at its end', async () => {
    const server = await openScripted(({ good }) => ({ body: good() }));
    const { vendor } = connectArchtics({ baseUrl: `${server.url}/ats/api//` });
    await vendor.ping(staff);
    expect(server.arrived[0]?.url).toMatch(/^\/ats\/api\/sth-customer\//);
    await server.close();
  });
});

describe('the card form', () => {
  test.each([
    ['https://vendor.example.com/ats//', 'https://vendor.example.com/ats/card-form?dsn=', 'https://vendor.example.com'],
    ['http://127.0.0.1:4101', 'http://127.0.0.1:4101/card-form?dsn=', 'http://127.0.0.1:4101'],
  ])('of an account at %s is at %s…', (baseUrl, url, origin) => {
    const { paymentForm } = connectArchtics({ baseUrl }).vendor.capabilities;
    expect(paymentForm).toEqual({ url: expect.stringContaining(url), origin });
  });

  test.each(['nowhere', 'https://10.0.0.1', 'https://user:secret@vendor.example.com'])(
    'of an account at %s is none',
    (baseUrl) => expect(connectArchtics({ baseUrl }).vendor.capabilities.paymentForm).toBeNull(),
  );
});

describe('an HTTP status', () => {
  test.each([
    [401, 'setup'],
    [404, 'setup'],
    [503, 'unavailable'],
    [429, 'busy'],
    [500, 'unknown'],
    [502, 'unknown'],
    [504, 'unknown'],
    [302, 'unknown'],
    [400, 'unknown'],
    [204, 'unknown'],
  ] as const)('%i of a payment is %s, and it is not sent again', async (status, kind) => {
    const { vendor, server, records } = await open(() => ({ status, headers: { location: 'http://127.0.0.1:1/' } }));
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({ kind, reason: null });
    expect(server.arrived).toHaveLength(1);
    expect(records).toMatchObject([{ operation: 'pay', outcome: kind, attempts: 1, polls: 0 }]);
    expect(records[0]?.detail).toMatch(`HTTP ${status}`);
  });

  test('429 tells when the vendor wants to be called again', async () => {
    const { vendor, exhausted } = await open(() => ({ status: 429, headers: { 'retry-after': '17' } }));
    const failure = await failureOf(vendor.ping(staff));
    const until = new Date('2026-11-22T12:00:17.000Z');
    expect(failure.line).toEqual({ retryAt: until, place: 0 });
    expect(exhausted).toEqual([until]);
  });

  test.each([
    ['a date', 'Sun, 22 Nov 2026 12:05:00 GMT', '2026-11-22T12:05:00.000Z'],
    ['a year', '31536000', '2026-11-23T12:00:00.000Z'],
    ['nonsense', 'soon', '2026-11-22T12:01:00.000Z'],
    ['a date that is over', 'Sun, 22 Nov 2026 11:00:00 GMT', '2026-11-22T12:01:00.000Z'],
    ['nothing', '', '2026-11-22T12:01:00.000Z'],
  ])('429 with %s waits within reason', async (_, header, until) => {
    const { vendor, exhausted } = await open(() => ({ status: 429, headers: { 'retry-after': header } }));
    await failureOf(vendor.ping(staff));
    expect(exhausted).toEqual([new Date(until)]);
  });
});

describe('a connection that breaks', () => {
  test('before anything was sent leaves nothing done', async () => {
    const server = await openScripted(({ good }) => ({ body: good() }));
    await server.close();
    const { vendor, records } = connectArchtics({ baseUrl: server.url });
    const failure = await failureOf(vendor.pay(payment, checkout));
    expect(failure).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('ECONNREFUSED') });
    expect(failure.cause).toBeUndefined();
    expect(records).toMatchObject([{ outcome: 'unavailable', attempts: 1 }]);
  });

  test.each(['reset', 'half'] as const)('after it was sent (%s) leaves a payment unknown', async (how) => {
    const { vendor, server } = await open(({ good }) => ({ body: good(sold), how }));
    const failure = await failureOf(vendor.pay(payment, checkout));
    expect(failure).toMatchObject({ kind: 'unknown', cause: undefined });
    expect(server.arrived).toHaveLength(1);
  });

  test.each(['reset', 'half'] as const)('(%s) is tried again when the command only reads', async (how) => {
    const { vendor, server, spent, records } = await open(({ number, good }) => ({
      body: good({ events: [] }),
      ...(number < 3 ? { how } : {}),
    }));
    expect(await vendor.findEvents({ kind: 'range', from: '2026-11-01', until: '2026-12-01' }, staff)).toEqual({
      events: [],
      odd: [],
    });
    expect(new Set(server.arrived.map(({ command }) => command.ref)).size).toBe(3);
    expect(spent).toHaveLength(3);
    expect(records).toMatchObject([{ outcome: 'done', attempts: 3, polls: 0, detail: null }]);
  });

  test('an event that cannot be read costs only itself, and a guess that cannot be read is none', async () => {
    const game = {
      ...{ event_name: 'G1', event_date: '2027-04-05', date_status: 'TBD', event_time: '', time_status: 'TBA' },
      ...{ arena_name: 'Arena', manifest_name: 'ARENA', event_status: 'ACTIVE' },
    };
    const events = [
      game,
      { ...game, event_name: 'G2', event_date: '0000-00-00' },
      { ...game, event_name: 'G3', date_status: 'SET', event_date: '0000-00-00' },
      { ...game, event_name: 'G4', event_status: 'POSTPONED' },
      'garbage',
    ];
    const { vendor } = await open(({ good }) => ({ body: good({ events }) }));
    const found = await vendor.findEvents({ kind: 'item_set', itemSet: 'SEASON' }, staff);
    expect(found.events.map(({ code, date, estimatedOn }) => [code, date.state, estimatedOn])).toEqual([
      ['G1', 'tbd', '2027-04-05'],
      ['G2', 'tbd', null],
    ]);
    expect(found.odd).toMatchObject([
      { code: 'G3' },
      { code: 'G4', detail: 'event_status (invalid_value)' },
      { code: null },
    ]);
  });

  test('an answer that is too long is cut off', async () => {
    const { vendor } = await open(() => ({ body: ' '.repeat(33 * 1024 * 1024) }));
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({ kind: 'unknown' });
  });
});

describe('the limit of time', () => {
  test('leaves a payment that was sent unknown', async () => {
    const { vendor } = await open(() => ({ how: 'hang' }));
    const failure = await failureOf(vendor.pay(payment, { ...checkout, timeoutMs: 300 }));
    expect(failure).toMatchObject({ kind: 'unknown', message: expect.stringContaining('no answer within 300 ms') });
  });

  test('counts for all tries together', async () => {
    const { vendor, server } = await open(() => ({ how: 'hang' }));
    expect(await failureOf(vendor.ping({ ...staff, timeoutMs: 300 }))).toMatchObject({ kind: 'unknown' });
    expect(server.arrived).toHaveLength(1);
  });

  test('counts while there is no room in the budget, and then nothing was done', async () => {
    const spend: VendorHooks['spend'] = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const { vendor, server, records } = await open(({ good }) => ({ body: good(sold) }), { spend });
    expect(await failureOf(vendor.pay(payment, { ...checkout, timeoutMs: 20 }))).toMatchObject({ kind: 'busy' });
    expect([server.arrived, records]).toEqual([[], []]);
  });

  test('counts while every connection is taken, and then nothing was sent', async () => {
    const background = { purpose: 'sync' } as const;
    const { vendor, server } = await open(() => ({ how: 'hang' }));
    const giveUp = new AbortController();
    const others = [1, 2, 3, 4].map(() => failureOf(vendor.ping({ ...background, signal: giveUp.signal })));
    await expect.poll(() => server.arrived.length).toBe(4);
    const fifth = await failureOf(vendor.pay(payment, { ...background, timeoutMs: 50 }));
    expect(fifth).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('50 ms') });
    await failureOf(vendor.pay(payment, { ...checkout, timeoutMs: 300 }));
    expect(server.arrived.map(({ command }) => command.cmd).slice(4)).toEqual(['payment_request']);
    giveUp.abort();
    await Promise.all(others);
  });

  test('counts for polls', async () => {
    const { vendor, server } = await open(() => accepted('SID=1'));
    const failure = await failureOf(vendor.pay(payment, { ...checkout, timeoutMs: 300 }));
    expect(failure).toMatchObject({ kind: 'unknown', message: expect.stringContaining('300 ms') });
    expect(server.arrived.length).toBeGreaterThan(1);
  });

  test('ends polls, however long the caller would wait', async () => {
    const { vendor } = await open(() => accepted('SID=1'), {}, { pollUntil: 20 });
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({
      kind: 'unknown',
      message: 'still HTTP 202 after 20 ms',
    });
  });

  test('a caller who gives up ends the call', async () => {
    const controller = new AbortController();
    const { vendor } = await open(() => {
      controller.abort();
      return { how: 'hang' };
    });
    const failure = await failureOf(vendor.pay(payment, { ...checkout, signal: controller.signal }));
    expect(failure).toMatchObject({ kind: 'unknown', message: expect.stringContaining('given up by the caller') });
  });

  test('a caller who gave up before does not call', async () => {
    const { vendor, server } = await open(({ good }) => ({ body: good(sold) }));
    const failure = await failureOf(vendor.pay(payment, { ...checkout, signal: AbortSignal.abort() }));
    expect([failure.kind, server.arrived]).toEqual(['unavailable', []]);
  });
});

describe('an answer 202', () => {
  test('is asked for again with the same request and the latest cookies', async () => {
    const { vendor, server, spent, records } = await open(({ number, good }) => {
      if (number === 1) return accepted('SID=s1; path=/; HttpOnly', 'CID=c1', 'QTKN=q1; Max-Age=600');
      if (number === 2) return accepted('QTKN=q2', 'CID=; Max-Age=0');
      if (number === 3) return accepted();
      return { body: good(sold) };
    });
    expect(await vendor.pay(payment, { ...checkout, lineKey: 'cart 1' })).toMatchObject({ orderNumber: '77' });
    expect(server.arrived.map(({ cookie }) => cookie)).toEqual([
      undefined,
      'SID=s1; CID=c1; QTKN=q1',
      'SID=s1; QTKN=q2',
      'SID=s1; QTKN=q2',
    ]);
    expect(new Set(server.arrived.map(({ text, url }) => text + url)).size).toBe(1);
    expect(spent.map(({ isPoll }) => isPoll)).toEqual([false, true, true, true]);
    expect(new Set(spent.map(({ purpose, lineKey }) => `${purpose} ${lineKey}`))).toEqual(new Set(['checkout cart 1']));
    expect(records).toMatchObject([{ outcome: 'done', attempts: 1, polls: 3 }]);
  });

  test('does not lend its cookies to another call', async () => {
    const { vendor, server } = await open(({ number, good }) => (number === 1 ? accepted('SID=1') : { body: good() }));
    await vendor.ping(staff);
    await vendor.ping(staff);
    expect(server.arrived.map(({ cookie }) => cookie)).toEqual([undefined, 'SID=1', undefined]);
  });

  test('without cookies cannot be asked for: a second request could pay twice', async () => {
    const { vendor, server } = await open(() => accepted());
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({ kind: 'unknown' });
    expect(server.arrived).toHaveLength(1);
  });

  test.each([
    [503, 'HTTP 503'],
    [401, 'HTTP 401'],
    [500, 'HTTP 500'],
  ])('then %i leaves a payment unknown, whatever it means elsewhere', async (status, words) => {
    const { vendor, server } = await open(({ number }) => (number === 1 ? accepted('SID=1') : { status }));
    const failure = await failureOf(vendor.pay(payment, checkout));
    expect(failure).toMatchObject({ kind: 'unknown', message: expect.stringContaining(words) });
    expect(server.arrived).toHaveLength(2);
  });

  test('then a lost answer leaves a payment unknown: the cookies may be forgotten by now', async () => {
    const { vendor, server } = await open(({ number }) => (number === 1 ? accepted('SID=1') : { how: 'reset' }));
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({ kind: 'unknown' });
    expect(server.arrived).toHaveLength(2);
  });

  test('then 429 is waited for: the payment is under way', async () => {
    const { vendor, exhausted } = await open(({ number, good }) => {
      if (number === 1) return accepted('SID=1');
      return number === 2 ? { status: 429 } : { body: good(sold) };
    });
    expect(await vendor.pay(payment, checkout)).toMatchObject({ orderNumber: '77' });
    expect(exhausted).toHaveLength(1);
  });

  test.each([4001, 4002, 4003])('then the result %i says nothing of what was done', async (result) => {
    const { vendor } = await open(({ number, refuse }) =>
      number === 1 ? accepted('SID=1') : { body: refuse(result, 'not the call that is polled') },
    );
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({ kind: 'unknown' });
  });

  test('then no room in the budget leaves a payment unknown', async () => {
    const spend: VendorHooks['spend'] = async (_purpose, _signal, more) => {
      if (more?.isPoll === true) throw new Error('the database is gone');
    };
    const { vendor } = await open(() => accepted('SID=1'), { spend });
    expect(await failureOf(vendor.pay(payment, checkout))).toMatchObject({ kind: 'unknown' });
  });

  test('of a command that reads keeps its kind of failure', async () => {
    const { vendor } = await open(({ number }) => (number % 2 === 1 ? accepted('SID=1') : { status: 503 }));
    expect(await failureOf(vendor.readCart('cart-1', hold))).toMatchObject({ kind: 'unavailable' });
  });
});

describe('closing', () => {
  test('waits for what is under way, and takes no more', async () => {
    const { vendor } = await open(async ({ good }) => {
      closed = vendor.close();
      return { body: good(sold) };
    });
    let closed: Promise<void> = Promise.resolve();
    expect(await vendor.pay(payment, checkout)).toMatchObject({ orderNumber: '77' });
    await closed;
    expect(await failureOf(vendor.ping(staff))).toMatchObject({ kind: 'unavailable' });
  });
});
