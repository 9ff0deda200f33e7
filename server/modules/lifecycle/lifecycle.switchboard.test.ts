import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProgram } from '../../../test/factories/program.ts';
import { makeRule } from '../../../test/factories/program-content.ts';
import { makeReleased } from '../../../test/factories/release.ts';
import { makeSeason, publish, type Season } from '../../../test/factories/season.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour, minute, second } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { withStore } from '../../core/ctx.ts';
import { latestRun } from '../checks/checks.service.ts';
import { recheckStores, requestRecheck } from './lifecycle.watch.service.ts';

let app: TestApp;
let season: Season;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set('2026-11-20T20:00:00.000Z');
  season = await makeSeason(app, 3);
});

const later = (milliseconds: number) => new Date(app.clock.now().getTime() + milliseconds).toISOString();
const board = (rest = '') => `/api/stores/${season.store.key}/switchboard${rest}`;
const switchTo = (programId: string, rest: object = {}) =>
  season.staff.post(board('/switch'), { programId, reason: null, override: false, ...rest });
const plan = (programId: string, startsAt: string, endsAt: string | null, rest: object = {}) =>
  season.staff.post(board('/plans'), {
    programId,
    startsAt,
    endsAt,
    returnTo: { kind: 'base' },
    reason: null,
    ...rest,
  });
const read = async () => (await season.staff.get(board())).body;
const sells = (ticketTypeCode: string) => [
  makeRule('everybody', { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode }] }),
];

async function setEvents(act: 'publish' | 'unpublish') {
  const { body } = await season.staff.get(`/api/stores/${season.store.key}/events`);
  const eventIds = body.items.map(({ id }: { id: string }) => id);
  expect((await season.staff.post(`/api/stores/${season.store.key}/events/${act}`, { eventIds })).status).toBe(200);
}

async function published(name: string, ticketType = 'ADULT') {
  const program = await makeProgram(app, season.store, {
    name,
    eventCodes: season.eventCodes,
    rules: sells(ticketType),
  });
  const answer = await publish(season, program.id);
  expect(answer.status).toBe(200);
  return program.id;
}

describe('publishing', () => {
  test('makes numbered releases with a content hash, and refuses one that changes nothing', async () => {
    const id = await published('Regular');
    const again = await publish(season, id);
    expect([again.status, again.body.code]).toEqual([409, 'program.unchanged']);
    const { body } = await season.staff.get(`/api/stores/${season.store.key}/programs/${id}/releases`);
    expect(body.items).toMatchObject([{ number: 1, publishedBy: expect.stringContaining('Person') }]);
    expect(body.items[0].contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is refused with every error, and changes nothing', async () => {
    const { id } = await makeProgram(app, season.store, { eventCodes: ['NOPE'] });
    const answer = await publish(season, id);
    expect([answer.status, answer.body.code]).toEqual([409, 'program.has_errors']);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ code: 'events.unknown' }));
    expect((await season.staff.get(`/api/stores/${season.store.key}/programs/${id}`)).body.state).toBe('draft');
  });

  test('needs every warning accepted by name, and keeps who did', async () => {
    const { id } = await makeProgram(app, season.store, { eventCodes: season.eventCodes });
    const path = `/api/stores/${season.store.key}/programs/${id}`;
    const { versions } = (await season.staff.get(path)).body;
    const refused = await season.staff.post(`${path}/publish`, { versions, accept: [] });
    expect([refused.status, refused.body.code]).toEqual([409, 'program.warnings_not_accepted']);
    const { body } = await publish(season, id);
    expect(body.release.accepted).toContainEqual({
      code: 'presentation.no_banner',
      at: '/presentation/banner',
      by: expect.any(String),
    });
  });

  test('is refused when a stage changed after the editor read it', async () => {
    const { id, versions } = await makeProgram(app, season.store, { eventCodes: season.eventCodes });
    const path = `/api/stores/${season.store.key}/programs/${id}`;
    await season.staff.put(`${path}/events`, { eventCodes: ['G01'] }, { 'if-match': `"${versions.events}"` });
    const answer = await season.staff.post(`${path}/publish`, { versions, accept: [] });
    expect([answer.status, answer.body.params.fields]).toEqual([412, ['events']]);
  });
});

