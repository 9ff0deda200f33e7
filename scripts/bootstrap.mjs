import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { takeLock } from './lock.mjs';

/** The project's folder; both commands work from it wherever they are called. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** A failure told in words; it needs no stack. */
export class Refusal extends Error {}

const children = new Set();
let isStopped = false;

/**
 * Runs a command to its end, its output shown. A line every ten seconds says that it still runs. It has a process group
 * of its own, so that Ctrl-C reaches only this process, which then stops it.
 *
 * @param {string} what in words, for "still …" and for the failure
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 */
export async function run(what, command, args, options = {}) {
  assertRunning();
  const env = { ...process.env, ...options.env };
  const child = spawn(command, args, { cwd: root, detached: true, stdio: ['ignore', 'inherit', 'inherit'], env });
  if (child.pid !== undefined) children.add(child);
  const start = performance.now();
  const beat = setInterval(() => console.log(`  … still ${what} (${seconds(start)})`), 10_000);
  try {
    const end = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve(signal ?? code));
    });
    if (end !== 0) throw new Refusal(`${what} failed (${typeof end === 'string' ? end : `exit code ${end}`})`);
  } finally {
    clearInterval(beat);
    children.delete(child);
  }
}

/** Runs the npm that started this, else the one in PATH. */
export function runNpm(what, args) {
  const { npm_execpath: npm } = process.env;
  return npm === undefined ? run(what, 'npm', args) : run(what, process.execPath, [npm, ...args]);
}

/**
 * Calls `act` when this process is told to stop, with how many times it was. A terminal sends Ctrl-C to npm as well,
 * which passes it on: what comes within half a second is one press.
 *
 * @param {(count: number) => void} act
 */
export function onStop(act) {
  let count = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      if (performance.now() - lastAt < 500) return;
      lastAt = performance.now();
      count += 1;
      act(count);
    });
  }
}

/**
 * Stops what `run` is running, and lets it run nothing more: asks the first time, insists from the second on. Resolves
 * when all has ended.
 */
export async function stopCommands(count = 1) {
  isStopped = true;
  const ends = [...children].map((child) => once(child, 'exit'));
  for (const child of children) {
    try {
      process.kill(-child.pid, count === 1 ? 'SIGTERM' : 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
  await Promise.all(ends);
}

function assertRunning() {
  if (isStopped) throw new Refusal('Stopped.');
}

/** Seconds since `start` (of `performance.now()`), for people. */
export function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** Everything that a command needs before it can begin. */
export async function setUp() {
  await installMissing();
  await buildChanged();
}

/**
 * Installs the packages when they are missing or are not those of package-lock.json.
 *
 * @param {{ withTools?: boolean }} [options] whether the tools of developers are needed too
 */
export function installMissing({ withTools = false } = {}) {
  return alone(async () => {
    const hasTools = existsSync(join(root, 'node_modules', 'vitest'));
    if (!isInstalled() || (withTools && !hasTools)) await install();
  });
}

/** Builds what is not built from the present sources. */
export function buildChanged() {
  return alone(async () => {
    const { staleTargets } = await import('./build.mjs');
    if (staleTargets().length > 0) await run('building', process.execPath, [join(root, 'scripts', 'build.mjs')]);
  });
}

/** Two commands at once set up one after the other. */
async function alone(work) {
  const release = await waitForLock(join(root, '.cache', 'setup.lock'));
  try {
    await work();
  } finally {
    release();
  }
}

async function waitForLock(file) {
  for (let tries = 0; ; tries += 1) {
    const lock = takeLock(file);
    if (lock.holder === null) return lock.release;
    if (tries === 0) console.log(`Waiting for process ${lock.holder.pid}, which is installing or building…`);
    await sleep(250);
    assertRunning();
  }
}

const lockFile = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');
const marker = join(root, 'node_modules', '.installed-from');

/** npm writes its own list last, so without that list an install was interrupted. */
function isInstalled() {
  if (!existsSync(installed)) return false;
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint()) return true;
  if (statSync(installed).mtimeMs < statSync(lockFile).mtimeMs) return false;
  writeFileSync(marker, fingerprint());
  return true;
}

function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(lockFile))
    .update(process.platform + process.arch)
    .digest('hex');
}

async function install() {
  console.log('Installing packages; the first time this takes a minute…');
  try {
    await runNpm('installing packages', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  } catch (error) {
    throw new Refusal(`${error.message}. Is the network up? What npm said stands above; run the command again after.`);
  }
  writeFileSync(marker, fingerprint());
}
