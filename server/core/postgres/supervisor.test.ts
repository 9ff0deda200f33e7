import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { processIdentity } from './processes.ts';
import { type PostgresOptions, type RunningPostgres, startPostgres } from './supervisor.ts';

const settings = { fsync: 'off', shared_buffers: '16MB' };
let base: string;
let dataDir: string;
let tables = 0;
let running: RunningPostgres[] = [];
let others: ChildProcess[] = [];

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'flex postgres '));
  chmodSync(base, 0o755);
  dataDir = join(base, 'data dir');
});

afterEach(async () => {
  for (const other of others) other.kill('SIGKILL');
  for (const postgres of running) await postgres.stop();
  running = [];
  others = [];
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('a start', () => {
  it('makes the database the first time and finds it again, at the same address, the second time', async () => {
    const first = await start();
    const table = await makeTable(first.url);
    await first.stop();
    await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED');

    const second = await start();
    expect([second.url, second.attached]).toEqual([first.url, false]);
    expect(await query(second.url, `select id from ${table}`)).toEqual([{ id: 7 }]);
  });

  it('gives the application a role that is no superuser and lets nobody in without the password', async () => {
    const { url } = await start();
    expect(await query(url, 'select usesuper, usecreatedb from pg_user where usename = current_user')).toEqual([
      { usesuper: false, usecreatedb: true },
    ]);
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'cluster', 'password')).mode & 0o077).toBe(0);
  });

  it('listens on loopback only, without a unix socket, in UTC, sorting by code point', async () => {
    const { url } = await start();
    const [row] = await query(
      url,
      `select current_setting('timezone') as zone, current_setting('server_encoding') as encoding, 'B' < 'a' as sorted`,
    );
    expect(row).toEqual({ zone: 'UTC', encoding: 'UTF8', sorted: true });
    const [, , , port, sockets, hosts] = readFileSync(pidFile(), 'utf8').split('\n');
    expect([port, sockets, hosts]).toEqual([new URL(url).port, '', '127.0.0.1']);
  });

  it('made twice at once for the first time ends with both on one server', async () => {
    const fresh = { dataDir: join(base, 'twice') };
    const [one, two] = await Promise.all([start(fresh), start(fresh)]);
    expect(one.url).toBe(two.url);
  });

  it('takes another port when its own is taken', async () => {
    const first = await start();
    await first.stop();
    const thief = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(thief, 'listening');
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    thief.close();
  });

  it('works in a folder that other users cannot enter, and keeps its data when they can', async () => {
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const first = await start({ dataDir: join(closed, 'data') });
    const isRoot = process.getuid?.() === 0;
    expect(first.home).toMatch(isRoot ? /^\/var\/lib\/attend-flex\/[0-9a-f]{16}$/ : /closed\/data$/);
    const table = await makeTable(first.url);
    await first.stop();

    chmodSync(closed, 0o755);
    const second = await start({ dataDir: join(closed, 'data') });
    expect(await query(second.url, `select id from ${table}`)).toEqual([{ id: 7 }]);
    await second.stop();
    rmSync(second.home, { recursive: true });
  });

  it('clears away what an interrupted first start left', async () => {
    const left = join(base, 'interrupted', 'new-999999999-x');
    mkdirSync(left, { recursive: true });
    await start({ dataDir: join(base, 'interrupted') });
    expect(() => statSync(left)).toThrow('ENOENT');
  });
});

