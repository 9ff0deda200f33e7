import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDisk, putAside } from './disk.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-disk-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.unreadable`, { recursive: true, force: true });
});

it('what was appended is there without a close, in its order', () => {
  const disk = openDisk(folder);
  disk.write({ world: 'first' });
  disk.append({ n: 1 });
  disk.append({ n: 2 });
  const next = openDisk(folder);
  expect(next.state).toMatchObject({ world: 'first' });
  expect(next.entries).toEqual([{ n: 1 }, { n: 2 }]);
});

it('a whole state takes the place of what was before it', () => {
  const disk = openDisk(folder);
  disk.append({ n: 1 });
  disk.write({ world: 'second' });
  disk.append({ n: 2 });
  disk.close();
  expect(openDisk(folder)).toMatchObject({ state: { world: 'second' }, entries: [{ n: 2 }] });
  expect(readdirSync(folder).sort()).toEqual(['journal-1.jsonl', 'state.json']);
});

it('a journal that a killed process left beside a newer state is not read', () => {
  const disk = openDisk(folder);
  disk.append({ n: 1 });
  writeFileSync(join(folder, 'state.json'), JSON.stringify({ world: 'newer', generation: 1 }));
  expect(openDisk(folder)).toMatchObject({ state: { world: 'newer' }, entries: [] });
});

it('half a last line was never answered and is left out', () => {
  const disk = openDisk(folder);
  disk.append({ n: 1 });
  appendFileSync(join(folder, 'journal-0.jsonl'), '{"n":');
  expect(openDisk(folder).entries).toEqual([{ n: 1 }]);
});

it('says when the journal is long enough for a whole state', () => {
  const disk = openDisk(folder);
  const entry = { text: 'x'.repeat(1024 * 1024) };
  for (let count = 0; count < 4; count += 1) {
    expect(disk.isFull()).toBe(false);
    disk.append(entry);
  }
  expect(disk.isFull()).toBe(true);
  disk.write({});
  expect(disk.isFull()).toBe(false);
});

it('what cannot be read is an error, and can be put aside', () => {
  writeFileSync(join(folder, 'state.json'), '{"gen');
  expect(() => openDisk(folder)).toThrow('JSON');
  putAside(folder);
  expect(existsSync(folder)).toBe(false);
  expect(openDisk(folder).state).toBe(null);
});
