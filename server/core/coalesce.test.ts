import { expect, it } from 'vitest';
import { gate } from '../../test/harness/locks.ts';
import { coalesce } from './coalesce.ts';

it('calls while a run goes on share one run that starts after it', async () => {
  const gates = [gate(), gate(), gate()];
  let runs = 0;
  const run = coalesce(async () => {
    runs += 1;
    await gates[runs - 1]?.opened;
  });
  const first = run();
  const second = [run(), run(), run()];
  expect(runs).toBe(1);
  gates[0]?.open();
  await first;
  gates[1]?.open();
  await Promise.all(second);
  expect(runs).toBe(2);
  gates[2]?.open();
  await run();
  expect(runs).toBe(3);
});

it('a run that fails fails for its own callers, and the waiting run still starts', async () => {
  let runs = 0;
  const run = coalesce(async () => {
    runs += 1;
    if (runs === 1) throw new Error('the first');
  });
  const ends = await Promise.allSettled([run(), run(), run()]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(runs).toBe(2);
});
