import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { isSoak, sampleOf, soakSeed } from '../harness/soak.ts';
import { allCases, type Case, openFaultShop, runCase, shopsFor, titleOf } from './checkout.matrix.ts';

/** In `npm test`: a sample of its own in every run. */
const sampleSize = 16;
const hour = 3_600_000;

let app: TestApp;
let cases: Case[];
beforeAll(async () => {
  app = await openTestApp();
  cases = await allCases(app);
});
afterAll(() => app.close());

test('a process that is killed leaves nothing that the next one does not find out', { timeout: 4 * hour }, async () => {
  const chosen = isSoak ? cases : sampleOf(cases, sampleSize);
  const shops = shopsFor(app);
  const wrong: string[] = [];
  for (const one of chosen) {
    const found = await runCase(app, await shops.next(), one).catch((error: unknown) => [String(error)]);
    if (found.length > 0) wrong.push(`${titleOf(one)}\n  ${found.join('\n  ')}`);
  }
  await shops.close();
  process.stdout.write(
    `checkout: ${chosen.length} of ${cases.length} kills, ${wrong.length} wrong, seed ${soakSeed}\n`,
  );
  expect(wrong, `FLEX_SOAK_SEED=${soakSeed} repeats it`).toEqual([]);
});

test('the same kills leave something wrong when nobody goes on with what they left', async () => {
  const shop = await openFaultShop(app);
  const found: string[] = [];
  for (const name of ['pay', 'holdSpecific']) {
    const killed = cases.find(({ point, fault }) => point.name === name && point.side === 'after' && fault === null);
    if (killed !== undefined) found.push(...(await runCase(app, shop, killed, 'nobody')));
  }
  await shop.sandbox.close();
  expect(found).toContainEqual(expect.stringMatching(/^order \S+ of the vendor is not ours$/));
  expect(found).toContainEqual(expect.stringMatching(/^cart \S+ is unsettled$/));
});