describe('switching now', () => {
  test('makes a published program active, at once and only that one', async () => {
    const [one, two] = [await published('One'), await published('Two')];
    await switchTo(one);
    app.clock.advance(minute);
    const { body } = await switchTo(two);
    expect(body.active).toMatchObject({ programId: two, startsAt: later(0), endsAt: null });
    expect(body.past).toMatchObject([{ programId: one, endsAt: later(0) }]);
    const programs = (await season.staff.get(`/api/stores/${season.store.key}/programs`)).body.items;
    expect(
      programs.filter(({ isActive }: { isActive: boolean }) => isActive).map(({ id }: { id: string }) => id),
    ).toEqual([two]);
  });

  test('twice to the same program is one act', async () => {
    const one = await published('One');
    await switchTo(one);
    app.clock.advance(minute);
    const { body } = await switchTo(one);
    expect(body.revision).toBe(1);
  });

  test('is refused for a draft and for an archived program', async () => {
    const { id } = await makeProgram(app, season.store);
    expect((await switchTo(id)).body.code).toBe('program.not_published');
    const gone = await published('Gone');
    await season.staff.post(`/api/stores/${season.store.key}/programs/${gone}/archive`);
    expect((await switchTo(gone)).body.code).toBe('program.archived');
  });

  test('to a program with errors needs an override by somebody who may, and is recorded', async () => {
    const { id } = await makeReleased(app, season.store, { eventCodes: ['NOPE'] });
    expect((await switchTo(id)).body.code).toBe('program.has_errors');
    expect((await switchTo(id, { override: true })).body.code).toBe('permission.denied');
    const admin = await signIn(app, await makeStaff(app, { grants: [onStore(season.store, 'admin')] }));
    const { body } = await admin.post(board('/switch'), { programId: id, reason: 'It must open', override: true });
    expect(body.lastAct).toMatchObject({ kind: 'now', isOverride: true, reason: 'It must open' });
  });

  test('closing leaves a gap, and undo opens the store again', async () => {
    const one = await published('One');
    await switchTo(one);
    app.clock.advance(minute);
    expect((await season.staff.post(board('/close'), { reason: 'Power cut' })).body.active).toBeNull();
    app.clock.advance(minute);
    const { body } = await season.staff.post(board('/undo'), { reason: null });
    expect(body.active).toMatchObject({ programId: one, startsAt: later(0) });
    expect((await season.staff.get(board(`/as-of?at=${later(-30 * second)}`))).body.interval).toBeNull();
    expect((await season.staff.get(board(`/as-of?at=${later(-90 * second)}`))).body.interval.programId).toBe(one);
  });
});

