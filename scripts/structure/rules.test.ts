import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { noAllowances } from './allowances.ts';
import { checkAll, rules } from './rules.ts';

it('every file with a rule is in the list', () => {
  const files = readdirSync('scripts/structure').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const others = ['allowances.ts', 'landed.ts', 'rules.ts', 'tree.ts'];
  const named = files.filter((name) => !others.includes(name)).map((name) => name.replace('.ts', ''));
  expect(Object.keys(rules).sort()).toEqual(named.sort());
});

it('offences come in the order of files and lines, each with its rule', () => {
  const files = [
    { path: 'server/b.ts', text: 'const a: any = 1;' },
    { path: 'server/a.ts', text: `\nconst a = Date.now();\nimport './gone.ts';\n` },
  ];
  const found = checkAll(files, { modules: [], coreTables: [], allowances: noAllowances });
  expect(found.map(({ path, line, rule }) => `${path}:${line} ${rule}`)).toEqual([
    'server/a.ts:2 outside-world',
    'server/a.ts:3 import-paths',
    'server/b.ts:1 types',
  ]);
});
