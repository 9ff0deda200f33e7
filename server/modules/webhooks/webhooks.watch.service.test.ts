import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProgram } from '../../../test/factories/program.ts';
import { makeRule } from '../../../test/factories/program-content.ts';
import { makeReleased } from '../../../test/factories/release.ts';
import { makeSeason, publish, type Season } from '../../../test/factories/season.ts';
import { done } from '../../../test/factories/shop.ts';
import { makeStaff, onClient, signIn } from '../../../test/factories/staff.ts';
import { makeWebhook, pass } from '../../../test/factories/webhook.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { hour, minute, second } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { openReceiver, type Receiver } from '../../../test/harness/receiver.ts';
import { withStore } from '../../core/ctx.ts';
import { requestRecheck } from '../lifecycle/lifecycle.watch.service.ts';
import { lookAround } from './webhooks.watch.service.ts';

let app: TestApp;
let season: Season;
let owner: TestClient;
let receiver: Receiver;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await runJobs(app);
  app.clock.set('2026-11-20T20:00:00.000Z');
  receiver = await openReceiver();
  season = await makeSeason(app, 3);
  owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: season.store.clientId }, 'owner')] }));
});
afterEach(() => receiver.close());

const ctx = () => withStore(app.ctx, season.store);
const at = (milliseconds: number) => new Date(app.clock.now().getTime() + milliseconds).toISOString();
const board = (rest = '') => `/api/stores/${season.store.key}/switchboard${rest}`;
const switchTo = async (programId: string) =>
  done(await season.staff.post(board('/switch'), { programId, reason: null, override: false }));
const plan = async (programId: string, startsAt: string, endsAt: string | null) =>
  done(
    await season.staff.post(board('/plans'), {
      ...{ programId, startsAt, endsAt, returnTo: { kind: 'base' }, reason: null },
    }),
  );
/** From the next millisecond on. */
const hear = async (...messageTypes: string[]) => {
  await makeWebhook(owner, season.store, { url: receiver.url, messageTypes });
  app.clock.advance(1);
};
/** The data of what came since the last look, in the order it was told. */
const heard = () =>
  receiver.got
    .splice(0)
    .map(({ body }) => JSON.parse(body))
    .sort((one, other) => one.timestamp.localeCompare(other.timestamp));
const datas = () => heard().map(({ data }) => data);
const rules = [makeRule('everybody', { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode: 'ADULT' }] })];

async function published(name: string) {
  const { id } = await makeProgram(app, season.store, { name, eventCodes: season.eventCodes, rules });
  done(await publish(season, id));
  return id;
}

async function setEvents(act: 'publish' | 'unpublish') {
  const { items } = done(await season.staff.get(`/api/stores/${season.store.key}/events`));
  const eventIds = items.map(({ id }: { id: string }) => id);
  done(await season.staff.post(`/api/stores/${season.store.key}/events/${act}`, { eventIds }));
}

