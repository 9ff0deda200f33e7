import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Lock, takeLock } from './lock.mjs';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flex lock '));
  file = join(folder, 'sub folder', 'x.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a lock that is held names its holder and what the holder noted', () => {
  const lock = take();
  lock.note('http://localhost:4100');
  expect(takeLock(file)).toEqual({ holder: { pid: process.pid, note: 'http://localhost:4100' } });
});

it('a released lock can be taken again and leaves no file', () => {
  take().release();
  expect(readdirSync(join(folder, 'sub folder'))).toEqual([]);
  expect(takeLock(file).holder).toBe(null);
});

it('the lock of a killed process is taken over', async () => {
  const child = contender();
  expect(await answer(child)).toBe('taken');
  expect(takeLock(file).holder).toMatchObject({ pid: child.pid });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(takeLock(file).holder).toBe(null);
});

it('the lock of a dead process whose number another one has now is taken over', () => {
  take();
  const held = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...held, identity: 'an earlier start' }));
  expect(takeLock(file).holder).toBe(null);
});

it('a lock that cannot be read is taken over', () => {
  take().release();
  writeFileSync(file, 'half a lo');
  expect(takeLock(file).holder).toBe(null);
});

it('of many processes that find a dead lock at once exactly one takes it', async () => {
  take().release();
  writeFileSync(file, JSON.stringify({ pid: 999_999_999, identity: 'gone', note: '' }));
  const children = Array.from({ length: 6 }, contender);
  const answers = await Promise.all(children.map(answer));
  for (const child of children) child.kill('SIGKILL');
  expect(answers.toSorted()).toEqual(['held', 'held', 'held', 'held', 'held', 'taken']);
});

function take(): Extract<Lock, { holder: null }> {
  const lock = takeLock(file);
  if (lock.holder !== null) throw new Error('the lock is held');
  return lock;
}

/** A process that tries to take the lock, says how it went, and stays. */
function contender() {
  const source = `
    import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))};
    console.log(takeLock(${JSON.stringify(file)}).holder === null ? 'taken' : 'held');
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function answer(child: ReturnType<typeof contender>): Promise<string> {
  const [line] = await once(child.stdout, 'data');
  return String(line).trim();
}
