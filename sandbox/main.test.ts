import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoAccount } from './accounts.ts';
import { makeCaller } from './testing.ts';

let folder: string;
let port: number;
let children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-main-'));
  port = await freePort();
});

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  const env = { ...process.env, SANDBOX_PORT: String(port), FLEX_DATA_DIR: folder, SANDBOX_SALES_PER_MINUTE: '0' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok || child.exitCode !== null,
      () => child.exitCode !== null,
    );
  await expect.poll(isUp, { timeout: 60_000 }).toBe(true);
  const read = async (path: string) => (await fetch(`${url}${path}`)).json();
  return { child, url, read, ...makeCaller(url, demoAccount) };
}

it('after kill -9 the season has every hold and every sale that was answered', async () => {
  const first = await start();
  await fetch(`${first.url}/admin/quota`, { method: 'POST', body: '{"quota":null}' });
  const { events } = await first.ask('customer', 'event_search', { item_set: 'SEASON' });
  const at = new Date().toISOString();
  const list = events as { event_name: string; onsale_datetime: string; offsale_datetime: string }[];
  const game = list.find((one) => one.onsale_datetime < at && one.offsale_datetime > at);
  const hold = {
    event_name: game?.event_name,
    class: 'FLEX',
    ticket_type_code: 'ADULT',
    num_seats: 2,
    contiguous: 'N',
  };
  const person = { name_first: 'A', name_last: 'B', email: 'a@b.example' };
  const { customer } = await first.ask('customer', 'customer_add', person);
  const { acct_id } = customer as { acct_id: string };

  const answered: unknown[] = [];
  const buying = Array.from({ length: 4 }, async (_, buyer) => {
    for (let cart = 0; ; cart += 1) {
      const of = { session_id: `buyer-${buyer}-${cart}`, acct_id };
      await first.ask('hold', 'seats_hold', { ...of, ...hold });
      const { amount_due } = await first.ask('buy', 'check_out', of);
      const payment = { amount: amount_due, payment_method: 'CARD', payment_token: 'tok_visa' };
      answered.push((await first.ask('buy', 'payment_request', { ...of, ...payment })).order_num);
      if (answered.length === 12) first.child.kill('SIGKILL');
    }
  });
  const ends = await Promise.allSettled(buying);
  expect(ends.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'rejected'));

  const second = await start();
  const ledger = await second.read('/admin/ledger');
  const orders = new Set((ledger as { order_num: string }[]).map(({ order_num }) => order_num));
  expect(answered.length).toBeGreaterThanOrEqual(12);
  expect(answered.filter((order) => !orders.has(String(order)))).toEqual([]);
  expect(await (await fetch(`${second.url}/admin/check`, { method: 'POST' })).json()).toEqual({ isConsistent: true });
});

it('the demo has the quota of the usual contract', async () => {
  const { read } = await start();
  const usual = { perMinute: 80, perDay: 5000 };
  expect(await read('/admin/state')).toMatchObject({
    accounts: [
      { dsn: 'flexdemo', uid: 'FLEX', quota: usual },
      { dsn: 'flexdemo2', quota: usual },
    ],
    world: { events: 44 },
  });
});

it('ends in order at a signal, and when whoever started it is gone', async () => {
  const first = await start();
  first.child.kill('SIGTERM');
  expect(await once(first.child, 'exit')).toEqual([0, null]);
  const second = await start();
  second.child.disconnect();
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

it('a second one on the same port ends and leaves the data of the first alone', async () => {
  const first = await start();
  const sold = await fetch(`${first.url}/admin/acts/sellByOthers`, { method: 'POST', body: '{"count":3}' });
  expect(sold.status).toBe(200);
  const env = { ...process.env, SANDBOX_PORT: String(port), FLEX_DATA_DIR: folder };
  const second = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], { env });
  children.push(second);
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  expect(await once(second, 'exit')).toEqual([1, null]);
  expect(said).toContain(`Port ${port} is taken by another program. Choose another one: SANDBOX_PORT=`);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(await (await start()).read('/admin/ledger')).toHaveLength(3);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
