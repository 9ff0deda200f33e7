import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './processes.ts';

let registered = 0;

/**
 * Notes that this process uses the database, so that another one does not stop it underneath. The answer ends the
 * use and says whether it was the last; processes that died do not count.
 */
export function registerUser(home: string): () => boolean {
  const folder = join(home, 'users');
  mkdirSync(folder, { recursive: true });
  registered += 1;
  const file = join(folder, `${process.pid}-${registered}`);
  writeFileSync(file, processIdentity(process.pid) ?? '');
  return () => {
    rmSync(file, { force: true });
    return readdirSync(folder).every((name) => !isInUse(folder, name));
  };
}

function isInUse(folder: string, name: string): boolean {
  const file = join(folder, name);
  try {
    if (processIdentity(Number.parseInt(name, 10)) === readFileSync(file, 'utf8')) return true;
    rmSync(file, { force: true });
    return false;
  } catch {
    return false; // Its user has just ended it.
  }
}