describe('a switch', () => {
  test('is told with what was and what is active, a close and an undo too', async () => {
    const [one, two] = [await published('One'), await published('Two')];
    await hear('program.switched');
    await switchTo(one);
    await pass(app, second);
    const first = { programId: one, programName: 'One', releaseNumber: 1 };
    expect(datas()).toMatchObject([{ at: at(-second), from: null, to: first, until: null, planId: null, act: 'now' }]);
    await switchTo(two);
    await pass(app, second);
    expect(datas()).toMatchObject([{ from: first, to: { programId: two }, act: 'now' }]);
    done(await season.staff.post(board('/close'), { reason: 'Enough' }));
    await pass(app, second);
    expect(datas()).toMatchObject([{ from: { programId: two }, to: null, act: 'close' }]);
    done(await season.staff.post(board('/undo'), { reason: null }));
    await pass(app, second);
    expect(datas()).toMatchObject([{ from: null, to: { programId: two }, act: 'undo' }]);
  });

  test('by the clock is told when it happens, once, though no job fires it and looks are many', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale')];
    await switchTo(regular);
    await hear('program.switched');
    const [startsAt, endsAt] = [at(hour), at(2 * hour)];
    const { plans } = await plan(sale, startsAt, endsAt);
    await pass(app, minute);
    expect(heard()).toEqual([]);
    // the look before set one at the start, without any sweep
    app.clock.set(startsAt);
    await runJobs(app);
    expect(datas()).toMatchObject([
      {
        at: startsAt,
        from: { programId: regular },
        to: { programId: sale },
        until: endsAt,
        planId: plans[0].id,
        act: null,
      },
    ]);
    await Promise.all([lookAround(ctx()), lookAround(ctx()), lookAround(ctx())]);
    await pass(app, second);
    await pass(app, minute);
    expect(heard()).toEqual([]);
    app.clock.set(endsAt);
    await runJobs(app);
    expect(datas()).toMatchObject([{ at: endsAt, from: { programId: sale }, to: { programId: regular }, act: null }]);
  });

  test('that happened while nobody looked is told late, each once and all of them', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale')];
    await switchTo(regular);
    await hear('program.switched');
    const [startsAt, endsAt] = [at(hour), at(2 * hour)];
    await plan(sale, startsAt, endsAt);
    await pass(app, 7 * hour);
    await pass(app, minute);
    expect(
      datas()
        .map(({ at: instant }) => instant)
        .sort((a, b) => String(a).localeCompare(String(b))),
    ).toEqual([startsAt, endsAt]);
  });

  test('that was cancelled before its time is not told', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale')];
    await switchTo(regular);
    await hear('program.switched');
    const { plans } = await plan(sale, at(hour), at(2 * hour));
    await pass(app, minute);
    done(await season.staff.delete(board(`/plans/${plans[0].id}`)));
    await pass(app, 3 * hour);
    expect(heard()).toEqual([]);
  });

  test('that commits after a look, with an instant before it, is told all the same', async () => {
    const [one, two] = [await published('One'), await published('Two')];
    await switchTo(one);
    await hear('program.switched');
    await pass(app, hour);
    const { rows } = await app.ctx.database.pool.query(
      `select told_until from "${season.store.schemaName}".webhook_watch`,
    );
    expect(rows[0].told_until).toEqual(app.clock.now());
    app.clock.advance(-3); // the clock of another process is three milliseconds behind
    await switchTo(two);
    app.clock.advance(3);
    await pass(app, second);
    await pass(app, second);
    expect(datas()).toMatchObject([{ to: { programId: two } }]);
  });

  test('before the first endpoint was made is told to nobody', async () => {
    const [one, two] = [await published('One'), await published('Two')];
    await switchTo(one);
    await pass(app, second);
    await switchTo(two);
    await hear('program.switched', 'program.planned', 'readiness.lost');
    await pass(app, minute);
    expect(heard()).toEqual([]);
  });

  test('to a new release of the active program is one; the same release under a plan is none', async () => {
    const id = await published('Regular');
    await switchTo(id);
    await hear('program.switched');
    const path = `/api/stores/${season.store.key}/programs/${id}`;
    const { versions } = done(await season.staff.get(path));
    const events = { eventCodes: season.eventCodes.slice(0, 2) };
    app.clock.advance(second);
    done(await season.staff.put(`${path}/events`, events, { 'if-match': `"${versions.events}"` }));
    done(await publish(season, id));
    await pass(app, second);
    expect(datas()).toMatchObject([
      { from: { programId: id, releaseNumber: 1 }, to: { programId: id, releaseNumber: 2 }, act: 'republish' },
    ]);
    await plan(id, at(hour), at(2 * hour));
    await pass(app, 90 * minute);
    expect(heard()).toEqual([]);
  });
});

