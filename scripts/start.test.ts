import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freePort } from '../server/core/free-port.ts';
import { processIdentity } from '../server/core/postgres/processes.ts';

let base: string;
let environment: Record<string, string>;
let starts: Start[] = [];

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'flex start '));
  chmodSync(base, 0o755);
  const [port, sandboxPort] = await Promise.all([freePort(0), freePort(0)]);
  environment = { FLEX_DATA_DIR: join(base, 'data dir'), PORT: String(port), SANDBOX_PORT: String(sandboxPort) };
});

afterEach(async () => {
  for (const { child, ended } of starts) {
    child.kill('SIGTERM');
    await ended;
  }
  starts = [];
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

it('a start says where everything is, and a signal stops it all without leaving a process', async () => {
  const first = start();
  const said = await first.ready;
  const address = `http://localhost:${environment.PORT}`;
  expect(said).toContain(`Cortex    ${address}/cortex/`);
  expect(said).toMatch(new RegExp(`Sign in {3}${address}/cortex/sign-in#token=\\S{20}`));
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  const sandbox = `http://127.0.0.1:${environment.SANDBOX_PORT}`;
  expect((await fetch(`${sandbox}/healthz`)).status).toBe(200);
  expect((await fetch(`${sandbox}/anything`)).status).toBe(404);

  const all = [...descendants(first.child), postmaster()];
  expect(all.length).toBeGreaterThanOrEqual(4);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(all.filter((pid) => processIdentity(pid) !== null)).toEqual([]);
});

it('a second start in the same folder is refused and told where the first one is', async () => {
  await start().ready;
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain('is running already in this folder');
  expect(second.said()).toContain(`It is at http://localhost:${environment.PORT}.`);
});

it('a taken port is named with what to do, and nothing is left running', async () => {
  const thief = createServer().listen(Number(environment.PORT), '127.0.0.1');
  await once(thief, 'listening');
  const refused = start();
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toContain(`Port ${environment.PORT} is taken by another program. Choose another one: PORT=`);
  expect(() => postmaster()).toThrow('ENOENT');
  thief.close();
});

it('a taken port of the sandbox is named with what to do', async () => {
  const thief = createServer().listen(Number(environment.SANDBOX_PORT), '127.0.0.1');
  await once(thief, 'listening');
  const refused = start();
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toContain(`Port ${environment.SANDBOX_PORT} is taken by another program.`);
  expect(refused.said()).toContain('SANDBOX_PORT=');
  thief.close();
});

it('after kill -9 of the server the next start goes on with the same database', async () => {
  const first = start();
  await first.ready;
  const before = postmaster();
  process.kill(serverOf(first.child), 'SIGKILL');
  expect(await first.ended).toBe(1);
  expect(first.said()).toContain('The server was ended by SIGKILL');

  const second = start();
  await second.ready;
  expect(postmaster()).toBe(before);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(processIdentity(before)).toBe(null);
});

it('when the start itself is killed the server and the sandbox end with it', async () => {
  const first = start();
  await first.ready;
  const all = [...descendants(first.child), postmaster()];
  first.child.kill('SIGKILL');
  await expect.poll(() => all.filter((pid) => processIdentity(pid) !== null), { timeout: 20_000 }).toEqual([]);
});

type Start = { child: ChildProcess; said: () => string; ready: Promise<string>; ended: Promise<number | null> };

function start(): Start {
  const env = { ...process.env, FLEX_MODE: 'demo', DATABASE_URL: undefined, ...environment };
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env });
  let text = '';
  const ended = once(child, 'close').then(([code]) => code);
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('Press Ctrl-C to stop.')) resolve(text);
      });
    }
    child.on('close', () => reject(new Error(`it ended: ${text}`)));
  });
  ready.catch(() => {}); // A start that shall be refused is not waited for.
  const made = { child, said: () => text, ready, ended };
  starts.push(made);
  return made;
}

function descendants(child: ChildProcess): number[] {
  const all = processes();
  const found = [child.pid ?? 0];
  for (const parent of found) found.push(...all.filter(({ parentPid }) => parentPid === parent).map(({ pid }) => pid));
  return found;
}

function serverOf(child: ChildProcess): number {
  const isServer = ({ command }: Process) => command.includes('dist/server/main.js');
  return processes().find((process) => process.parentPid === child.pid && isServer(process))?.pid ?? 0;
}

type Process = { pid: number; parentPid: number; command: string };

/** Small Linux machines have no `ps`, and others have no `/proc`. */
function processes(): Process[] {
  if (process.platform === 'linux')
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? linuxProcess(name) : []));
  const { stdout } = spawnSync('/bin/ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parentPid, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : { pid: Number(pid), parentPid: Number(parentPid), command };
  });
}

function linuxProcess(pid: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid: Number(pid), parentPid: Number(parentPid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }];
  } catch {
    return []; // It has just ended.
  }
}

function postmaster(): number {
  const file = join(String(environment.FLEX_DATA_DIR), 'postgres', 'cluster', 'data', 'postmaster.pid');
  return Number.parseInt(readFileSync(file, 'utf8'), 10);
}
