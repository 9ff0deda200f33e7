import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import type { Account } from './account.ts';
import { type Binaries, runProgram } from './binaries.ts';
import { processIdentity } from './processes.ts';

/** Where one database server keeps its things. */
export type Cluster = {
  /** PostgreSQL's own data folder. */
  data: string;
  /** Of the superuser `postgres` and of the role `flex`. */
  password: string;
  portFile: string;
  startLog: string;
};

/**
 * The cluster in `home`, made when there is none. It is made aside and moved into place when complete, so that an
 * interrupted start leaves no half of it and two first starts at once agree on one.
 *
 * @throws when its data belongs to another major version of PostgreSQL.
 */
export async function openCluster(home: string, binaries: Binaries, account: Account, log: (line: string) => void) {
  const folder = join(home, 'cluster');
  if (!existsSync(folder)) {
    log(`Creating the database in ${home}`);
    await createCluster(home, folder, binaries, account);
  }
  const data = join(folder, 'data');
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found !== binaries.major) {
    throw new Error(
      `The database in ${home} was made by PostgreSQL ${found}, and this version brings PostgreSQL ${binaries.major}. ` +
        'Move it over with pg_dump, or point FLEX_DATA_DIR at a new folder.',
    );
  }
  const cluster: Cluster = {
    data,
    password: readFileSync(join(folder, 'password'), 'utf8'),
    portFile: join(home, 'port'),
    startLog: join(home, 'start.log'),
  };
  return cluster;
}

/** The port used last when it is free, else a new free one; kept so that the address stays the same. */
export async function choosePort(cluster: Cluster): Promise<number> {
  const last = existsSync(cluster.portFile) ? Number(readFileSync(cluster.portFile, 'utf8')) : 0;
  const port = await freePort(last).catch(() => freePort(0));
  if (port === last) return port;
  rmSync(cluster.portFile, { force: true }); // Another user may have written it.
  writeFileSync(cluster.portFile, String(port));
  return port;
}

async function createCluster(home: string, folder: string, binaries: Binaries, account: Account) {
  removeUnfinished(home);
  const unfinished = mkdtempSync(join(home, `new-${process.pid}-`));
  const passwordFile = join(unfinished, 'password');
  try {
    mkdirSync(join(unfinished, 'data'), { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) {
      for (const path of [passwordFile, join(unfinished, 'data'), unfinished])
        chownSync(path, account.uid, account.gid);
    }
    await runProgram(
      binaries.initdb,
      [...initFlags, '--pwfile', passwordFile, '-D', join(unfinished, 'data')],
      account,
    );
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** What starts that were killed left behind. */
function removeUnfinished(home: string) {
  for (const name of readdirSync(home)) {
    const pid = /^new-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && processIdentity(Number(pid)) === null) rmSync(join(home, name), { recursive: true });
  }
}

/** The built-in locale sorts the same on every machine and needs none of the system's. */
const initFlags = [
  ...['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8'],
  ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
];
