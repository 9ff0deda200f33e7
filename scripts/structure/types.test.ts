import { expect, it } from 'vitest';
import { noAllowances } from './allowances.ts';
import { judge } from './facts/testing.ts';
import { types } from './types.ts';

it.each([
  ['const a: any = 1;', 'no any'],
  ['type A = Record<string, any>;', 'no any'],
  ['const a = value!.length;', 'no "!"'],
  ['const a = value as string;', 'no cast'],
  ['const a = <string>value;', 'no cast'],
  ['// @ts-ignore\nconst a = 1;', 'correct the types'],
  ['/* @ts-expect-error why */\nconst a = 1;', 'correct the types'],
  ['// @ts-nocheck\nconst a = 1;', 'correct the types'],
  ['// oxlint-disable-next-line no-console\nconst a = 1;', 'needs its reason'],
  ['class Service {}', 'no classes'],
  ['const a = class extends Base {};', 'no classes'],
  ['const = 1;', 'cannot be read'],
])('%s is refused', (text, message) => {
  const offences = judge(types, { 'server/core/a.ts': text });
  expect(offences).toHaveLength(1);
  expect(offences[0]).toContain(message);
});

it('a double cast counts twice', () => {
  expect(judge(types, { 'web/ui/a.tsx': 'const a = value as unknown as string;' })).toHaveLength(2);
});

it('tests may cast, and may not say any', () => {
  const text = 'const a = value as string;\nconst b: any = 1;';
  expect(judge(types, { 'server/core/a.test.ts': text, 'test/harness/a.ts': text })).toEqual([
    'server/core/a.test.ts:2 no any: use unknown and parse it',
    'test/harness/a.ts:2 no any: use unknown and parse it',
  ]);
});

it('the list allows a file its brand makers, by number', () => {
  const allowances = { ...noAllowances, casts: { 'server/core/a.ts': { count: 2, reason: 'makes handles' } } };
  const cast = 'export const a = value as Handle;\n';
  expect(judge(types, { 'server/core/a.ts': cast + cast }, { allowances })).toEqual([]);
  expect(judge(types, { 'server/core/a.ts': cast + cast + cast }, { allowances })).toHaveLength(3);
  expect(judge(types, { 'server/core/a.ts': cast }, { allowances })).toEqual([
    'scripts/structure/allowances.ts:1 server/core/a.ts needs 1 of the 2 allowed: lower the count',
  ]);
});

it('what only resembles is fine', () => {
  const text = `
    import { a as b } from './b.ts';
    export { b as c };
    const d = ['x'] as const;
    const e = { any: 1 } satisfies Record<string, number>;
    // any word may be said here, as it likes
    // oxlint-disable-next-line no-console -- the command line speaks here
    class FlexError extends Error {}
    const f = !d && a !== b;`;
  const component = 'class Boundary extends Component {}';
  expect(judge(types, { 'server/core/a.ts': text, 'web/cortex/a.tsx': component })).toEqual([]);
});
