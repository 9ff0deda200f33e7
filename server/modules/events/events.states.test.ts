import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeEvent, makePublishedEvent } from '../../../test/factories/event.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeVenue } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { gate, untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { type StoreFacts, transaction, withStore } from '../../core/ctx.ts';
import { archiveVenue } from '../venues/venues.service.ts';

let app: TestApp;
let store: StoreFacts;
let publisher: TestClient;
let editor: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app);
  publisher = await signIn(app, await makeStaff(app, { name: 'Pat', grants: [onStore(store, 'publisher')] }));
  editor = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'editor')] }));
  path = `/api/stores/${store.key}/events`;
});
afterAll(() => app.close());

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const tbd = { state: 'tbd' as const };
const act = (verb: string, ...eventIds: string[]) => publisher.post(`${path}/${verb}`, { eventIds });
const read = async (id: string) => (await editor.get(`${path}/${id}`)).body;
const nobody = '0190a0a0-0000-7000-8000-00000000000a';

describe('publishing events', () => {
  test('makes drafts with a venue public, whether their date is set, undecided or not announced', async () => {
    const events = [
      await makeEvent(app, store),
      await makeEvent(app, store, { date: tbd }),
      await makeEvent(app, store, { date: { state: 'tba' }, time: tbd }),
    ];
    app.clock.advance(minute);
    const { status, body } = await act('publish', ...events.map(({ id }) => id));
    expect(status).toBe(200);
    expect(body.items).toMatchObject(
      events.map(({ id }) => ({ id, state: 'published', publishedAt: app.clock.now().toISOString(), version: 2 })),
    );
    expect((await listStoreEntries(app, store, events[0]?.id ?? '')).at(-1)).toMatchObject({
      action: 'events.publish',
      actorName: 'Pat',
      before: { state: 'draft' },
      after: { state: 'published' },
    });
    const text = `select data from platform.changes where topic = 'events.changed' order by id desc limit 1`;
    const { eventIds, eventCodes } = (await app.ctx.database.pool.query(text)).rows[0].data;
    expect([eventIds.sort(), eventCodes.sort()]).toEqual([
      events.map(({ id }) => id).sort(),
      events.map(({ code }) => code).sort(),
    ]);
  });

  test('is all or none: each that cannot be is named, with why', async () => {
    const fine = await makeEvent(app, store);
    const homeless = await makeEvent(app, store, { venueId: null, name: 'Homeless' });
    const archived = await makeEvent(app, store, { name: 'Archived' });
    await act('archive', archived.id);
    const ruined = await makeEvent(app, store, { name: 'Ruined' });
    await archiveVenue(withStore(app.ctx, store), ruined.venueId ?? '');
    const { status, body } = await act('publish', fine.id, homeless.id, archived.id, ruined.id, nobody);
    expect([status, body.code, body.params]).toEqual([409, 'event.bulk_refused', { count: 4 }]);
    expect(body.errors).toMatchObject([
      { at: '/body/eventIds/1', code: 'event.no_venue', message: `Homeless (${homeless.code}) has no venue.` },
      { at: '/body/eventIds/2', code: 'event.archived', message: `Archived (${archived.code}) is archived.` },
      { at: '/body/eventIds/3', code: 'venue.archived' },
      { at: '/body/eventIds/4', code: 'event.not_found' },
    ]);
    expect(await read(fine.id)).toMatchObject({ state: 'draft', version: 1 });
  });

  test('leaves those that are published already as they are, and takes an id twice', async () => {
    const { id } = await makePublishedEvent(app, store);
    const draft = await makeEvent(app, store);
    const { body } = await act('publish', id, draft.id, id);
    expect(body.items).toMatchObject([
      { id, version: 2 },
      { id: draft.id, version: 2 },
    ]);
    expect(await listStoreEntries(app, store, id)).toHaveLength(2);
  });

  test.each([[[]], [['x']], [Array.from({ length: 501 }, () => nobody)]])('of %j is refused', async (eventIds) => {
    expect((await publisher.post(`${path}/publish`, { eventIds })).status).toBe(400);
  });

  test('of many and its opposite at once leave all of them in one state', async () => {
    const venueId = (await makeVenue(app, store)).id;
    const ids: string[] = [];
    for (let number = 0; number < 8; number += 1) ids.push((await makeEvent(app, store, { venueId })).id);
    const turned = ids.toReversed();
    const answers = await Promise.all([
      act('publish', ...ids),
      act('unpublish', ...turned),
      act('publish', ...turned),
      act('archive', ...ids),
    ]);
    for (const { status, body } of answers) expect([200, 409], body.code).toContain(status);
    const states = await Promise.all(ids.map(async (id) => (await read(id)).state));
    expect(new Set(states)).toEqual(new Set(['archived']));
  });
});

