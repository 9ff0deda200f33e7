import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSandbox } from './sandbox.ts';
import { makeCaller } from './testing.ts';
import type { Sandbox } from './types.ts';

let sandbox: Sandbox;
let game: string;

beforeEach(async () => {
  sandbox = await openSandbox({ now: () => Date.UTC(2026, 0, 15, 20) });
  const { events } = await ask('customer', 'event_search', { item_set: 'SEASON' });
  game = (events as { event_name: string }[])[1]?.event_name ?? '';
});

afterEach(() => sandbox.close());

function ask(...args: Parameters<ReturnType<typeof makeCaller>['ask']>) {
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('there is an account');
  return makeCaller(sandbox.url, account).ask(...args);
}

type Body = { id?: number; changed?: number; error?: string; endpoints?: string[] };

async function admin(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.url}/admin/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const act = (name: string, what: unknown) => admin('POST', `acts/${name}`, what);

it('says what it is to who opens it, and that it runs', async () => {
  const page = await fetch(sandbox.url);
  expect(await page.text()).toContain('dsn=flexdemo&apikey=…');
  expect((await fetch(`${sandbox.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${sandbox.url}/anything`)).status).toBe(404);
});

it('the state has time, counts, accounts, traffic and faults', async () => {
  await admin('POST', 'quota', { dsn: 'flexdemo', quota: { perMinute: 5, perDay: 6 } });
  await admin('POST', 'clock', { advanceMs: 1500 });
  await ask('customer', 'ping');
  const { body } = await admin('GET', 'state');
  expect(body).toMatchObject({
    now: '2026-01-15T20:00:01.500Z',
    movedForwardMs: 1500,
    world: { openCarts: 0 },
    accounts: [
      { dsn: 'flexdemo', uid: 'FLEX', quota: { perMinute: 5, perDay: 6 }, usedInMinute: 1, usedToday: 1 },
      { dsn: 'flexdemo2', quota: null },
    ],
    traffic: { requests: 2, polls: 0, overQuota: 0, byCommand: { event_search: 1, ping: 1 } },
    waitingPolls: 0,
    salesPerMinute: 0,
    faults: [],
  });
});

it('faults are added, listed and cleared, and work meanwhile', async () => {
  const first = await admin('POST', 'faults', { cmd: 'ping', fault: 'refuse', code: 9001 });
  const second = await admin('POST', 'faults', { cmd: '*', fault: 'poll' });
  expect([first.status, first.body.id, second.body.id]).toEqual([200, 1, 2]);
  await expect(ask('customer', 'ping')).rejects.toThrow('9001');
  expect((await admin('GET', 'faults')).body).toMatchObject([{ id: 1, fired: 1 }, { id: 2 }]);
  expect((await admin('DELETE', 'faults/1')).body).toMatchObject([{ id: 2 }]);
  expect((await admin('DELETE', 'faults')).body).toEqual([]);
  expect(await ask('customer', 'ping')).toMatchObject({ result: 0 });
});

