import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../test/harness/app.ts';
import { runJobs } from '../test/harness/jobs.ts';
import { jobHandlers } from './app.ts';
import { enqueue } from './core/jobs.ts';
import { toCronItems } from './core/worker.ts';
import { recurring } from './recurring.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

it('every recurring job has a time the queue can read, a handler, and a name of its own', () => {
  const items = toCronItems(recurring);
  const names = items.map(({ task }) => task);
  expect(names).toEqual(recurring.map(({ job }) => job.name));
  expect(new Set(names).size).toBe(names.length);
  const handled = jobHandlers.map(({ name }) => name);
  expect(names.filter((name) => !handled.includes(name))).toEqual([]);
});

it('a time that cannot be read is refused', () => {
  const wrong = recurring.map((one) => ({ ...one, cron: 'every now and then' }));
  expect(() => toCronItems(wrong)).toThrow(/every now and then/);
});

it.each(recurring.map(({ job }) => [job.name, job] as const))('%s runs without anything to do', async (name, job) => {
  await enqueue(app.ctx, job, {});
  expect(await runJobs(app)).toEqual([name]);
});