describe('a planned switch', () => {
  test('happens by the clock, with nothing running, and returns by itself', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale', 'BF25')];
    await switchTo(regular);
    await plan(sale, later(hour), later(2 * hour));
    expect((await read()).active.programId).toBe(regular);
    app.clock.advance(hour);
    expect((await read()).active.programId).toBe(sale);
    app.clock.advance(hour);
    expect((await read()).active).toMatchObject({ programId: regular, endsAt: null });
  });

  test('is held when its program has errors, says why, and starts after all when it is released', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale', 'BF25')];
    await switchTo(regular);
    const { body } = await plan(sale, later(hour), later(2 * hour));
    await setEvents('unpublish');
    app.clock.advance(51 * minute);
    await runJobs(app);
    const held = (await read()).plans[0];
    expect(held).toMatchObject({
      isHeld: true,
      checkedAt: later(0),
      findings: [expect.objectContaining({ code: 'events.cannot_complete' })],
    });
    await setEvents('publish');
    const released = await season.staff.post(board(`/plans/${body.plans[0].id}/release`), {
      override: false,
      reason: null,
    });
    expect(released.body.plans[0]).toMatchObject({ isHeld: false });
    app.clock.advance(9 * minute);
    expect((await read()).active.programId).toBe(sale);
  });

  test('is not held when less than ten seconds are left', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale', 'BF25')];
    await switchTo(regular);
    await plan(sale, later(hour), later(2 * hour));
    await setEvents('unpublish');
    app.clock.advance(hour - 9 * second);
    await runJobs(app);
    app.clock.advance(9 * second);
    expect((await read()).active.programId).toBe(sale);
  });

  test('takes the newest release when its program is published again meanwhile', async () => {
    const [regular, sale] = [await published('Regular'), await published('Sale', 'BF25')];
    await switchTo(regular);
    await plan(sale, later(hour), later(2 * hour));
    const { body } = await season.staff.get(`/api/stores/${season.store.key}/programs/${sale}`);
    const path = `/api/stores/${season.store.key}/programs/${sale}/events`;
    await season.staff.put(path, { eventCodes: ['G01', 'G02'] }, { 'if-match': `"${body.versions.events}"` });
    expect((await publish(season, sale)).status).toBe(200);
    expect((await read()).future[0]).toMatchObject({ programId: sale, releaseNumber: 2 });
    expect((await read()).active).toMatchObject({ programId: regular, releaseNumber: 1 });
  });

  test('keeps its program from being archived, also when it only returns to it', async () => {
    const [regular, sale, rest] = [await published('Regular'), await published('Sale'), await published('Rest')];
    await switchTo(regular);
    await plan(sale, later(hour), later(2 * hour), { returnTo: { kind: 'program', programId: rest } });
    for (const id of [regular, sale, rest]) {
      expect((await season.staff.post(`/api/stores/${season.store.key}/programs/${id}/archive`)).body.code).toBe(
        'program.in_use',
      );
    }
  });

  test.each([
    ['in the past', -minute, hour, 'plan.in_past'],
    ['too short', hour, hour + second, 'plan.too_short'],
    ['over another', 90 * minute, 3 * hour, 'plan.overlaps'],
    ['in a moment', 5 * second, 30 * minute, 'plan.too_close'],
  ])('%s is refused and changes nothing', async (_, start, end, code) => {
    const [regular, sale] = [await published('Regular'), await published('Sale')];
    await switchTo(regular);
    await plan(sale, later(hour), later(2 * hour));
    const before = await read();
    const answer = await plan(sale, later(start), later(end));
    expect([answer.status, answer.body.code]).toEqual([409, code]);
    expect(await read()).toEqual(before);
  });
});

describe('the active program', () => {
  test('is looked at again when something it stands on changes, and goes on', async () => {
    const regular = await published('Regular');
    await switchTo(regular);
    await setEvents('unpublish');
    const ctx = withStore(app.ctx, season.store);
    await requestRecheck(ctx);
    expect(await runJobs(app)).toContain('lifecycle.recheck');
    expect(await latestRun(ctx, regular)).toMatchObject({ checkedAt: app.clock.now(), errorCount: 1 });
    expect((await read()).active.programId).toBe(regular);
  });

  test('is looked at by the clock in every store', async () => {
    const regular = await published('Regular');
    await switchTo(regular);
    await recheckStores(app.ctx);
    app.clock.advance(hour);
    await runJobs(app);
    expect((await latestRun(withStore(app.ctx, season.store), regular))?.checkedAt).toEqual(app.clock.now());
  });
});

describe('staff without the permission', () => {
  test('may look and not touch', async () => {
    const one = await published('One');
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(season.store, 'editor')] }));
    expect((await viewer.get(board())).status).toBe(200);
    const answer = await viewer.post(board('/switch'), { programId: one, reason: null, override: false });
    expect([answer.status, answer.body.code]).toEqual([403, 'permission.denied']);
  });
});
