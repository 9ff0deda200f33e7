import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** The account PostgreSQL runs under. It refuses to run as root, so root lends it another; anyone else uses their own. */
export type Account = { uid: number; gid: number; name: string } | null;

/**
 * Null for an ordinary user. For root: the owner of the cluster that exists already, else `postgres` where the machine
 * has it, else `nobody`. No account is created.
 *
 * @throws when an ordinary user meets a cluster of someone else.
 */
export function chooseAccount(clusterFolder: string): Account {
  const ownId = process.getuid?.();
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (ownId !== 0) {
    if (owner === undefined || owner.uid === ownId) return null;
    throw new Error(
      `The database in ${clusterFolder} belongs to user ${nameOf(owner.uid)}: start as root or as that user, ` +
        'or set FLEX_DATA_DIR to another folder.',
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) };
  return find((entry) => entry.name === 'postgres') ?? { uid: 65_534, gid: 65_534, name: 'nobody' };
}

/** True if the account can go into the folder. Asked of the machine itself, so that access lists count too. */
export function canEnter(account: Account, folder: string): boolean {
  const options = { cwd: '/', ...(account && { uid: account.uid, gid: account.gid }) };
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], options).status === 0;
}

function nameOf(uid: number): string {
  return find((entry) => entry.uid === uid)?.name ?? `with id ${uid}`;
}

function find(wanted: (entry: NonNullable<Account>) => boolean): Account {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name = '', , uid, gid] = line.split(':');
    const entry = { name, uid: Number(uid), gid: Number(gid) };
    if (name !== '' && wanted(entry)) return entry;
  }
  return null;
}
