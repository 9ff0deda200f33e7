import { expect, it } from 'vitest';
import { summarize } from './summary.mjs';

const lint = { name: 'lint', time: '1.0 s', failure: null };
const tests = { name: 'tests', time: '9.0 s', failure: null };

it('a run without failures closes with what passed', () => {
  const { lines, failed } = summarize([lint, tests], { passed: 12, failed: 0, skipped: 0 });
  expect(lines.at(-1)).toBe('12 passed, 0 failed');
  expect(failed).toBe(0);
});

it('skipped tests are counted only when there are some', () => {
  const { lines } = summarize([lint, tests], { passed: 12, failed: 0, skipped: 2 });
  expect(lines.at(-1)).toBe('12 passed, 0 failed, 2 skipped');
});

it('a failed step is a failure although every test passed', () => {
  const steps = [{ ...lint, failure: 'biome failed (exit code 1)' }, tests];
  const { lines, failed } = summarize(steps, { passed: 12, failed: 0, skipped: 0 });
  expect(lines.at(-1)).toBe('12 passed, 1 failed');
  expect(lines).toContain('✗ lint (1.0 s): biome failed (exit code 1)');
  expect(failed).toBe(1);
});

it('failed tests are not counted again for their step', () => {
  const steps = [lint, { ...tests, failure: 'vitest failed (exit code 1)' }];
  expect(summarize(steps, { passed: 10, failed: 2, skipped: 0 }).lines.at(-1)).toBe('10 passed, 2 failed');
});

it('failed tests are named between the steps and the closing line', () => {
  const steps = [lint, { ...tests, failure: 'vitest failed (exit code 1)' }];
  const { lines } = summarize(steps, { passed: 10, failed: 1, skipped: 0 }, ['a.test.ts: it adds: expected 3 to be 2']);
  expect(lines.indexOf('  ✗ a.test.ts: it adds: expected 3 to be 2')).toBe(lines.length - 3);
});

it('a test run that broke without a failed test is a failure', () => {
  const steps = [lint, { ...tests, failure: 'vitest failed (exit code 1)' }];
  expect(summarize(steps, { passed: 10, failed: 0, skipped: 0 }).lines.at(-1)).toBe('10 passed, 1 failed');
});
