import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import { type FaultName, type FaultRule, faultNames, type Sandbox } from '../../sandbox/types.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour, minute } from '../harness/clock.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';
import { pictureOfCopy, pictureOfVendor } from '../harness/sandbox-truth.ts';
import { isSoak, sampleOf } from '../harness/soak.ts';

const quota = { perMinute: 80, perDay: 5_000 };

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
beforeAll(async () => {
  app = await openTestApp();
  sandbox = await openSandbox({ now: () => app.clock.now().getTime() });
  here = await makeConnectedStore(app, sandbox, quota);
  rounds = roundsOf(app, sandbox, here);
  const [account] = sandbox.accounts;
  sandbox.setQuota(quota, account?.dsn ?? '');
  await runRound(here.ctx);
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
});

/** After these the vendor has already something else than it said. */
const changesTheWorld: readonly FaultName[] = ['sold_by_others', 'price_change'];

/** Half of all calls; nobody waits longer than a moment. */
function ruleOf(fault: FaultName, seed: number): FaultRule {
  const delayMs = fault === '429' ? 30_000 : 20;
  return { cmd: '*', fault, probability: 0.5, delayMs, seed, ...(fault === 'poll' && { count: 1 }) };
}

/** In `npm test`: others in every run. */
const chosen = isSoak ? faultNames : sampleOf(faultNames, 4);

test.each(chosen)('%s: the copy is right or says that it is not, and is right again afterwards', async (fault) => {
  for (let round = 0; round < 2; round += 1) {
    sandbox.acts.sellByOthers({ eventName: here.codes[round], count: 2, className: 'FLEX' });
    sandbox.acts.changePrices({ eventName: here.codes[round], ticketTypeCode: 'ADULT', percent: 101 });
    const { id } = sandbox.faults.add(ruleOf(fault, round));
    await rounds.pass(61 * minute);
    sandbox.faults.clear(id);
    for (const code of here.codes) await expectHonesty(code, fault);
  }
  for (let round = 0; round < 2; round += 1) await rounds.pass(hour);
  await rounds.expectTruth();
  expect((await here.staff.get(here.path)).body).toMatchObject({ failingCount: 0, staleCount: 0, goneCount: 0 });
  expect(sandbox.traffic().overQuota).toBe(0);
});

/** What was read just now is what the vendor has; what was not says why. */
async function expectHonesty(code: string, fault: FaultName) {
  const { readAt, failingSince, nextDueAt } = await rounds.freshness(code);
  const now = app.clock.now();
  if (readAt?.getTime() !== now.getTime()) {
    expect(failingSince !== null || (nextDueAt ?? now) > now, `${code} is old and says nothing`).toBe(true);
  } else if (!changesTheWorld.includes(fault)) {
    expect(await pictureOfCopy(here.ctx, code)).toEqual(await pictureOfVendor(sandbox, code));
  }
}
