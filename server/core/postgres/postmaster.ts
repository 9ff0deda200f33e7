import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonic } from '../clock.ts';
import type { Account } from './account.ts';
import { type Binaries, childOptions } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { isPostmaster, processIdentity, signal } from './processes.ts';

/** All it takes to start a server. */
export type Launch = {
  cluster: Cluster;
  binaries: Binaries;
  account: Account;
  settings: Readonly<Record<string, string>>;
};

/** A server's main process. `port` is 0 while it has only begun to start. */
export type Postmaster = { pid: number; port: number };

/**
 * The server that runs on this data, or null. A pid file that a killed server left behind is removed, also when its
 * number now belongs to another program, which PostgreSQL itself cannot tell.
 */
export function findPostmaster(cluster: Cluster): Postmaster | null {
  const file = join(cluster.data, 'postmaster.pid');
  const [pid = '', , , port = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  if (pid === '') return null;
  if (isPostmaster(Number(pid), cluster.data)) return { pid: Number(pid), port: Number(port) };
  rmSync(file, { force: true });
  return null;
}

/**
 * Starts a server and waits until it has taken the data folder, or has ended for a reason that passes (another was
 * first, the port was taken, a killed server's processes are not all gone yet), so that looking and trying again helps.
 *
 * @throws with PostgreSQL's own words when it ended for another reason.
 */
export async function launchPostmaster(launch: Launch, port: number): Promise<void> {
  const { cluster, binaries, account } = launch;
  rmSync(cluster.startLog, { force: true }); // Another user may have written it.
  const output = openSync(cluster.startLog, 'w');
  const settings = Object.entries({ ...fixedSettings, ...launch.settings, port: String(port) });
  const args = ['-D', cluster.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(binaries.postgres, args, {
    ...childOptions(account),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  const faults: Error[] = [];
  child.on('error', (error) => faults.push(error));
  while (child.exitCode === null && child.signalCode === null && faults.length === 0) {
    const found = findPostmaster(cluster);
    if (found !== null && found.pid === child.pid && found.port > 0) return;
    await sleep(2);
  }
  const words = lastWords(cluster);
  if (faults.length > 0 || !passingFaults.test(words)) {
    throw new Error(`PostgreSQL does not start:\n${words}`, { cause: faults[0] });
  }
}

/** A fast stop, which rolls open transactions back; presses harder after 20 seconds. */
export async function stopPostmaster(pid: number, cluster: Cluster): Promise<void> {
  const running = isPostmaster(pid, cluster.data) ? processIdentity(pid) : null;
  if (running === null) return;
  signal(pid, 'SIGINT');
  if (await hasEnded(pid, running, 20_000)) return;
  signal(pid, 'SIGQUIT');
  if (await hasEnded(pid, running, 10_000)) return;
  throw new Error(`PostgreSQL (process ${pid}) does not stop`);
}

/** What the server said of its start, and the end of its newest log. */
export function lastWords(cluster: Cluster): string {
  const folder = join(cluster.data, 'log');
  const logs = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const newest = logs.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs).slice(-1);
  const ends = [cluster.startLog, ...newest].map((file) => readFileSync(file, 'utf8').trim().split('\n').slice(-6));
  return ends.flat().join('\n');
}

const passingFaults = /lock file .* already exists|still in use|could not bind|Address already in use/;

/** Only this machine, only TCP; everything in UTC; logs kept for a week. */
const fixedSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
};

/** By its identity, not its command line, which the system takes away some moments before the process is gone. */
async function hasEnded(pid: number, identity: string, patience: number): Promise<boolean> {
  const giveUpAt = monotonic() + patience;
  while (processIdentity(pid) === identity) {
    if (monotonic() > giveUpAt) return false;
    await sleep(5);
  }
  return true;
}
