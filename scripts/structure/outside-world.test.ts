import { expect, it } from 'vitest';
import { noAllowances } from './allowances.ts';
import { judge } from './facts/testing.ts';
import { outsideWorld } from './outside-world.ts';

it.each(['process.env.PORT', `process.env['PORT']`, `process['env'].PORT`, 'globalThis.process.env.PORT'])(
  '%s is read in the configuration only',
  (text) => {
    for (const path of ['server/main.ts', 'server/core/db.ts', 'web/api/client.ts', 'sandbox/main.ts']) {
      expect(judge(outsideWorld, { [path]: `const a = ${text};` })).toEqual([
        `${path}:1 only server/core/config.ts reads the environment: add a setting there and take it from ctx.config`,
      ]);
    }
    expect(
      judge(outsideWorld, { 'server/core/config.ts': text, 'scripts/dev.ts': text, 'test/harness/a.ts': text }),
    ).toEqual([]);
  },
);

it.each([`const { env } = process;`, `import { env } from 'node:process';`, `import { env as e } from 'process';`])(
  '%s is a way to the environment too',
  (text) => {
    expect(judge(outsideWorld, { 'server/main.ts': text })).toHaveLength(1);
  },
);

it('the list may allow a file the environment', () => {
  const allowances = {
    ...noAllowances,
    environment: { 'sandbox/main.ts': { count: 1, reason: 'a process of its own' } },
  };
  expect(judge(outsideWorld, { 'sandbox/main.ts': 'void process.env.PORT;' }, { allowances })).toEqual([]);
});

it.each([
  'Date.now()',
  'new Date()',
  'Date()',
  'performance.now()',
  'process.hrtime.bigint()',
  'globalThis.Date.now()',
])('%s is read by the clock only', (text) => {
  expect(judge(outsideWorld, { 'server/modules/alpha/alpha.service.ts': `const a = ${text};` })).toEqual([
    'server/modules/alpha/alpha.service.ts:1 ask ctx.clock.now() (an instant) or monotonic() of server/core/clock.ts (a duration)',
  ]);
  expect(judge(outsideWorld, { 'server/core/clock.ts': text, 'server/core/ids.ts': text, 'bench/a.ts': text })).toEqual(
    [],
  );
});

it('a date made of a value is no clock, and a clock handed over by its name is one', () => {
  const text = `const a = new Date(at);\nconst b = Date.parse(text);\nconst c = make(Date.now);`;
  expect(judge(outsideWorld, { 'server/core/live.ts': text })).toEqual([
    'server/core/live.ts:3 ask ctx.clock.now() (an instant) or monotonic() of server/core/clock.ts (a duration)',
  ]);
});

it('chance comes from nowhere in server and shared, also not in tests', () => {
  const files = {
    'server/core/db.test.ts': 'Math.random();',
    'shared/rules/a.ts': 'Math.random();',
    'web/ui/a.ts': 'Math.random();',
  };
  expect(judge(outsideWorld, files)).toHaveLength(2);
});

it.each(['new Date()', 'console.log(1)', 'fetch(url)', 'await fetch(url)', 'window.alert(1)', 'setTimeout(go, 1)'])(
  'shared does not run %s',
  (text) => {
    expect(judge(outsideWorld, { 'shared/rules/quote.ts': `export const a = async () => ${text};` })).toHaveLength(1);
  },
);

it('shared computes with dates, zones and fields that are called like globals', () => {
  const text = `
    export const day = new Date(input.at).getUTCDay();
    export const zone = new Intl.DateTimeFormat('en', { timeZone: 'UTC' });
    export type Page = { document: string; window: number };
    export const read = (page: Page) => page.document + page.window;`;
  expect(judge(outsideWorld, { 'shared/rules/schedule.ts': text })).toEqual([]);
});