describe('a plan', () => {
  test('is told when it is made, moved and cancelled', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale')];
    await switchTo(regular);
    await hear('program.planned');
    const { plans } = await plan(sale, at(hour), at(2 * hour));
    const { id } = plans[0];
    await pass(app, second);
    expect(datas()).toMatchObject([{ change: 'made', plan: { id, programId: sale, programName: 'Sale' } }]);
    const moved = { startsAt: at(3 * hour), endsAt: at(4 * hour), returnTo: { kind: 'base' }, reason: null };
    done(await season.staff.put(board(`/plans/${id}`), moved));
    app.clock.advance(second);
    done(await season.staff.delete(board(`/plans/${id}`)));
    await pass(app, second);
    const found = datas();
    expect(found.map(({ change }) => change).sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'cancelled',
      'changed',
    ]);
    expect(found.find(({ change }) => change === 'changed').plan.startsAt).toBe(moved.startsAt);
  });

  test('that checks hold is told with its errors, and no switch is', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale')];
    await switchTo(regular);
    await hear('plan.held', 'program.switched', 'program.planned');
    const { plans } = await plan(sale, at(hour), at(2 * hour));
    await setEvents('unpublish');
    await requestRecheck(ctx());
    await pass(app, second);
    const told = heard();
    expect(told.map(({ type }) => type).sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'plan.held',
      'program.planned',
    ]);
    const held = told.find(({ type }) => type === 'plan.held').data;
    expect(held).toMatchObject({ plan: { id: plans[0].id, programName: 'Sale' } });
    expect(held.errors.length).toBeGreaterThan(0);
    expect(held.errors[0]).toEqual({ code: expect.any(String), at: expect.any(String) });
    await pass(app, 3 * hour);
    expect(heard()).toEqual([]);
  });
});

describe('readiness', () => {
  test('that the active program loses is told once, and once when it is back', async () => {
    await switchTo(await published('Regular'));
    await hear('readiness.lost', 'readiness.restored');
    await requestRecheck(ctx());
    await pass(app, minute);
    expect(heard()).toEqual([]);
    await setEvents('unpublish');
    for (const wait of [second, minute, minute]) {
      await requestRecheck(ctx());
      await runJobs(app);
      await pass(app, wait);
    }
    const lost = heard();
    expect(lost).toMatchObject([{ type: 'readiness.lost', data: { programName: 'Regular' } }]);
    expect(lost[0].data.errorCount).toBeGreaterThan(0);
    await setEvents('publish');
    await requestRecheck(ctx());
    await runJobs(app);
    await pass(app, second);
    expect(heard()).toMatchObject([{ type: 'readiness.restored', data: { errorCount: 0 } }]);
  });

  test('is not judged by a check from before the program was active again', async () => {
    const [one, two] = [await published('One'), await published('Two')];
    await switchTo(one);
    await hear('readiness.lost', 'readiness.restored');
    app.clock.advance(second);
    await setEvents('unpublish');
    await requestRecheck(ctx());
    await pass(app, second);
    expect(heard()).toMatchObject([{ type: 'readiness.lost', data: { programId: one } }]);
    await setEvents('publish');
    await switchTo(two);
    await pass(app, second);
    await switchTo(one);
    await pass(app, second);
    expect(heard()).toEqual([]);
    await requestRecheck(ctx());
    await pass(app, second);
    expect(heard()).toEqual([]);
  });

  test('of a program nobody checked yet is not told', async () => {
    const { id } = await makeReleased(app, season.store, { eventCodes: season.eventCodes, rules });
    await hear('readiness.lost');
    await switchTo(id);
    await pass(app, second);
    expect(heard()).toEqual([]);
  });
});

describe('a copy', () => {
  const copyDue = (readAt: string) =>
    app.ctx.database.pool.query(
      `update "${season.store.schemaName}".event_inventory set read_at = $1, cadence_seconds = 600, next_due_at = $1`,
      [readAt],
    );

  test('that stays stale for five minutes is told once, and once when no copy is any more', async () => {
    await hear('sync.stale', 'sync.recovered');
    await copyDue(at(-hour));
    await pass(app, minute);
    const since = app.clock.now().toISOString();
    await pass(app, 4 * minute);
    expect(heard()).toEqual([]);
    await pass(app, minute);
    await pass(app, minute);
    expect(heard()).toMatchObject([
      { type: 'sync.stale', data: { since, staleCount: 3, copiedCount: 3, failingCount: 0 } },
    ]);
    await copyDue(at(0));
    await pass(app, minute);
    await pass(app, minute);
    expect(heard()).toMatchObject([{ type: 'sync.recovered', data: { since, recoveredAt: at(-minute) } }]);
  });

  test('that is stale for a moment is told to nobody', async () => {
    await hear('sync.stale', 'sync.recovered');
    await copyDue(at(-hour));
    await pass(app, minute);
    await copyDue(at(0));
    await pass(app, minute);
    await pass(app, 10 * minute);
    expect(heard()).toEqual([]);
  });
});
