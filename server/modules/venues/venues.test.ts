import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../shared/contract/permissions.ts';
import { makeEvent } from '../../../test/factories/event.ts';
import { uniqueKey } from '../../../test/factories/key.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSeats, makeSuite } from '../../../test/factories/suite.ts';
import { makeSections, makeVenue } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { suspendStore } from '../stores/stores.states.service.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
  await inNewStore();
});
afterAll(() => app.close());

/** From here on in a store of its own. */
async function inNewStore() {
  store = await makeStore(app);
  editor = await withRole('editor');
  path = `/api/stores/${store.key}/venues`;
}

async function withRole(role: Role): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name: `The ${role}`, grants: [onStore(store, role)] }));
}

const arena = () => ({ name: uniqueKey('arena'), timeZone: 'America/Los_Angeles', city: 'San Francisco' });
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const namesOf = (items: { name: string }[]) => items.map(({ name }) => name);
const newsOf = async () => {
  const text = `select topic, data from platform.changes where store_id = $1 order by id`;
  return (await app.ctx.database.pool.query(text, [store.id])).rows;
};

describe('a venue', () => {
  test('is added without sections and maps, and pages and the audit hear of it', async () => {
    await inNewStore();
    const given = arena();
    const { status, body, headers } = await editor.post(path, { ...given, name: `  ${given.name} ` });
    expect([status, headers.etag]).toEqual([201, '"1"']);
    expect(body).toEqual({
      ...given,
      id: body.id,
      isArchived: false,
      sectionCount: 0,
      sections: [],
      maps: [],
      version: 1,
    });
    expect((await editor.get(`${path}/${body.id}`)).body).toEqual(body);
    expect(await listStoreEntries(app, store, body.id)).toMatchObject([
      { action: 'venues.create', actorName: 'The editor', before: null, after: given },
    ]);
    expect(await newsOf()).toEqual([{ topic: 'venues.changed', data: { venueId: body.id } }]);
  });

  test.each([
    [{ name: '' }, '/body/name'],
    [{ name: 'two\nlines' }, '/body/name'],
    [{ timeZone: 'Mars/Olympus' }, '/body/timeZone'],
    [{ city: 'x'.repeat(121) }, '/body/city'],
    [{ isArchived: true }, '/body/isArchived'],
  ])('with %j is refused at %s', async (wrong, at) => {
    const { status, body } = await editor.post(path, { ...arena(), ...wrong });
    expect([status, body.errors?.[0]?.at]).toEqual([400, at]);
  });

  test('has a name of its own, also when two take one at once', async () => {
    const answers = await Promise.all(
      ['Oracle Park', 'ORACLE PARK'].map((name) => editor.post(path, { ...arena(), name })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('venue.name_taken');
    const { body } = await editor.post(path, arena());
    const taken = await editor.patch(`${path}/${body.id}`, { name: 'oracle park' }, ifMatch(1));
    expect([taken.status, taken.body.code]).toEqual([409, 'venue.name_taken']);
  });

  test('is edited from the version that was read', async () => {
    const { id } = await makeVenue(app, store);
    const { status, body, headers } = await editor.patch(`${path}/${id}`, { city: 'Oakland' }, ifMatch(1));
    expect([status, body.city, body.version, headers.etag]).toEqual([200, 'Oakland', 2, '"2"']);
    expect((await listStoreEntries(app, store, id)).at(-1)).toMatchObject({
      action: 'venues.edit',
      before: { city: 'San Francisco' },
      after: { city: 'Oakland' },
    });
    const stale = await editor.patch(`${path}/${id}`, { name: 'x' }, ifMatch(1));
    expect([stale.status, stale.body.code, stale.body.params.fields]).toEqual([412, 'version.stale', ['/city']]);
    const same = await editor.patch(`${path}/${id}`, { city: 'Oakland' }, ifMatch(2));
    expect([same.status, same.body.version]).toEqual([200, 2]);
    expect((await editor.patch(`${path}/${id}`, { city: 'x' })).body.code).toBe('version.required');
  });

  test.each([
    [{}, '/body'],
    [{ timeZone: 'America/Denver' }, '/body/timeZone'],
    [{ name: 3 }, '/body/name'],
  ])('is not edited with %j', async (edit, at) => {
    const { id } = await makeVenue(app, store);
    const { status, body } = await editor.patch(`${path}/${id}`, edit, ifMatch(1));
    expect([status, body.errors?.[0]?.at]).toEqual([400, at]);
  });
});

describe('the list of venues', () => {
  test('is in the order of names, in pages, and finds text literally', async () => {
    await inNewStore();
    for (const name of ['b 50%', 'A', 'c', 'B 5']) await makeVenue(app, store, { name, city: `City of ${name}` });
    expect(namesOf((await editor.get(path)).body.items)).toEqual(['A', 'B 5', 'b 50%', 'c']);
    const first = (await editor.get(`${path}?limit=3`)).body;
    const second = (await editor.get(`${path}?limit=3&cursor=${first.next}`)).body;
    expect([...namesOf(first.items), ...namesOf(second.items)]).toEqual(['A', 'B 5', 'b 50%', 'c']);
    expect(second.next).toBeNull();
    expect(namesOf((await editor.get(`${path}?text=50%25`)).body.items)).toEqual(['b 50%']);
    expect(namesOf((await editor.get(`${path}?text=CITY%20OF%20C`)).body.items)).toEqual(['c']);
    expect((await editor.get(`${path}?cursor=nonsense`)).body.errors[0].at).toBe('/query/cursor');
  });

  test('counts sections and leaves out what is archived, unless asked', async () => {
    await inNewStore();
    const { id } = await makeVenue(app, store, { name: 'Old', sections: makeSections([1, 2, 3]) });
    await makeVenue(app, store, { name: 'New' });
    await editor.post(`${path}/${id}/archive`);
    expect(namesOf((await editor.get(path)).body.items)).toEqual(['New']);
    const { items } = (await editor.get(`${path}?includeArchived=true`)).body;
    expect(items).toMatchObject([
      { name: 'New', isArchived: false, sectionCount: 0 },
      { name: 'Old', isArchived: true, sectionCount: 3 },
    ]);
  });
});

describe('archiving a venue', () => {
  test('keeps everything in it, and it is not edited until it is unarchived', async () => {
    const { id } = await makeVenue(app, store, { sections: makeSections([1]) });
    const { status, body } = await editor.post(`${path}/${id}/archive`);
    expect([status, body.isArchived, body.version, body.sectionCount]).toEqual([200, true, 3, 1]);
    expect((await editor.post(`${path}/${id}/archive`)).body.version).toBe(3);
    const writes = [
      await editor.patch(`${path}/${id}`, { name: 'x' }, ifMatch(3)),
      await editor.put(`${path}/${id}/sections`, { sections: [] }, ifMatch(3)),
      await editor.post(`${path}/${id}/maps`, { name: 'x' }),
    ];
    expect(writes.map((answer) => answer.body.code)).toEqual(writes.map(() => 'venue.archived'));
    expect((await editor.post(`${path}/${id}/unarchive`)).body).toMatchObject({ isArchived: false, version: 4 });
    expect((await listStoreEntries(app, store, id)).slice(2)).toMatchObject([
      { action: 'venues.archive', before: { isArchived: false }, after: { isArchived: true } },
      { action: 'venues.unarchive', before: { isArchived: true }, after: { isArchived: false } },
    ]);
  });

  test('frees its name, and then it cannot come back under it', async () => {
    const given = arena();
    const { id } = await makeVenue(app, store, given);
    await editor.post(`${path}/${id}/archive`);
    expect((await editor.post(path, given)).status).toBe(201);
    const { status, body } = await editor.post(`${path}/${id}/unarchive`);
    expect([status, body.code]).toEqual([409, 'venue.name_taken']);
  });
});

describe('deleting a venue', () => {
  test('removes it with its sections and maps, and the audit keeps what it was', async () => {
    const { id } = await makeVenue(app, store, { name: 'Mistake', sections: makeSections([1, 2]) });
    await editor.post(`${path}/${id}/maps`, { name: 'Map' });
    expect((await editor.delete(`${path}/${id}`)).status).toBe(204);
    expect((await editor.get(`${path}/${id}`)).body.code).toBe('venue.not_found');
    expect((await listStoreEntries(app, store, id)).at(-1)).toMatchObject({
      action: 'venues.delete',
      before: { name: 'Mistake', sectionCount: 2 },
      after: null,
    });
  });

  test('is refused while it has events', async () => {
    const { venueId } = await makeEvent(app, store);
    const { status, body } = await editor.delete(`${path}/${venueId}`);
    expect([status, body.code, body.params]).toEqual([409, 'venue.in_use', { by: 'events' }]);
    expect((await editor.get(`${path}/${venueId}`)).status).toBe(200);
  });

  test.each([[[]], [[makeSeats('S1', 'A', 1, 8)]]])('is refused while it has suites, with seats %j', async (seats) => {
    const { venueId } = await makeSuite(app, store, { seats });
    const { status, body } = await editor.delete(`${path}/${venueId}`);
    expect([status, body.code, body.params]).toEqual([409, 'venue.in_use', { by: 'suites' }]);
  });
});

describe('who may', () => {
  test('read is whoever sees the store, write is whoever prepares programs', async () => {
    const { id } = await makeVenue(app, store);
    for (const role of ['viewer', 'support'] as const) {
      const client = await withRole(role);
      expect((await client.get(path)).status).toBe(200);
      expect((await client.get(`${path}/${id}`)).status).toBe(200);
      const writes = [
        await client.post(path, arena()),
        await client.patch(`${path}/${id}`, { name: 'x' }, ifMatch(1)),
        await client.post(`${path}/${id}/archive`),
        await client.post(`${path}/${id}/unarchive`),
        await client.delete(`${path}/${id}`),
        await client.put(`${path}/${id}/sections`, { sections: [] }, ifMatch(1)),
        await client.post(`${path}/${id}/maps`, { name: 'x' }),
      ];
      expect(writes.map(({ status }) => status)).toEqual(writes.map(() => 403));
    }
    expect((await (await withRole('publisher')).post(path, arena())).status).toBe(201);
  });

  test('change the venues of one store finds none of another', async () => {
    const { id } = await makeVenue(app, await makeStore(app), { sections: makeSections([1]) });
    const answers = [
      await editor.get(`${path}/${id}`),
      await editor.patch(`${path}/${id}`, { name: 'x' }, ifMatch(1)),
      await editor.post(`${path}/${id}/archive`),
      await editor.delete(`${path}/${id}`),
      await editor.put(`${path}/${id}/sections`, { sections: [] }, ifMatch(2)),
      await editor.post(`${path}/${id}/maps`, { name: 'x' }),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => 'venue.not_found'));
  });

  test('write is nobody while the store is suspended', async () => {
    await inNewStore();
    await suspendStore(withStore(app.ctx, store), 'Season is over');
    expect((await editor.post(path, arena())).body.code).toBe('store.suspended');
    await expect(makeVenue(app, store)).rejects.toMatchObject({ code: 'store.suspended' });
    expect((await editor.get(path)).status).toBe(200);
  });
});