describe('unpublishing an event', () => {
  test('makes it a draft whose date can be changed', async () => {
    const { id } = await makePublishedEvent(app, store);
    expect((await act('unpublish', id)).body.items).toMatchObject([{ state: 'draft', publishedAt: null, version: 3 }]);
    expect((await editor.patch(`${path}/${id}`, { date: tbd }, ifMatch(3))).status).toBe(200);
    expect((await act('unpublish', id)).body.items).toMatchObject([{ state: 'draft', version: 4 }]);
  });

  test('that is archived is refused', async () => {
    const { id } = await makeEvent(app, store);
    await act('archive', id);
    expect((await act('unpublish', id)).body.errors).toMatchObject([{ code: 'event.archived' }]);
  });
});

describe('archiving an event', () => {
  test('keeps all its data and refuses edits; it comes back as a draft', async () => {
    const before = await makePublishedEvent(app, store, { opponent: 'Lakers', description: { en: 'x' }, maxSeats: 6 });
    const { body } = await act('archive', before.id);
    expect(body.items).toMatchObject([{ state: 'archived', opponent: 'Lakers', maxSeats: 6, publishedAt: null }]);
    const edit = await editor.patch(`${path}/${before.id}`, { name: 'x' }, ifMatch(3));
    expect([edit.status, edit.body.code]).toEqual([409, 'event.archived']);
    expect((await act('unarchive', before.id)).body.items).toMatchObject([
      { state: 'draft', opponent: 'Lakers', description: { en: 'x' }, startsAt: before.startsAt?.toISOString() },
    ]);
    expect((await listStoreEntries(app, store, before.id)).map(({ action }) => action)).toEqual([
      'events.create',
      'events.publish',
      'events.archive',
      'events.unarchive',
    ]);
  });

  test('keeps its code', async () => {
    const { id, code } = await makeEvent(app, store);
    await act('archive', id);
    expect((await editor.post(path, { code, name: 'Again' })).body.code).toBe('event.code_taken');
  });

  test('undone for one that is not archived changes nothing', async () => {
    const { id } = await makePublishedEvent(app, store);
    expect((await act('unarchive', id)).body.items).toMatchObject([{ state: 'published', version: 2 }]);
  });
});

test('the states of events are changed by publishers only, and only in their own store', async () => {
  const { id } = await makeEvent(app, store);
  const elsewhere = await makeEvent(app, await makeStore(app));
  for (const verb of ['publish', 'unpublish', 'archive', 'unarchive']) {
    expect((await editor.post(`${path}/${verb}`, { eventIds: [id] })).body.code).toBe('permission.denied');
    const { status, body } = await act(verb, id, elsewhere.id);
    expect([status, body.errors[0].code]).toEqual([409, 'event.not_found']);
  }
  expect((await read(id)).version).toBe(1);
});

