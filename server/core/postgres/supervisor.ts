import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonic } from '../clock.ts';
import { type Account, canEnter, chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { choosePort, openCluster } from './cluster.ts';
import { addressOf, answers, prepareDatabase } from './connection.ts';
import {
  findPostmaster,
  type Launch,
  lastWords,
  launchPostmaster,
  type Postmaster,
  stopPostmaster,
} from './postmaster.ts';
import { isPostmaster } from './processes.ts';
import { registerUser } from './users.ts';

export type PostgresOptions = {
  /** The folder to keep everything in; made when missing. */
  dataDir: string;
  /** Gets a line when something takes time or goes wrong. */
  log?: (line: string) => void;
  /** PostgreSQL settings such as `{ fsync: 'off' }`; they count only when this call starts the server. */
  settings?: Readonly<Record<string, string>>;
};

export type RunningPostgres = {
  /** `postgres://…` of the role `flex`, which owns the database `flex` and may create others, and is no superuser. */
  url: string;
  /** The server was running already. */
  attached: boolean;
  /** Where its files are: `dataDir`, but for the exception of `placeData`. */
  home: string;
  /** Stops the server, unless another live process uses it too. */
  stop: () => Promise<void>;
};

/**
 * Starts the packaged PostgreSQL on `dataDir`, or attaches to the one that runs there already. Resolves when it
 * answers queries; a server that was killed has recovered by then.
 *
 * It listens on 127.0.0.1 only. When it is killed it is started again at the same address; when this process is killed
 * it keeps running, and the next call attaches to it.
 *
 * @throws Error in words for people: no package for this machine, a folder that cannot be written, data of another
 * version, or what PostgreSQL said.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { log = () => {}, settings = {} } = options;
  const { home, account } = placeData(makeFolder(resolve(options.dataDir)), log);
  const binaries = findBinaries(account);
  const cluster = await openCluster(home, binaries, account, log);
  const launch: Launch = { cluster, binaries, account, settings };
  const endUse = registerUser(home);
  try {
    const attached = findPostmaster(cluster) !== null;
    const postmaster = await ensureRunning(launch, log);
    await prepareDatabase(postmaster.port, cluster);
    const endWatch = watch(launch, postmaster, log);
    const stop = async () => {
      await endWatch();
      const last = findPostmaster(cluster);
      if (endUse() && last !== null) await stopPostmaster(last.pid, cluster);
    };
    return { url: addressOf(postmaster.port, cluster), attached, home, stop };
  } catch (error) {
    const started = findPostmaster(cluster);
    if (endUse() && started !== null) await stopPostmaster(started.pid, cluster);
    throw error;
  }
}

/**
 * Data lies in `dataDir`. When root lends PostgreSQL an account that cannot enter that folder, it lies under
 * `/var/lib/attend-flex`, named after the folder, and stays there.
 */
function placeData(dataDir: string, log: (line: string) => void): { home: string; account: Account } {
  const account = chooseAccount(join(dataDir, 'cluster'));
  if (account === null) return { home: dataDir, account };
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const elsewhere = join('/var/lib/attend-flex', name);
  const isHere = existsSync(join(dataDir, 'cluster'));
  const isElsewhere = !isHere && existsSync(join(elsewhere, 'cluster'));
  if (!isElsewhere && canEnter(account, dataDir)) return { home: dataDir, account };
  if (isHere) {
    throw new Error(
      `User ${account.name} owns the database and can no longer enter ${dataDir}: open the folders above it.`,
    );
  }
  makeFolder(elsewhere);
  chmodSync(dirname(elsewhere), 0o755);
  log(`The database of ${dataDir} is kept in ${elsewhere}, where PostgreSQL's user can go`);
  return { home: elsewhere, account: chooseAccount(join(elsewhere, 'cluster')) };
}

/** As root it is opened for entering; what is secret in it is closed by itself. */
function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o111);
    return realpathSync(folder);
  } catch (cause) {
    throw new Error(`Cannot write the folder ${folder}: set FLEX_DATA_DIR to one that can be written.`, { cause });
  }
}

/** Resolves when a server answers on this data, whoever started it. */
async function ensureRunning(launch: Launch, log: (line: string) => void): Promise<Postmaster> {
  const { cluster } = launch;
  let tellAt = monotonic() + 5000;
  for (let launches = 0; ; ) {
    const found = findPostmaster(cluster);
    if (found !== null && found.port > 0 && (await answers(found.port, cluster))) return found;
    if (found === null) {
      if (launches === 15) throw new Error(`PostgreSQL does not start:\n${lastWords(cluster)}`);
      await sleep(launches * 50);
      launches += 1;
      await launchPostmaster(launch, await choosePort(cluster));
    }
    if (monotonic() > tellAt) {
      log('Waiting for PostgreSQL, which is recovering or stopping…');
      tellAt = monotonic() + 5000;
    }
    await sleep(10);
  }
}

/** Starts the server again when it dies. The answer ends the watch. */
function watch(launch: Launch, first: Postmaster, log: (line: string) => void): () => Promise<void> {
  let pid = first.pid;
  let restarting: Promise<void> | null = null;
  const restart = async () => {
    log('PostgreSQL has died; starting it again');
    const next = await ensureRunning(launch, log);
    pid = next.pid;
    if (next.port !== first.port) log(`PostgreSQL had to change its port to ${next.port}: restart to use it`);
  };
  const look = () => {
    if (restarting !== null || isPostmaster(pid, launch.cluster.data)) return;
    restarting = restart()
      .catch((error: unknown) => log(`PostgreSQL could not be started again: ${String(error)}`))
      .finally(() => {
        restarting = null;
      });
  };
  const timer = setInterval(look, 1000);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await restarting;
  };
}
