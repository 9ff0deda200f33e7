import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same id: its start time. Null when no such process runs; a dead one
 * that nobody collected counts as not running.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform === 'linux') return linuxIdentity(pid);
  const { stdout } = spawnSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() || null;
}

/** True if `pid` is the main process of a PostgreSQL server on `dataFolder`, not merely a process with that id. */
export function isPostmaster(pid: number, dataFolder: string): boolean {
  if (processIdentity(pid) === null) return false;
  const command = ` ${commandLine(pid)} `;
  return command.includes('postgres') && command.includes(` ${dataFolder} `);
}

/** Sends the signal; false when the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** `/proc/<pid>/stat` is `pid (name) state …`; the start time, in ticks since boot, is its 22nd field. */
function linuxIdentity(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
}

function commandLine(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