describe("a venue's time zone", () => {
  const zoneOf = (venueId: string) => `/api/stores/${store.key}/venues/${venueId}/time-zone`;
  const change = (client: TestClient, venueId: string, timeZone: string, version = 1) =>
    client.put(zoneOf(venueId), { timeZone }, ifMatch(version));

  test('that is corrected moves its events, which keep their local times', async () => {
    const { id: venueId } = await makeVenue(app, store, { timeZone: 'America/New_York' });
    const evening = await makeEvent(app, store, { venueId });
    const open = await makeEvent(app, store, { venueId, time: tbd });
    const undated = await makeEvent(app, store, { venueId, date: tbd });
    const elsewhere = await makeEvent(app, store);
    const { status, body, headers } = await change(editor, venueId, 'America/Los_Angeles');
    expect([status, body.timeZone, body.version, headers.etag]).toEqual([200, 'America/Los_Angeles', 2, '"2"']);
    expect(await read(evening.id)).toMatchObject({
      date: { on: '2026-12-25' },
      time: { at: '19:30' },
      startsAt: '2026-12-26T03:30:00.000Z',
      version: 2,
    });
    expect((await listStoreEntries(app, store, evening.id)).at(-1)).toMatchObject({
      action: 'events.move',
      before: { startsAt: '2026-12-26T00:30:00.000Z' },
      after: { startsAt: '2026-12-26T03:30:00.000Z' },
    });
    expect((await read(open.id)).version).toBe(2);
    expect([(await read(undated.id)).version, (await read(elsewhere.id)).version]).toEqual([1, 1]);
    expect((await listStoreEntries(app, store, venueId)).at(-1)).toMatchObject({
      before: { timeZone: 'America/New_York' },
      after: { timeZone: 'America/Los_Angeles' },
    });
  });

  test('is not corrected when a local time would not exist, and every such event is named', async () => {
    const { id: venueId } = await makeVenue(app, store, { timeZone: 'America/Phoenix' });
    const night = { date: { state: 'set', on: '2027-03-14' }, time: { state: 'set', at: '02:30' } } as const;
    const { id } = await makeEvent(app, store, { venueId, name: 'Night game', ...night });
    const { status, body } = await change(editor, venueId, 'America/Denver');
    expect([status, body.code, body.params.timeZone]).toEqual([422, 'event.time_skipped', 'America/Denver']);
    expect(body.errors[0].message).toContain('Night game');
    expect((await editor.get(`/api/stores/${store.key}/venues/${venueId}`)).body).toMatchObject({
      timeZone: 'America/Phoenix',
      version: 1,
    });
    expect((await read(id)).startsAt).toBe('2027-03-14T09:30:00.000Z');
  });

  test('with published events is corrected by publishers only', async () => {
    const { id: venueId } = await makeVenue(app, store, { timeZone: 'America/New_York' });
    const { id } = await makePublishedEvent(app, store, { venueId });
    expect((await change(editor, venueId, 'America/Denver')).body.code).toBe('permission.denied');
    expect((await read(id)).version).toBe(2);
    expect((await change(publisher, venueId, 'America/Denver')).status).toBe(200);
    expect(await read(id)).toMatchObject({ state: 'published', startsAt: '2026-12-26T02:30:00.000Z' });
  });

  test('is corrected from the version that was read, to a zone that exists', async () => {
    const { id } = await makeVenue(app, store);
    expect((await change(editor, id, 'Mars/Olympus')).body.errors[0].at).toBe('/body/timeZone');
    await change(editor, id, 'America/Denver');
    const stale = await change(editor, id, 'America/Phoenix');
    expect([stale.status, stale.body.params.fields]).toEqual([412, ['/timeZone']]);
    expect((await change(editor, nobody, 'America/Denver')).body.code).toBe('venue.not_found');
  });

  test('waits for an event that is being added, and moves it too', async () => {
    const { id: venueId } = await makeVenue(app, store, { timeZone: 'America/New_York' });
    const [added, goOn] = [gate(), gate()];
    const adding = transaction(app.ctx, async (ctx) => {
      const event = await makeEvent({ ctx }, store, { venueId });
      added.open();
      await goOn.opened;
      return event;
    });
    await added.opened;
    const changing = change(editor, venueId, 'America/Denver');
    await untilSomebodyWaits(app);
    goOn.open();
    const { id, startsAt } = await adding;
    expect(startsAt?.toISOString()).toBe('2026-12-26T00:30:00.000Z');
    expect((await changing).status).toBe(200);
    expect((await read(id)).startsAt).toBe('2026-12-26T02:30:00.000Z');
  });
});
