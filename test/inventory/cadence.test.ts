import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { editEvent, getEvent } from '../../server/modules/events/events.service.ts';
import { archiveEvents, publishEvents } from '../../server/modules/events/events.states.service.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { markStale, noteActivity, setOffered } from '../../server/modules/inventory/inventory.stale.service.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour, minute } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  app.clock.set('2026-10-01T12:00:00.000Z');
  sandbox = await openSandbox({ now: () => app.clock.now().getTime() });
  here = await makeConnectedStore(app, sandbox);
  rounds = roundsOf(app, sandbox, here);
  await runRound(here.ctx);
});
afterEach(() => sandbox.close());
afterAll(() => app.close());

describe('what is read, and when', () => {
  test('a game that has begun or was archived is read no more', async () => {
    const [one, other] = here.codes;
    const { items } = (await here.staff.get(`/api/stores/${here.store.key}/events?code=${one}`)).body;
    await archiveEvents(here.ctx, [items[0].id]);
    const { startsAt } = await rounds.freshness(other ?? '');
    app.clock.set(startsAt?.toISOString() ?? '');
    await runRound(here.ctx);
    for (const code of [one, other]) expect(await rounds.freshness(code ?? '')).toMatchObject({ nextDueAt: null });
    expect(await rounds.callsOf(() => rounds.pass(hour))).toBeLessThanOrEqual(2 * (here.codes.length - 2));
  });

  test('a near game comes more often than a far one, one that fans buy most often', async () => {
    const far = rounds.last;
    const cadences = async () =>
      Promise.all([rounds.first, far].map(async (code) => (await rounds.freshness(code)).cadenceSeconds));
    const [near, slow] = await cadences();
    expect(near).toBeLessThan(slow ?? 0);
    await noteActivity(here.ctx, far);
    expect(((await rounds.freshness(far)).nextDueAt?.getTime() ?? 0) - app.clock.now().getTime()).toBeLessThanOrEqual(
      5 * minute,
    );
    await rounds.pass(5 * minute);
    expect((await rounds.freshness(far)).cadenceSeconds).toBe(300);
    await rounds.pass(31 * minute);
    expect((await rounds.freshness(far)).cadenceSeconds).toBe(slow);
  });

  test('what is in the active program comes first, and the rest slowly', async () => {
    const far = rounds.last;
    await setOffered(here.ctx, [far]);
    await rounds.pass(minute);
    expect(await rounds.freshness(far)).toMatchObject({ isOffered: true });
    expect((await rounds.freshness(rounds.first)).cadenceSeconds).toBe(3_600);
    await setOffered(here.ctx, []);
    await rounds.pass(minute);
    expect((await rounds.freshness(rounds.first)).cadenceSeconds).toBeLessThan(3_600);
  });

  test('an event whose hold was refused is read whole, before all others, by a reading that began after it', async () => {
    const code = rounds.last;
    sandbox.acts.tradeSeats({ eventName: code, className: 'FLEX' });
    app.clock.advance(1_000);
    await markStale(here.ctx, code, ['101', '102']);
    await markStale(here.ctx, code, ['102', '103']);
    expect((await rounds.freshness(code)).staleSections).toEqual(['101', '102', '103']);
    app.clock.advance(1);
    expect(await runJobs(app)).toContain('inventory.round');
    await rounds.expectTruth([code]);
    expect(await rounds.freshness(code)).toMatchObject({ staleSections: [], revision: 2 });
  });

  test('an event that was unpublished and moved is planned anew', async () => {
    const { items } = (await here.staff.get(`/api/stores/${here.store.key}/events?code=${rounds.first}`)).body;
    await here.staff.post(`/api/stores/${here.store.key}/events/unpublish`, { eventIds: [items[0].id] });
    const event = await getEvent(here.ctx, items[0].id);
    await editEvent(here.ctx, event.id, event.version, { date: { state: 'set', on: '2026-10-01' } });
    await rounds.pass(5 * minute);
    expect((await rounds.freshness(rounds.first)).cadenceSeconds).toBe(3_600);
    await publishEvents(here.ctx, [event.id]);
    await rounds.pass(5 * minute);
    expect((await rounds.freshness(rounds.first)).cadenceSeconds).toBe(300);
  });
});
