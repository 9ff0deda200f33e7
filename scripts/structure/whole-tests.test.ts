import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { wholeTests } from './whole-tests.ts';

it.each([
  `it.only('a', () => {});`,
  `it.skip('a', () => {});`,
  `test.todo('a');`,
  `describe.skip('a', () => {});`,
  `it.concurrent.only('a', () => {});`,
  `describe.only.each([1])('a', () => {});`,
  `it.skipIf(process.platform === 'win32')('a', () => {});`,
  `it.runIf(true)('a', () => {});`,
  `it.fails('a', () => {});`,
  `xit('a', () => {});`,
  `fdescribe('a', () => {});`,
])('%s is refused', (text) => {
  expect(judge(wholeTests, { 'server/core/a.test.ts': text })).toHaveLength(1);
});

it('whole tests are fine', () => {
  const text = `
    describe('a', () => {
      it.each([1])('b', () => {});
      it.for([1])('c', () => {});
      test('d', (context) => rows.skip(1).only);
    });
    exit('e');`;
  expect(judge(wholeTests, { 'server/core/a.test.ts': text })).toEqual([]);
});