describe('an act', () => {
  it('of other channels stands in the ledger, which can be read from where one was', async () => {
    await act('sellByOthers', { eventName: game, count: 3 });
    await act('returnSeats', { eventName: game, count: 1 });
    await act('tradeSeats', { eventName: game });
    const { body } = await admin('GET', 'ledger');
    const kinds = (body as unknown as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(['SOLD', 'SOLD', 'SOLD']);
    expect(kinds.slice(3).sort()).toEqual(['REFUNDED', 'REFUNDED', 'SOLD']);
    expect((await admin('GET', 'ledger?since=4')).body).toEqual((body as unknown as object[]).slice(4));
    expect((await admin('POST', 'check')).body).toEqual({ isConsistent: true });
  });

  it('ends carts and orders, moves and cancels games, and changes prices', async () => {
    const hold = { event_name: game, class: 'FLEX', ticket_type_code: 'ADULT', num_seats: 2, contiguous: 'N' };
    await ask('hold', 'seats_hold', { session_id: 's1', ...hold });
    expect((await admin('GET', 'holds')).body).toMatchObject([{ session_id: 's1' }, { session_id: 's1' }]);
    expect((await act('dropHolds', { sessionId: 's1' })).body).toEqual({ dropped: 1 });
    const [sold] = sandbox.acts.sellByOthers({ eventName: game, count: 1 }).sold;
    expect(sold).toBeDefined();
    const order = sandbox.ledger()[0]?.order_num;
    expect((await act('endOrder', { orderNum: order, status: 'REFUNDED' })).body).toEqual({ seats: 1 });
    expect((await act('changePrices', { eventName: game, percent: 50 })).body.changed).toBeGreaterThan(0);
    expect(
      (await act('changePrices', { eventName: game, ticketTypeCode: 'ADULT', price: null })).body.changed,
    ).toBeGreaterThan(0);
    await act('moveEvent', { eventName: game, date: '2026-03-01', time: '18:30' });
    await act('cancelEvent', { eventName: game });
    const { events } = await ask('customer', 'event_details', { event_filter: game, event_filter_type: 'L' });
    expect(events).toMatchObject([{ event_date: '2026-03-01', event_time: '18:30', event_status: 'CANCELLED' }]);
    expect((await admin('GET', 'charges')).status).toBe(200);
  });

  it('that the vendor refuses is a conflict with its code', async () => {
    expect(await act('cancelEvent', { eventName: 'NONE' })).toMatchObject({ status: 409, body: { code: 4004 } });
    expect(await act('endOrder', { orderNum: 'NONE', status: 'CANCELLED' })).toMatchObject({
      status: 409,
      body: { code: 7004 },
    });
  });
});

it.each([
  ['acts/steal', {}, 'there is no act steal'],
  ['acts/sellByOthers', { count: 0 }, 'count must be'],
  ['acts/sellByOthers', { number: 1 }, 'unknown: number'],
  ['acts/sellByOthers', { seats: [{ sectionName: 'A', rowName: '1', firstSeat: 1 }] }, 'eventName is missing'],
  ['acts/sellByOthers', { eventName: 'A', seats: [] }, 'seats must be a list'],
  [
    'acts/sellByOthers',
    { eventName: 'A', seats: [{ sectionName: 'A', rowName: '1', firstSeat: 3, lastSeat: 2 }] },
    'lastSeat',
  ],
  ['acts/changePrices', {}, 'say percent, or price'],
  ['acts/changePrices', { percent: 90, price: '9.00' }, 'say percent, or price'],
  ['acts/changePrices', { price: '9' }, 'price must be text'],
  ['acts/endOrder', { orderNum: '1', status: 'GONE' }, 'status must be'],
  ['acts/moveEvent', { eventName: 'A', date: 'soon' }, 'date must be'],
  ['acts/moveEvent', { eventName: 'A', date: '2026-01-01', time: '7pm' }, 'time must be'],
  ['faults', { cmd: 'pong', fault: '503' }, 'there is no command pong'],
  ['quota', { quota: 80 }, 'quota must be'],
  ['quota', { quota: { perMinute: 1, perDay: -1 } }, 'perDay must be'],
  ['quota', { dsn: 'other', quota: null }, 'there is no dsn other'],
  ['sales', { perMinute: -1 }, 'perMinute must be'],
  ['clock', { advanceMs: -1 }, 'advanceMs must be'],
  ['clock', '{"adv', 'the body must be a JSON object'],
])('%s with %j is refused with words', async (path, body, error) => {
  const answer = await admin('POST', path, body);
  expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(error)]);
});

it('an endpoint that does not exist names those that do', async () => {
  for (const [method, path] of [
    ['GET', 'nothing'],
    ['POST', 'ledger'],
    ['POST', 'acts/'],
  ] as const) {
    const answer = await admin(method, path);
    expect([path, answer.status]).toEqual([path, path === 'acts/' ? 400 : 404]);
  }
  expect((await admin('GET', 'nothing')).body.endpoints).toContain('POST /admin/faults');
  expect((await fetch(`${sandbox.url}/admin`)).status).toBe(404);
});

it('a page in a browser reaches no admin endpoint', async () => {
  expect((await admin('POST', 'reset', {}, { origin: 'http://evil.example' })).status).toBe(403);
  const { port } = new URL(sandbox.url);
  const status = await new Promise((resolve) => {
    const asked = request({ port, path: '/admin/state', headers: { host: 'evil.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.end();
  });
  expect(status).toBe(403);
});

it('a reset makes a new world without faults and waiting polls', async () => {
  await act('sellByOthers', { count: 2 });
  await admin('POST', 'faults', { cmd: '*', fault: 'poll' });
  await fetch(`${sandbox.url}/admin/quota`, { method: 'POST', body: '{"quota":null}' });
  const { body } = await admin('POST', 'reset');
  expect(body).toMatchObject({ ledger: 0, faults: [], waitingPolls: 0 });
});
