import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeStore } from '../test/factories/store.ts';
import { connectVendor } from '../test/factories/vendor.ts';
import { openTestApp, type TestApp } from '../test/harness/app.ts';
import { rehearseVendor, vendorEvent } from '../test/vendors/rehearsed-vendor.ts';
import { readCall, runCall } from './cli.run.ts';
import { asSystem } from './core/ctx.ts';

const vendor = rehearseVendor();
let app: TestApp;
let storeKey: string;
beforeAll(async () => {
  app = await openTestApp({}, { vendors: { rehearsed: vendor.adapter } });
  const store = await makeStore(app);
  storeKey = store.key;
  const connection = { baseUrl: 'http://127.0.0.1:1' };
  await connectVendor(app, store, { adapter: 'rehearsed', connection, keys: { key: 'k' } });
});
afterAll(() => app.close());

async function cli(...argv: string[]) {
  const said = { out: '', err: '' };
  const output = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
  };
  const call = readCall(['import', storeKey, ...argv], output);
  if ('exitCode' in call) return { ...said, code: call.exitCode };
  const code = await runCall(asSystem(app.ctx, 'cli:test'), call, output, { write: async (path) => path });
  return { ...said, code };
}

test('the season is imported from the command line: the coming year, an item set, codes or a range', async () => {
  vendor.events = [vendorEvent('G1'), vendorEvent('G2', { itemSets: ['ADDONS'], category: 'PARKING' })];
  const year = await cli('--json');
  expect([year.code, year.err]).toEqual([0, '']);
  expect(JSON.parse(year.out)).toMatchObject({
    counts: { made: 2 },
    venuesMade: ['Chase Center'],
    categoriesMade: ['PARKING'],
    syncRunId: expect.any(String),
  });
  expect((await cli('--item-set', 'ADDONS')).out).toContain('counts.same: 1\n');
  expect((await cli('--codes', 'G1, G2')).out).toContain('counts.same: 2\n');
  expect((await cli('--from', '2026-12-01', '--until', '2026-12-31')).out).toContain('counts.same: 2\n');
});

test('a question that is none is refused by name', async () => {
  const { code, err } = await cli('--from', '2026-12-31', '--until', '2026-12-01');
  expect([code, err]).toEqual([1, expect.stringContaining('--until: The last day comes before the first.')]);
  expect((await cli('--from', 'tomorrow')).code).toBe(2);
});