describe('a refusal', () => {
  it('says that the folder cannot be made', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(startPostgres({ dataDir: join(base, 'file', 'x') })).rejects.toThrow('set FLEX_DATA_DIR');
  });

  it('repeats what PostgreSQL says about a setting it does not know, and leaves nothing running', async () => {
    const wrong = startPostgres({ dataDir, settings: { shared_buffers: 'plenty' } });
    await expect(wrong).rejects.toThrow('invalid value for parameter "shared_buffers"');
    expect(() => postmasterPid()).toThrow('ENOENT');
  });

  it('names the version that made the data', async () => {
    await (await start()).stop();
    const file = join(dataDir, 'cluster', 'data', 'PG_VERSION');
    const truth = readFileSync(file);
    writeFileSync(file, '14\n');
    await expect(startPostgres({ dataDir })).rejects.toThrow('was made by PostgreSQL 14');
    writeFileSync(file, truth);
  });

  it('says that the server does not take the password kept beside it', async () => {
    const { url } = await start();
    const file = join(dataDir, 'cluster', 'password');
    const truth = readFileSync(file);
    writeFileSync(file, 'another');
    await expect(startPostgres({ dataDir })).rejects.toThrow('does not take the password');
    writeFileSync(file, truth);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('several users of one server', () => {
  it('attach to it, and the last one stops it', async () => {
    const first = await start();
    const second = await start();
    expect([second.attached, second.url]).toEqual([true, first.url]);
    await first.stop();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    await expect(query(second.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('do not wait for one that died', async () => {
    const first = await start();
    writeFileSync(join(dataDir, 'users', '999999999-1'), '12345');
    writeFileSync(join(dataDir, 'users', `${process.pid}-99`), 'another start time');
    await first.stop();
    await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('after kill -9', () => {
  it('of PostgreSQL, it is started again at the same address with every committed row', async () => {
    const { url } = await start();
    const table = await makeTable(url);
    const killed = postmasterPid();
    process.kill(killed, 'SIGKILL');
    expect(await eventually(() => query(url, `select id from ${table}`))).toEqual([{ id: 7 }]);
    expect(postmasterPid()).not.toBe(killed);
  });

  it('of the process that started it, the next start attaches and its stop stops it', async () => {
    const other = await startInOtherProcess();
    const table = await makeTable(other.url);
    await kill(other.child);
    const next = await start();
    expect([next.attached, next.url]).toEqual([true, other.url]);
    expect(await query(next.url, `select id from ${table}`)).toEqual([{ id: 7 }]);
    const pid = postmasterPid();
    await next.stop();
    expect(processIdentity(pid)).toBe(null);
  });

  it('of both, the next start recovers every committed row', async () => {
    const other = await startInOtherProcess();
    const table = await makeTable(other.url);
    const pid = postmasterPid();
    await kill(other.child);
    process.kill(pid, 'SIGKILL');
    const next = await start();
    expect([next.attached, next.url]).toEqual([false, other.url]);
    expect(await query(next.url, `select id from ${table}`)).toEqual([{ id: 7 }]);
  });

  it('of both, a pid file whose number now belongs to another program does not stop the start', async () => {
    const other = await startInOtherProcess();
    const pid = postmasterPid();
    await kill(other.child);
    process.kill(pid, 'SIGKILL');
    writeFileSync(pidFile(), readFileSync(pidFile(), 'utf8').replace(String(pid), String(process.pid)));
    const next = await start();
    expect(next.attached).toBe(false);
    expect(processIdentity(process.pid)).not.toBe(null);
  });
});

async function start(options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir, settings, ...options });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= postgres.stop();
    return stopped;
  };
  running.push({ ...postgres, stop });
  return { ...postgres, stop };
}

async function startInOtherProcess() {
  const source = `
    import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'supervisor.ts'))};
    const { url } = await startPostgres(${JSON.stringify({ dataDir, settings })});
    console.log(url);
    setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', source];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  others.push(child);
  const [line] = await once(child.stdout, 'data');
  return { child, url: String(line).trim() };
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function pidFile(): string {
  return join(dataDir, 'cluster', 'data', 'postmaster.pid');
}

function postmasterPid(): number {
  return Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);
}

async function makeTable(url: string): Promise<string> {
  tables += 1;
  await query(url, `create table kept_${tables} as select 7 as id`);
  return `kept_${tables}`;
}

async function query(url: string, text: string) {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
