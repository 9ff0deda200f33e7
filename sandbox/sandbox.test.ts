import { afterEach, describe, expect, it } from 'vitest';
import { openSandbox } from './sandbox.ts';
import { cookieOf, envelope, makeCaller } from './testing.ts';
import type { FaultRule, Sandbox, SandboxOptions } from './types.ts';

let open: Sandbox | null = null;

afterEach(async () => {
  await open?.close();
  open = null;
});

/** A sandbox whose clock stands still but for `advance`, and a caller with the demo account. */
async function make(options: SandboxOptions = {}) {
  const sandbox = await openSandbox({ now: () => Date.UTC(2026, 0, 15, 20), ...options });
  open = sandbox;
  const [account, second] = sandbox.accounts;
  if (account === undefined || second === undefined) throw new Error('there are two accounts');
  return { sandbox, account, second, ...makeCaller(sandbox.url, account) };
}

/** A game on sale and how to hold seats of it. */
async function makeGame(options: SandboxOptions = {}) {
  const made = await make(options);
  const { events } = await made.ask('customer', 'event_search', { item_set: 'SEASON' });
  const at = new Date(Date.UTC(2026, 0, 15, 20)).toISOString();
  const list = events as { event_name: string; onsale_datetime: string; offsale_datetime: string }[];
  const game = list.find((one) => one.onsale_datetime <= at && one.offsale_datetime > at);
  if (game === undefined) throw new Error('no game is on sale');
  const event = { event_name: game.event_name };
  const { sections, prices } = await made.ask('inventory', 'get_avail_seats', { ...event, summary_flag: 'Y' });
  const rows = sections as { section_name: string; class: string; price_code: string; num_seats: number }[];
  const section = rows.find((row) => row.class === 'FLEX' && row.num_seats >= 6);
  const price = (prices as Record<string, string>[]).find((row) => row.price_code === section?.price_code);
  if (section === undefined || price === undefined) throw new Error('no section has seats');
  const hold = (session: string, count = 2) => ({
    session_id: session,
    ...event,
    class: section.class,
    price_code: section.price_code,
    ticket_type_code: price.ticket_type_code,
    section_name: section.section_name,
    num_seats: count,
    contiguous: 'N',
  });
  return { ...made, event, hold };
}

describe('an address', () => {
  it.each([
    ['customer', {}, 200],
    ['customer', { key: 'flexdemo-buy-key' }, 200],
    ['buy', { key: 'flexdemo-customer-key' }, 401],
    ['customer', { key: 'wrong' }, 401],
    ['customer', { key: 'flexdemo2-customer-key' }, 401],
    ['customer', { dsn: 'other' }, 404],
    ['customer', { path: '/sth-refund/ticketing_services.aspx' }, 404],
    ['customer', { path: '/sth-customer/other.aspx' }, 404],
    ['customer', { method: 'GET' }, 405],
  ] as const)('of %s with %j is answered %i', async (product, how, status) => {
    const { send } = await make();
    expect((await send(product, 'ping', {}, how)).status).toBe(status);
  });

  it('is the same for the second account with its own dsn, uid and keys', async () => {
    const { sandbox, second } = await make();
    expect(await makeCaller(sandbox.url, second).ask('buy', 'ping')).toMatchObject({ cmd: 'ping', result: 0 });
  });
});

