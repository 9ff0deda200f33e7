import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Takes the lock, which lasts until it is released or this process dies in any way.
 *
 * @param {string} file
 * @returns {{ holder: null, note: (text: string) => void, release: () => void } | { holder: { pid: number, note: string } }}
 * the lock, or who holds it
 */
export function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const own = { pid: process.pid, identity: identityOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  const put = (note) => writeFileSync(draft, JSON.stringify({ ...own, note }));
  for (;;) {
    put('');
    const isTaken = !link(draft, file);
    rmSync(draft, { force: true });
    if (!isTaken) break;
    const text = read(file);
    const held = parse(text);
    if (held !== null && identityOf(held.pid) === held.identity) return { holder: { pid: held.pid, note: held.note } };
    if (text !== null) discard(file, text);
  }
  const isOurs = () => parse(read(file))?.pid === process.pid;
  return {
    holder: null,
    note(text) {
      put(text);
      renameSync(draft, file);
    },
    release() {
      if (isOurs()) rmSync(file, { force: true });
    },
  };
}

/** Removes a dead process's lock. If another process has just put its own there, that one is put back. */
function discard(file, text) {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== text) link(aside, file);
  rmSync(aside, { force: true });
}

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function parse(text) {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** The process's start time, which a later process with the same number does not share; null when it does not run. */
function identityOf(pid) {
  if (process.platform !== 'linux') {
    return spawnSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || null;
  }
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null);
}
