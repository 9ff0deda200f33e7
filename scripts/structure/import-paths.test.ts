import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { importPaths } from './import-paths.ts';

const neighbour = { 'server/core/ids.ts': 'export const newId = 1;' };

it('a relative import must carry its ending', () => {
  expect(judge(importPaths, { ...neighbour, 'server/app.ts': `import { newId } from './core/ids';` })).toEqual([
    'server/app.ts:1 import "./core/ids" must name a file of the repository with its ending, such as .ts',
  ]);
});

it.each([
  `import { a } from './core/gone.ts';`,
  `export * from './core/gone.ts';`,
  `const a = await import('./core/gone.ts');`,
  `type A = import('./core/gone.ts').A;`,
])('%s must name a file that exists', (text) => {
  expect(judge(importPaths, { ...neighbour, 'server/app.ts': text })).toHaveLength(1);
});

it('an alias or an absolute path is not a way to import', () => {
  const text = `import a from '@/core/ids.ts';\nimport b from '/server/core/ids.ts';`;
  expect(judge(importPaths, { ...neighbour, 'server/app.ts': text })).toHaveLength(2);
});

it('packages, Node modules and existing files of any kind are fine', () => {
  const text = `
    import { z } from 'zod';
    import { test } from '@scope/name/deep';
    import path from 'node:path';
    import './app.css';
    import page from './app.css?raw';
    import type { A } from './core/ids.ts';`;
  expect(judge(importPaths, { ...neighbour, 'server/app.css': '', 'server/app.ts': text })).toEqual([]);
});