describe('an envelope', () => {
  it('is answered with its ref, a result and a header', async () => {
    const { send } = await make();
    const { text, headers } = await send('customer', 'ping', { ref: 'a "ref"' });
    expect(JSON.parse(text)).toEqual({
      command1: { cmd: 'ping', ref: 'a "ref"', result: 0, sql_code: 0, error_detail: '' },
      header: { ver: 1, src_sys_type: 2, src_sys_name: 'archtics_sandbox', archtics_version: 'V999', result: 0 },
    });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('whose command is refused has the code and the words', async () => {
    const { send } = await make();
    const { status, fields } = await send('inventory', 'event_price_info', { event_name: 'NONE', ref: '7' });
    expect(status).toBe(200);
    expect(fields).toMatchObject({
      cmd: 'event_price_info',
      ref: '7',
      result: 4004,
      error_detail: 'there is no event NONE',
    });
  });

  const ping = { cmd: 'ping', uid: 'FLEX', dsn: 'flexdemo' };
  it.each([
    ['{"header":', 4002],
    ['[]', 4002],
    ['{"command1":{"cmd":"ping"}}', 4002],
    ['{"header":{"ver":2},"command1":{"cmd":"ping"}}', 4002],
    [envelope({ ...ping, cmd: undefined }), 4002],
    [envelope({ ...ping, cmd: 5 }), 4002],
    [envelope({ ...ping, uid: 'OTHER' }), 4002],
    [envelope({ ...ping, dsn: 'flexdemo2' }), 4003],
    [envelope({ ...ping, dsn: undefined }), 4003],
    [envelope({ ...ping, cmd: 'pong' }), 4001],
    [envelope({ ...ping, cmd: 'constructor' }), 4001],
    [envelope({ ...ping, cmd: 'seats_hold' }), 4001],
  ])('%s is refused with %i', async (body, result) => {
    const { send } = await make();
    const answer = await send('customer', '', {}, { body });
    expect([answer.status, answer.fields.result]).toEqual([200, result]);
  });

  it('of more than 256 KB is not read', async () => {
    const { send } = await make();
    expect((await send('customer', 'ping', { filler: 'x'.repeat(300_000) })).status).toBe(413);
    expect((await send('customer', 'ping', { filler: 'x'.repeat(200_000) })).status).toBe(200);
  });
});

describe('polling', () => {
  it('ats_ext_test_polling takes ten seconds of the clock', async () => {
    const { sandbox, send } = await make();
    let { status, cookies } = await send('customer', 'ats_ext_test_polling');
    expect(status).toBe(202);
    expect(Object.keys(cookies).sort()).toEqual(['CID', 'QTKN', 'SID']);
    for (let at = 0; at < 9900; at += 300) {
      sandbox.advance(300);
      const answer = await send('customer', 'ats_ext_test_polling', {}, { cookie: cookieOf(cookies) });
      expect(answer.status).toBe(202);
      cookies = { ...cookies, ...answer.cookies };
    }
    sandbox.advance(300);
    const answer = await send('customer', 'ats_ext_test_polling', {}, { cookie: cookieOf(cookies) });
    expect([answer.status, answer.fields.result]).toEqual([200, 0]);
  });

  it('does the work once, however often it is asked', async () => {
    const { sandbox, send, hold } = await makeGame();
    sandbox.faults.add({ cmd: 'seats_hold', fault: 'poll', count: 3 });
    const first = await send('hold', 'seats_hold', hold('s1'));
    expect(sandbox.world.holds()).toHaveLength(2);
    let cookies = first.cookies;
    const statuses = [];
    for (let poll = 0; poll < 5; poll += 1) {
      const answer = await send('hold', 'seats_hold', hold('s1'), { cookie: cookieOf(cookies) });
      statuses.push(answer.status);
      cookies = { ...cookies, ...answer.cookies };
    }
    expect(statuses).toEqual([202, 202, 202, 200, 200]);
    expect(sandbox.world.holds()).toHaveLength(2);
    expect(sandbox.traffic()).toMatchObject({ polls: 5, byCommand: { seats_hold: 1 } });
  });

  it('who does not honour a changed cookie is refused', async () => {
    const { sandbox, send } = await make();
    sandbox.faults.add({ cmd: 'ping', fault: 'poll', count: 4 });
    const cookie = cookieOf((await send('customer', 'ping')).cookies);
    const results = [];
    for (let poll = 0; poll < 3; poll += 1)
      results.push((await send('customer', 'ping', {}, { cookie })).fields.result);
    expect(results).toEqual([undefined, undefined, 4002]);
  });

  it('another request with the same cookies is refused', async () => {
    const { send } = await make({ pollEvery: 1 });
    const cookie = cookieOf((await send('customer', 'ping')).cookies);
    expect((await send('customer', 'ping', { ref: '2' }, { cookie })).fields.result).toBe(4002);
    expect((await send('buy', 'ping', {}, { cookie })).fields.result).toBe(4002);
    expect((await send('customer', 'ping', {}, { cookie: 'SID=1; CID=2; QTKN=3' })).fields.result).toBe(4002);
    expect((await send('customer', 'ping', {}, { cookie })).status).toBe(202);
  });

  it('meets about the share of calls that is asked for', async () => {
    const { send } = await make({ pollEvery: 0.25 });
    let polled = 0;
    for (let call = 0; call < 200; call += 1) if ((await send('customer', 'ping')).status === 202) polled += 1;
    expect(polled).toBeGreaterThan(30);
    expect(polled).toBeLessThan(70);
  });
});

describe('the quota', () => {
  it('refuses with the seconds to wait, counts polls, and is one for each account', async () => {
    const { sandbox, send, second } = await make({ quota: { perMinute: 3, perDay: 100 } });
    const other = makeCaller(sandbox.url, second);
    const { cookies } = await send('customer', 'ats_ext_test_polling');
    await send('customer', 'ats_ext_test_polling', {}, { cookie: cookieOf(cookies) });
    sandbox.advance(20_000);
    await send('customer', 'ping');
    const refused = await send('customer', 'ping');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    expect((await other.send('customer', 'ping')).status).toBe(200);
    sandbox.advance(40_000);
    expect((await send('customer', 'ping')).status).toBe(200);
    expect(sandbox.traffic().overQuota).toBe(1);
    sandbox.setQuota(null);
    for (let call = 0; call < 10; call += 1) expect((await send('customer', 'ping')).status).toBe(200);
  });

  it('does not count what was not let in', async () => {
    const { send } = await make({ quota: { perMinute: 1, perDay: 100 } });
    expect((await send('customer', 'ping', {}, { key: 'wrong' })).status).toBe(401);
    expect((await send('customer', 'ping')).status).toBe(200);
    expect((await send('customer', 'ping')).status).toBe(429);
  });
});

describe('an answer kept as bytes', () => {
  it('is another one after a sale, a hold, its end and a change of prices', async () => {
    const { sandbox, ask, event, hold } = await makeGame({ holdSeconds: 60 });
    const free = async () => {
      const { sections } = await ask('inventory', 'get_avail_seats', { ...event, summary_flag: 'Y' });
      return (sections as { num_seats: number }[]).reduce((sum, { num_seats }) => sum + num_seats, 0);
    };
    const all = await free();
    expect(await free()).toBe(all);
    await ask('hold', 'seats_hold', hold('s1', 3));
    expect(await free()).toBe(all - 3);
    sandbox.acts.sellByOthers({ eventName: event.event_name, className: 'FLEX', count: 5 });
    expect(await free()).toBe(all - 8);
    sandbox.advance(60_000);
    expect(await free()).toBe(all - 5);
    const prices = async () => (await ask('inventory', 'event_price_info', event)).price_info;
    const before = await prices();
    sandbox.acts.changePrices({ eventName: event.event_name, percent: 200 });
    expect(await prices()).not.toEqual(before);
  });
});

describe('a fault', () => {
  /** What a hold of two seats comes to, and how many seats it holds at the vendor. */
  async function holdWith(rule: Omit<FaultRule, 'cmd'>) {
    const { sandbox, send, hold, event } = await makeGame();
    sandbox.faults.add({ cmd: 'seats_hold', delayMs: 5, ...rule });
    const came = await send('hold', 'seats_hold', hold('s1')).catch(() => null);
    return { came, held: sandbox.world.holds().length, sandbox, send, hold, event };
  }

  it.each(['lost_request', 'timeout_before'] as const)('%s breaks the connection before the work', async (fault) => {
    const { came, held } = await holdWith({ fault });
    expect([came, held]).toEqual([null, 0]);
  });

  it.each(['lost_answer', 'timeout_after', 'half'] as const)(
    '%s breaks the connection after the work',
    async (fault) => {
      const { came, held } = await holdWith({ fault });
      expect([came, held]).toEqual([null, 2]);
    },
  );

  it('429 says when to come again, and 503 that it is down; neither does anything', async () => {
    const quota = await holdWith({ fault: '429', delayMs: 2500 });
    expect([quota.came?.status, quota.came?.headers.get('retry-after'), quota.held]).toEqual([429, '3', 0]);
    expect(quota.sandbox.traffic().overQuota).toBe(0);
    await open?.close();
    const down = await holdWith({ fault: '503' });
    expect([down.came?.status, down.held]).toEqual([503, 0]);
  });

  it('refuse answers a result nobody knows, and does nothing', async () => {
    const { came, held } = await holdWith({ fault: 'refuse', code: 9123 });
    expect([came?.status, came?.fields.result, held]).toEqual([200, 9123, 0]);
  });

  it('latency does the work, later', async () => {
    const { came, held } = await holdWith({ fault: 'latency' });
    expect([came?.fields.result, held]).toEqual([0, 2]);
  });

  it('garbage, a wrong shape and a wrong type are what is left of an answer to work that was done', async () => {
    const garbage = await holdWith({ fault: 'garbage' });
    expect(() => JSON.parse(garbage.came?.text ?? '{}')).toThrow('JSON');
    expect([garbage.came?.status, garbage.held]).toEqual([200, 2]);
    await open?.close();
    const shape = await holdWith({ fault: 'wrong_shape' });
    expect([shape.came?.fields, shape.held]).toEqual([{ result: 0 }, 2]);
    await open?.close();
    const type = await holdWith({ fault: 'wrong_type' });
    expect([type.came?.headers.get('content-type'), type.came?.fields.result, type.held]).toEqual(['text/html', 0, 2]);
  });

  it('sold_by_others takes the very seats that a hold names', async () => {
    const { sandbox, ask, send, hold } = await makeGame();
    const { held } = await ask('hold', 'seats_hold', hold('s1'));
    const [line] = held as { section_name: string; row_name: string; seat_num: number }[];
    await ask('hold', 'seats_release', { session_id: 's1' });
    sandbox.faults.add({ cmd: 'seats_hold_specific', fault: 'sold_by_others' });
    const seats = [
      {
        section_name: line?.section_name,
        row_name: line?.row_name,
        first_seat: line?.seat_num,
        last_seat: line?.seat_num,
      },
    ];
    const { fields } = await send('hold', 'seats_hold_specific', { ...hold('s2'), seats });
    expect(fields.result).toBe(6001);
    expect(sandbox.ledger()).toMatchObject([{ kind: 'SOLD', channel: 'OTHER', seat_num: line?.seat_num }]);
  });

  it('sold_by_others sells after a look what was looked at', async () => {
    const { sandbox, ask, event } = await makeGame();
    sandbox.faults.add({ cmd: 'get_avail_seats', fault: 'sold_by_others', count: 4, times: 1 });
    const look = () => ask('inventory', 'get_avail_seats', { ...event, summary_flag: 'Y' });
    const before = await look();
    expect(sandbox.ledger()).toHaveLength(4);
    expect(new Set(sandbox.ledger().map((entry) => entry.event_name))).toEqual(new Set([event.event_name]));
    expect(await look()).not.toEqual(before);
  });

  it('holds_lost ends the cart that a request names', async () => {
    const { sandbox, ask, hold } = await makeGame();
    await ask('hold', 'seats_hold', hold('s1'));
    await ask('hold', 'seats_hold', hold('s2'));
    sandbox.faults.add({ cmd: 'shopping_cart', fault: 'holds_lost' });
    expect(await ask('hold', 'shopping_cart', { session_id: 's1' })).toMatchObject({ status: 'EXPIRED' });
    expect(new Set(sandbox.world.holds().map(({ session_id }) => session_id))).toEqual(new Set(['s2']));
  });

  it('price_change makes a hold dearer than what was looked at', async () => {
    const { sandbox, ask, hold } = await makeGame();
    const { total } = await ask('hold', 'seats_hold', hold('s1'));
    sandbox.faults.add({ cmd: 'seats_hold', fault: 'price_change', percent: 200 });
    const { total: dearer } = await ask('hold', 'seats_hold', hold('s2'));
    expect(Number(dearer)).toBe(2 * Number(total));
  });

  it('of a poll leaves the work and the cookies as they are', async () => {
    const { sandbox, send, hold } = await makeGame();
    sandbox.faults.add({ cmd: 'seats_hold', fault: 'poll', count: 2 });
    for (const [index, fault] of (['lost_answer', '503', '429'] as const).entries()) {
      sandbox.faults.add({ cmd: 'seats_hold', fault, onPoll: true, nth: index + 1 });
    }
    let { cookies } = await send('hold', 'seats_hold', hold('s1'));
    const statuses = [];
    for (let count = 0; count < 6; count += 1) {
      const answer = await send('hold', 'seats_hold', hold('s1'), { cookie: cookieOf(cookies) }).catch(() => null);
      statuses.push(answer?.status ?? 'broken');
      cookies = { ...cookies, ...answer?.cookies };
    }
    expect(statuses).toEqual(['broken', 503, 429, 202, 200, 200]);
    expect(sandbox.world.holds()).toHaveLength(2);
  });

  it('of a polled call spoils its answer', async () => {
    const { sandbox, send } = await make();
    sandbox.faults.add({ cmd: 'ping', fault: 'poll', count: 1 });
    sandbox.faults.add({ cmd: 'ping', fault: 'garbage' });
    const { status, cookies } = await send('customer', 'ping');
    const cookie = cookieOf(cookies);
    expect([status, (await send('customer', 'ping', {}, { cookie })).status]).toEqual([202, 202]);
    expect((await send('customer', 'ping', {}, { cookie })).text).toContain('Server Error');
  });
});

it('a sandbox that closes breaks the calls that wait', async () => {
  const { sandbox, send } = await make({ faults: [{ cmd: '*', fault: 'timeout_before' }] });
  const end = send('customer', 'ping').then(
    () => 'answered',
    () => 'broken',
  );
  await expect.poll(() => sandbox.traffic().requests).toBe(1);
  await sandbox.close();
  open = null;
  expect(await end).toBe('broken');
});

it('a port that is taken is an error, and what runs there goes on', async () => {
  const { sandbox, ask } = await make();
  await expect(openSandbox({ port: Number(new URL(sandbox.url).port) })).rejects.toThrow('EADDRINUSE');
  expect(await ask('customer', 'ping')).toMatchObject({ result: 0 });
});
