import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Git, migrationChanges, readTree } from './tree.ts';

let folder: string;
const noGit: Git = () => null;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'flex-tree-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string) {
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

it('git says what belongs to the tree; files that are gone and pictures are left out', () => {
  put('server/app.ts', 'a');
  put('dist/app.js', 'built');
  put('logo.png', 'P\0NG');
  const git: Git = () => ['server/app.ts', 'logo.png', 'gone.ts', 'server/app.ts', ''].join('\0');
  expect(readTree(folder, git)).toEqual([{ path: 'server/app.ts', text: 'a' }]);
});

it('without git everything that is not built belongs to the tree', () => {
  for (const name of ['README.md', 'web/ui/a.tsx', 'node_modules/zod/index.js', 'dist/a.js', '.data/b', '.ci/run'])
    put(name, '');
  expect(readTree(folder, noGit).map((file) => file.path)).toEqual(['.ci/run', 'README.md', 'web/ui/a.tsx']);
});

it('migrations that changed are the lines of git, and none without git', () => {
  const git: Git = (_folder, command) => (command[0] === 'diff' ? 'M\tserver/migrations/store/0001_a.sql\n' : null);
  expect(migrationChanges(folder, git)).toEqual(['M\tserver/migrations/store/0001_a.sql']);
  expect(migrationChanges(folder, noGit)).toEqual([]);
});
