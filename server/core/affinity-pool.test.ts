import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../test/harness/database.ts';
import { type AffinityPool, openAffinityPool } from './affinity-pool.ts';

let test: TestDatabase;
let pool: AffinityPool;
let held: PoolClient[];

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());
beforeEach(() => {
  held = [];
  pool = openPool(test.url);
});
afterEach(async () => {
  vi.useRealTimers();
  for (const client of held) client.release();
  await pool.end();
});

function openPool(connectionString: string) {
  const made = openAffinityPool({ connectionString, max: 4, connectionTimeoutMillis: 5_000 });
  made.on('error', () => {});
  return made;
}

async function hold(near: string | null): Promise<PoolClient> {
  const client = await pool.connect(near);
  held.push(client);
  return client;
}
function giveBack(client: PoolClient) {
  held.splice(held.indexOf(client), 1);
  client.release();
}
const pidOf = async (client: PoolClient) => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid;
};
async function homeOf(near: string) {
  const client = await hold(near);
  const pid = await pidOf(client);
  giveBack(client);
  return pid;
}
const stores = Array.from({ length: 40 }, (_, index) => `s_${index}`);

/** Two stores whose first connection is the same, and one of another. */
async function neighbours() {
  const homes = await Promise.all(stores.slice(0, 1).map(homeOf));
  for (const name of stores.slice(1)) homes.push(await homeOf(name));
  const [home] = homes;
  const next = homes.indexOf(home, 1);
  return { home, one: stores[0] ?? '', other: stores[next] ?? '' };
}

describe('a store', () => {
  it('comes back to its connection, whatever others used in between', async () => {
    const first = await homeOf('s_any');
    for (const name of stores) await homeOf(name);
    const others = await Promise.all([hold(null), hold(null)]);
    const pids = await Promise.all(others.map(pidOf));
    for (const client of others) giveBack(client);
    expect(new Set(pids).size).toBe(2);
    expect(await homeOf('s_any')).toBe(first);
  });

  it('shares its connection with no more than its part of the stores', async () => {
    const homes = new Map<number | undefined, number>();
    for (const name of stores) {
      const home = await homeOf(name);
      homes.set(home, (homes.get(home) ?? 0) + 1);
    }
    expect(homes.size).toBe(4);
    expect(Math.max(...homes.values())).toBeLessThan(20);
  });

  it('has as many connections as it does things at once, always the same', async () => {
    const useTwo = async () => {
      const clients = [await hold('s_any'), await hold('s_any')];
      const pids = await Promise.all(clients.map(pidOf));
      for (const client of clients) giveBack(client);
      return pids;
    };
    const first = await useTwo();
    expect(new Set(first).size).toBe(2);
    for (const name of stores) await homeOf(name);
    expect(await useTwo()).toEqual(first);
    const all = await Promise.all(Array.from({ length: 4 }, () => hold('s_any')));
    expect(new Set(await Promise.all(all.map(pidOf))).size).toBe(4);
  });

  it('waits for its connection while another store has it', async () => {
    const { one, other, home } = await neighbours();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const busy = await hold(one);
    const waiting = hold(other);
    await expectWaiting(1);
    giveBack(busy);
    expect(await pidOf(await waiting)).toBe(home);
  });

  it('takes another when it has waited for a moment', async () => {
    const { one, other, home } = await neighbours();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    await hold(one);
    const waiting = hold(other);
    await expectWaiting(1);
    vi.advanceTimersByTime(25);
    expect(await pidOf(await waiting)).not.toBe(home);
  });

  it('does not wait for a connection that somebody has had for long', async () => {
    const { one, other, home } = await neighbours();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    await hold(one);
    vi.advanceTimersByTime(251);
    const client = await hold(other);
    expect(await pidOf(client)).not.toBe(home);
  });
});

describe('when all connections are in use', () => {
  it('who came first is served first', async () => {
    const [first] = await Promise.all(Array.from({ length: 4 }, () => hold(null)));
    if (first === undefined) throw new Error('nothing is held');
    const served: string[] = [];
    const waiting = ['s_1', null, 's_2'].map(async (near) => {
      const client = await hold(near);
      served.push(near ?? 'any');
      giveBack(client);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    await expectWaiting(3);
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 30)); // until they take any
    giveBack(first);
    await Promise.all(waiting);
    expect(served).toEqual(['s_1', 'any', 's_2']);
  });

  it('who waits too long is refused, and nothing is lost', async () => {
    const clients = await Promise.all(Array.from({ length: 4 }, () => hold(null)));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const refused = failureOf(hold('s_1'));
    await expectWaiting(1);
    vi.advanceTimersByTime(5_000);
    expect(await refused).toBe('no connection was free in time');
    vi.useRealTimers();
    for (const client of clients) giveBack(client);
    expect(pool.waitingCount).toBe(0);
    expect(pool.idleCount).toBe(4);
    await Promise.all(Array.from({ length: 4 }, () => hold('s_1')));
  });

  it('who waits when the pool is closed is refused', async () => {
    await Promise.all(Array.from({ length: 4 }, () => hold(null)));
    const closing = openPool(test.url);
    const clients = await Promise.all(Array.from({ length: 4 }, () => closing.connect()));
    const refused = failureOf(closing.connect('s_1'));
    const closed = closing.end();
    expect(await refused).toBe('the pool is closed');
    for (const client of clients) client.release();
    await closed;
    await expect(closing.connect()).rejects.toThrow('the pool is closed');
  });
});

it('a connection that breaks is replaced, and its place goes on', async () => {
  const client = await hold('s_any');
  const other = await hold(null);
  const home = await pidOf(client);
  giveBack(client);
  const gone = new Promise((resolve) => pool.once('error', resolve));
  await other.query('select pg_terminate_backend($1, 5000)', [home]);
  await gone;
  const next = await homeOf('s_any');
  expect(next).not.toBe(home);
  expect(await homeOf('s_any')).toBe(next);
});

it('a database that does not answer leaves every place free', async () => {
  const lost = openPool('postgres://x:y@127.0.0.1:1/x');
  for (let time = 0; time < 9; time += 1) expect(await failureOf(lost.connect('s_any'))).toContain('ECONNREFUSED');
  expect(lost.waitingCount).toBe(0);
  await lost.end();
});

const failureOf = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

/** Until so many wait; takes no time of the clock. */
async function expectWaiting(count: number) {
  for (let turn = 0; turn < 20 && pool.waitingCount < count; turn += 1) await Promise.resolve();
  expect(pool.waitingCount).toBe(count);
}
