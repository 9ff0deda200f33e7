import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type Ctx, withStore } from '../../server/core/ctx.ts';
import { openDatabase } from '../../server/core/db.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour } from '../harness/clock.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';
import { type Picture, pictureOfCopy, pictureOfVendor } from '../harness/sandbox-truth.ts';
import { isSoak, sampleOf } from '../harness/soak.ts';
import { type StatementTap, tapDatabase } from '../harness/tapped-database.ts';

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
beforeAll(async () => {
  app = await openTestApp();
  sandbox = await openSandbox({ now: () => app.clock.now().getTime() });
  here = await makeConnectedStore(app, sandbox);
  rounds = roundsOf(app, sandbox, here);
  await runRound(here.ctx);
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
});

/** Other seats and amounts at two events, so that the next round writes. */
function changeTheWorld() {
  for (const eventName of here.codes.slice(0, 2)) {
    sandbox.acts.sellByOthers({ eventName, count: 2, className: 'FLEX' });
    sandbox.acts.changePrices({ eventName, ticketTypeCode: 'ADULT', percent: 101 });
  }
  app.clock.advance(61 * 60_000);
}

type Death = { isHere: (names: readonly string[]) => boolean; rewrite?: StatementTap['rewrite'] };

/** A round in a process of its own; the names of its statements, the last of which it may die at. */
async function runElsewhere({ isHere, rewrite }: Death): Promise<string[]> {
  const options = { maxConnections: 4, namedStatements: true, checksRows: true, statementTimeout: 30_000 };
  const database = await openDatabase({ url: app.databaseUrl, ...options });
  const names: string[] = [];
  const tapped = tapDatabase(database, here.store.schemaName, {
    before(name) {
      names.push(name);
      if (isHere(names)) tapped.cut();
    },
    ...(rewrite && { rewrite }),
  });
  const ctx: Ctx = { ...app.ctx, database, session: database, platform: database.platform };
  await runRound(withStore(ctx, here.store)).catch(() => {});
  await database.close();
  return names;
}

const pictures = (of: (code: string) => Promise<Picture>) => Promise.all(here.codes.map(of));

test('wherever a process dies in a round, each event is as before or as the vendor has it, and the next round goes on', async () => {
  changeTheWorld();
  const steps = await runElsewhere({ isHere: () => false });
  await rounds.expectTruth();
  expect(steps).toEqual(
    expect.arrayContaining(['inventory.put_copy', 'inventory.put_sections', 'inventory.put_prices', 'commit']),
  );
  const outcomes = new Set<string>();
  // each kind of statement once, and every end of a transaction
  const places = [...steps.keys()].filter((nth) => steps.indexOf(steps[nth] ?? '') === nth || steps[nth] === 'commit');
  for (const nth of isSoak ? places : sampleOf(places, 6)) {
    const before = await pictures((code) => pictureOfCopy(here.ctx, code));
    changeTheWorld();
    const truth = await pictures((code) => pictureOfVendor(sandbox, code));
    await runElsewhere({ isHere: ({ length }) => length === nth + 1 });
    const after = await pictures((code) => pictureOfCopy(here.ctx, code));
    after.forEach((picture, index) => {
      const isBefore = JSON.stringify(picture) === JSON.stringify(before[index]);
      if (!isBefore) expect(picture, `${here.codes[index]} after ${steps[nth]}`).toEqual(truth[index]);
      if (index < 2) outcomes.add(isBefore ? 'before' : 'after');
    });
    await rounds.pass(hour);
    await rounds.expectTruth();
  }
  expect(outcomes).toEqual(new Set(['before', 'after']));
});

test('without the transaction an event is half written, so the test above can fail', async () => {
  const before = await pictures((code) => pictureOfCopy(here.ctx, code));
  changeTheWorld();
  const truth = await pictures((code) => pictureOfVendor(sandbox, code));
  await runElsewhere({
    isHere: (names) => names.at(-1) === 'inventory.put_prices',
    rewrite: (name, text) => (name === 'begin' ? 'select' : text),
  });
  const after = await pictures((code) => pictureOfCopy(here.ctx, code));
  const same = (one?: Picture, other?: Picture) => JSON.stringify(one) === JSON.stringify(other);
  expect(after.some((copy, index) => !same(copy, before[index]) && !same(copy, truth[index]))).toBe(true);
});
