import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { size } from './size.ts';

const lines = (count: number) => 'call();\n'.repeat(count);
const wrap = (head: string, count: number, foot: string) => `${head}\n${lines(count - 2)}${foot}\n`;

it('a file of 400 lines is the longest', () => {
  expect(judge(size, { 'server/app.ts': lines(400), 'web/ui/a.tsx': lines(400) })).toEqual([]);
  expect(
    judge(size, { 'server/app.ts': lines(401), 'scripts/start.mjs': lines(401), 'docs/sql.md': lines(900) }),
  ).toEqual([
    'server/app.ts:1 401 lines: split the file, 400 is the limit and 250 is long',
    'scripts/start.mjs:1 401 lines: split the file, 400 is the limit and 250 is long',
  ]);
});

it.each([
  ['function work() {', '}'],
  ['const work = function () {', '};'],
  ['const work = async () => {', '};'],
  ['const a = { work() {', '} };'],
  ['it("works", () => {', '});'],
])('%s … %s may have 70 lines and not 71', (head, foot) => {
  expect(judge(size, { 'server/app.test.ts': wrap(head, 70, foot) })).toEqual([]);
  expect(judge(size, { 'server/app.test.ts': wrap(head, 71, foot) })).toEqual([
    'server/app.test.ts:1 a function of 71 lines: split it, 70 is the limit and 40 is long',
  ]);
});

it('a describe block in a test is a chapter, and its tests count by themselves', () => {
  const test = wrap('it("is long", () => {', 71, '});');
  for (const head of ['describe("a", () => {', 'describe.each([1])("a", () => {']) {
    expect(judge(size, { 'server/app.test.ts': `${head}\n${lines(90)}${test}});\n` })).toEqual([
      'server/app.test.ts:92 a function of 71 lines: split it, 70 is the limit and 40 is long',
    ]);
  }
  expect(judge(size, { 'server/describe.ts': wrap('describe("a", () => {', 71, '});') })).toHaveLength(1);
});

it('generated files are not counted', () => {
  expect(judge(size, { 'web/cortex/routes.gen.ts': lines(900) })).toEqual([]);
});
