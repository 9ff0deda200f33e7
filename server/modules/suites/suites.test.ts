import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../../shared/contract/permissions.ts';
import { uniqueKey } from '../../../test/factories/key.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSeats, makeSuite, makeSuiteType } from '../../../test/factories/suite.ts';
import { makeSections, makeVenue } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { archiveVenue } from '../venues/venues.service.ts';
import { listFacts } from './suites.service.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let path: string;
/** A venue of its own for each test, so that its seats are free. */
let venueId: string;
beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app);
  editor = await withRole('editor');
  path = `/api/stores/${store.key}/suites`;
});
beforeEach(async () => {
  venueId = (await makeVenue(app, store, { sections: makeSections(['S1', 'S2'], 'suites') })).id;
});
afterAll(() => app.close());

async function withRole(role: Role): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name: `The ${role}`, grants: [onStore(store, role)] }));
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const nobody = '0190a0a0-0000-7000-8000-00000000000a';
const image = { url: '/images/suite.jpg', alt: { en: 'A suite with twelve seats' } };
const namesOf = (items: { name: string }[]) => items.map(({ name }) => name);
const create = (fields: object = {}) => editor.post(path, { name: uniqueKey('suite'), venueId, ...fields });
/** The suite as a whole, as it is sent back. */
const fieldsOf = ({ id: _, capacity: _c, isArchived: _a, version: _v, ...fields }: Record<string, unknown>) => fields;

describe('a suite', () => {
  test('needs only a name and a venue', async () => {
    const name = uniqueKey('suite');
    const { status, body, headers } = await editor.post(path, { name, venueId });
    expect([status, headers.etag]).toEqual([201, '"1"']);
    expect(body).toEqual({
      id: body.id,
      name,
      venueId,
      suiteTypeId: null,
      description: {},
      image: null,
      seats: [],
      overflow: null,
      partialSizes: [],
      capacity: 0,
      isArchived: false,
      version: 1,
    });
    expect((await editor.get(`${path}/${body.id}`)).body).toEqual(body);
    const text = 'select topic, data from platform.changes where store_id = $1 order by id desc limit 1';
    expect((await app.ctx.database.pool.query(text, [store.id])).rows).toEqual([
      { topic: 'suites.changed', data: { suiteId: body.id } },
    ]);
  });

  test('has the capacity of its seats, in order, whatever its overflow', async () => {
    const { id } = await makeSuiteType(app, store);
    const given = {
      suiteTypeId: id,
      description: { en: 'Courtside' },
      image,
      seats: [
        makeSeats('S2', 'A', 1, 4),
        makeSeats('S1', 'B', 1, 6),
        makeSeats('S1', 'A', 5, 8),
        makeSeats('S1', 'A', 1, 4),
      ],
      overflow: makeSeats('S1', 'C', 1, 2),
      partialSizes: [6, 2, 4, 2],
    };
    const { body } = await create(given);
    expect(body).toMatchObject({
      ...given,
      partialSizes: [2, 4, 6],
      capacity: 18,
      seats: [
        makeSeats('S1', 'A', 1, 4),
        makeSeats('S1', 'A', 5, 8),
        makeSeats('S1', 'B', 1, 6),
        makeSeats('S2', 'A', 1, 4),
      ],
    });
  });

  test('may be sold in parts as large as its longest run, over ranges that touch', async () => {
    const seats = [makeSeats('S1', 'A', 1, 4), makeSeats('S1', 'A', 5, 8), makeSeats('S1', 'B', 1, 6)];
    expect((await create({ seats, partialSizes: [8] })).status).toBe(201);
    const { status, body } = await create({ seats, partialSizes: [2, 9] });
    expect([status, body.errors[0].at, body.errors[0].message]).toEqual([
      400,
      '/body/partialSizes/1',
      'At most 8 of its seats are consecutive in one row.',
    ]);
  });

  test.each([
    [{ name: '' }, '/body/name'],
    [{ venueId: 'x' }, '/body/venueId'],
    [{ seats: [makeSeats('S1', 'A', 8, 1)] }, '/body/seats/0/lastSeat'],
    [{ seats: [makeSeats('S1', 'A', -1, 1)] }, '/body/seats/0/firstSeat'],
    [{ seats: [makeSeats('S1', '', 1, 2)] }, '/body/seats/0/rowName'],
    [{ seats: [makeSeats('S1', 'A', 1, 8), makeSeats('S1', 'A', 8, 9)] }, '/body/seats/1'],
    [{ seats: [makeSeats('S1', 'A', 1, 8)], overflow: makeSeats('S1', 'A', 8, 9) }, '/body/overflow'],
    [{ overflow: [makeSeats('S1', 'A', 1, 2), makeSeats('S1', 'B', 1, 2)] }, '/body/overflow'],
    [{ partialSizes: [0] }, '/body/partialSizes/0'],
    [{ partialSizes: [1] }, '/body/partialSizes/0'],
    [{ capacity: 12 }, '/body/capacity'],
    [{ image: { url: 'ftp://x', alt: {} } }, '/body/image/url'],
  ])('with %j is refused at %s', async (wrong, at) => {
    const { status, body } = await create(wrong);
    expect([status, body.code, body.errors?.[0]?.at]).toEqual([400, 'request.invalid', at]);
  });

  test('stands in sections of its venue, at a venue that is in use, with a type that exists', async () => {
    const lost = await create({ seats: [makeSeats('S1', 'A', 1, 2)], overflow: makeSeats('S9', 'A', 1, 2) });
    expect([lost.status, lost.body.code, lost.body.params, lost.body.errors[0].at]).toEqual([
      422,
      'section.not_found',
      { section: 'S9' },
      '/body/overflow/sectionName',
    ]);
    const strange = await create({ suiteTypeId: nobody });
    expect([strange.status, strange.body.code, strange.body.errors[0].at]).toEqual([
      404,
      'suite_type.not_found',
      '/body/suiteTypeId',
    ]);
    const elsewhere = await makeVenue(app, await makeStore(app));
    expect((await create({ venueId: elsewhere.id })).body).toMatchObject({
      code: 'venue.not_found',
      errors: [{ at: '/body/venueId' }],
    });
    await archiveVenue(withStore(app.ctx, store), venueId);
    expect((await create()).body.code).toBe('venue.archived');
  });

  test('has a name of its own in its venue, among those that are not archived', async () => {
    const { body } = await create({ name: 'Suite 1' });
    const twin = await create({ name: 'SUITE 1' });
    expect([twin.status, twin.body.code]).toEqual([409, 'suite.name_taken']);
    const other = (await create({ name: 'Suite 2' })).body;
    const renamed = await editor.put(`${path}/${other.id}`, { ...fieldsOf(other), name: 'suite 1' }, ifMatch(1));
    expect(renamed.body.code).toBe('suite.name_taken');
    const elsewhere = await makeVenue(app, store);
    expect((await create({ name: 'Suite 1', venueId: elsewhere.id })).status).toBe(201);
    await editor.post(`${path}/${body.id}/archive`);
    expect((await create({ name: 'Suite 1' })).status).toBe(201);
    expect((await editor.post(`${path}/${body.id}/unarchive`)).body.code).toBe('suite.name_taken');
  });
});

describe('a seat', () => {
  test('is in one suite: the other one is named, with the seats both want', async () => {
    await create({ name: 'Suite A', seats: [makeSeats('S1', 'A', 1, 8)], overflow: makeSeats('S1', 'B', 1, 2) });
    const { status, body } = await create({
      seats: [makeSeats('S2', 'A', 1, 8), makeSeats('S1', 'A', 7, 12)],
      overflow: makeSeats('S1', 'B', 2, 3),
    });
    expect([status, body.code]).toEqual([409, 'suite.seats_taken']);
    expect(body.params).toEqual({ section: 'S1', row: 'A', first: 7, last: 8, suite: 'Suite A' });
    expect(body.errors).toMatchObject([
      { at: '/body/seats/1', message: 'Seats 7 to 8 are in Suite A.' },
      { at: '/body/overflow', message: 'Seats 2 to 2 are in Suite A.' },
    ]);
    const elsewhere = await makeVenue(app, store, { sections: makeSections(['S1']) });
    expect((await create({ venueId: elsewhere.id, seats: [makeSeats('S1', 'A', 1, 8)] })).status).toBe(201);
  });

  test('is in one suite also when several take it at once', async () => {
    const answers = await Promise.all(
      [0, 1, 2, 3, 4].map((at) => create({ name: `Racer ${at}`, seats: [makeSeats('S1', 'A', 1 + at, 8 + at)] })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
    const winner = answers.find(({ status }) => status === 201)?.body.name;
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.params.suite).toBe(winner);
  });

  test('is in one suite even if the service did not look: the database refuses', async () => {
    const [one, other] = [await makeSuite(app, store, { venueId }), await makeSuite(app, store, { venueId })];
    const put = (suiteId: string, first: number, last: number) =>
      app.ctx.database.pool.query(
        `insert into ${store.schemaName}.suite_seats
           (suite_id, venue_id, is_archived, section_name, row_name, first_seat, last_seat, is_overflow)
         values ($1, $2, false, 'S1', 'A', $3, $4, false)`,
        [suiteId, venueId, first, last],
      );
    await put(one.id, 1, 8);
    await put(other.id, 9, 12);
    await expect(put(other.id, 8, 8)).rejects.toMatchObject({ constraint: 'suite_seats_in_one_suite' });
    await expect(put(one.id, 8, 8)).rejects.toMatchObject({ constraint: 'suite_seats_in_one_suite' });
  });
});

describe('editing a suite', () => {
  test('replaces its seats, and the audit says from what to what', async () => {
    const made = (await create({ seats: [makeSeats('S1', 'A', 1, 8)], partialSizes: [2, 8] })).body;
    const seats = [makeSeats('S1', 'A', 1, 4), makeSeats('S2', 'A', 1, 2)];
    const edit = { ...fieldsOf(made), seats, partialSizes: [2, 4] };
    const { status, body, headers } = await editor.put(`${path}/${made.id}`, edit, ifMatch(1));
    expect([status, headers.etag]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ ...edit, capacity: 6, version: 2 });
    expect((await listStoreEntries(app, store, made.id)).at(-1)).toMatchObject({
      action: 'suites.edit',
      actorName: 'The editor',
      before: { seats: [makeSeats('S1', 'A', 1, 8)], partialSizes: [2, 8] },
      after: { seats, partialSizes: [2, 4] },
    });
    const stale = await editor.put(`${path}/${made.id}`, edit, ifMatch(1));
    expect([stale.status, stale.body.params.fields]).toEqual([412, ['/partialSizes', '/seats']]);
    expect((await editor.put(`${path}/${made.id}`, edit, ifMatch(2))).body.version).toBe(2);
  });

  test('moves it to another venue, whose sections and seats it then has', async () => {
    const made = (await create({ seats: [makeSeats('S1', 'A', 1, 8)] })).body;
    const other = await makeVenue(app, store, { sections: makeSections(['T1']) });
    const move = { ...fieldsOf(made), venueId: other.id };
    expect((await editor.put(`${path}/${made.id}`, move, ifMatch(1))).body.code).toBe('section.not_found');
    const seats = [makeSeats('T1', 'A', 1, 8)];
    expect((await editor.put(`${path}/${made.id}`, { ...move, seats }, ifMatch(1))).status).toBe(200);
    expect((await listStoreEntries(app, store, made.id)).at(-1)).toMatchObject({
      before: { venueId, seats: [makeSeats('S1', 'A', 1, 8)] },
      after: { venueId: other.id, seats },
    });
    expect((await create({ seats: [makeSeats('S1', 'A', 1, 8)] })).status).toBe(201);
    expect((await create({ venueId: other.id, seats })).body.code).toBe('suite.seats_taken');
  });

  test('takes no seats of others, and keeps its own', async () => {
    await create({ name: 'Other', seats: [makeSeats('S1', 'A', 9, 12)] });
    const made = (await create({ seats: [makeSeats('S1', 'A', 1, 8)] })).body;
    const grown = { ...fieldsOf(made), seats: [makeSeats('S1', 'A', 1, 9)] };
    const { status, body } = await editor.put(`${path}/${made.id}`, grown, ifMatch(1));
    expect([status, body.params.suite]).toEqual([409, 'Other']);
    expect((await editor.get(`${path}/${made.id}`)).body).toEqual(made);
  });

  test('keeps it at an archived venue, and takes the whole suite only', async () => {
    const made = (await create({ seats: [makeSeats('S1', 'A', 1, 8)] })).body;
    await archiveVenue(withStore(app.ctx, store), venueId);
    const edit = { ...fieldsOf(made), seats: [makeSeats('S1', 'A', 1, 6)] };
    expect((await editor.put(`${path}/${made.id}`, edit, ifMatch(1))).status).toBe(200);
    expect((await editor.put(`${path}/${made.id}`, { name: 'x' }, ifMatch(2))).status).toBe(400);
    expect((await editor.put(`${path}/${made.id}`, edit)).body.code).toBe('version.required');
    expect((await editor.put(`${path}/${nobody}`, edit, ifMatch(1))).body.code).toBe('suite.not_found');
  });
});

describe('archiving a suite', () => {
  test('keeps it as it was and frees its seats; it comes back when they are free again', async () => {
    const seats = [makeSeats('S1', 'A', 1, 8)];
    const made = (await create({ name: 'Old', seats })).body;
    const archived = await editor.post(`${path}/${made.id}/archive`);
    expect(archived.body).toEqual({ ...made, isArchived: true, version: 2 });
    expect((await editor.post(`${path}/${made.id}/archive`)).body.version).toBe(2);
    const edit = await editor.put(`${path}/${made.id}`, fieldsOf(made), ifMatch(2));
    expect([edit.status, edit.body.code]).toEqual([409, 'suite.archived']);
    const next = (await create({ name: 'New', seats })).body;
    const back = await editor.post(`${path}/${made.id}/unarchive`);
    expect([back.status, back.body.code, back.body.params.suite]).toEqual([409, 'suite.seats_taken', 'New']);
    await editor.post(`${path}/${next.id}/archive`);
    expect((await editor.post(`${path}/${made.id}/unarchive`)).body).toEqual({ ...made, version: 3 });
    expect((await editor.post(`${path}/${next.id}/unarchive`)).body.params.suite).toBe('Old');
    expect((await listStoreEntries(app, store, made.id)).map(({ action }) => action)).toEqual([
      'suites.create',
      'suites.archive',
      'suites.unarchive',
    ]);
  });

  test('is undone only while its venue is in use', async () => {
    const { id } = (await create()).body;
    await editor.post(`${path}/${id}/archive`);
    await archiveVenue(withStore(app.ctx, store), venueId);
    expect((await editor.post(`${path}/${id}/unarchive`)).body.code).toBe('venue.archived');
  });
});

describe('the list of suites', () => {
  test('is in the order of names, in pages, with seats, and is filtered', async () => {
    const type = await makeSuiteType(app, store);
    await create({ name: 'c 50%', seats: [makeSeats('S1', 'A', 1, 8)] });
    await create({ name: 'A', seats: [makeSeats('S2', 'A', 1, 4)], overflow: makeSeats('S1', 'B', 1, 2) });
    await create({ name: 'B', suiteTypeId: type.id });
    const gone = (await create({ name: 'D' })).body;
    await editor.post(`${path}/${gone.id}/archive`);
    const here = `venueId=${venueId}`;
    const found = async (query: string) => namesOf((await editor.get(`${path}?${here}&${query}`)).body.items);
    expect(await found('')).toEqual(['A', 'B', 'c 50%']);
    expect(await found('includeArchived=true')).toEqual(['A', 'B', 'c 50%', 'D']);
    expect(await found(`suiteTypeId=${type.id}`)).toEqual(['B']);
    expect(await found('sectionName=S1')).toEqual(['A', 'c 50%']);
    expect(await found('text=50%25')).toEqual(['c 50%']);
    const first = (await editor.get(`${path}?${here}&limit=2`)).body;
    expect(first.items[0]).toMatchObject({ capacity: 4, overflow: makeSeats('S1', 'B', 1, 2) });
    const second = (await editor.get(`${path}?${here}&limit=2&cursor=${first.next}`)).body;
    expect(namesOf([...first.items, ...second.items])).toEqual(['A', 'B', 'c 50%']);
    expect((await editor.get(`${path}?cursor=x`)).body.errors[0].at).toBe('/query/cursor');
  });

  test('counts the numbers in names as people do, over pages too', async () => {
    const names = ['Suite 10', 'suite 3', 'Suite 1', 'Suite 2b', 'Suite 2 A', 'Suite 007', 'Loft 12.10', 'Loft 12.9'];
    for (const name of names) await create({ name });
    const sorted = ['Loft 12.9', 'Loft 12.10', 'Suite 1', 'Suite 2 A', 'Suite 2b', 'suite 3', 'Suite 007', 'Suite 10'];
    const listed: string[] = [];
    for (let cursor = ''; ; ) {
      const { items, next } = (await editor.get(`${path}?venueId=${venueId}&limit=3${cursor}`)).body;
      listed.push(...namesOf(items));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(listed).toEqual(sorted);
  });
});

describe('who may', () => {
  test('read is whoever sees the store, write whoever prepares programs', async () => {
    const { body } = await create();
    const viewer = await withRole('viewer');
    expect((await viewer.get(path)).status).toBe(200);
    expect((await viewer.get(`${path}/${body.id}`)).status).toBe(200);
    const writes = [
      await viewer.post(path, { name: 'x', venueId }),
      await viewer.put(`${path}/${body.id}`, fieldsOf(body), ifMatch(1)),
      await viewer.post(`${path}/${body.id}/archive`),
      await viewer.post(`${path}/${body.id}/unarchive`),
    ];
    expect(writes.map(({ status }) => status)).toEqual(writes.map(() => 403));
  });

  test('change the suites of one store finds none of another', async () => {
    const other = await makeSuite(app, await makeStore(app));
    const { body } = await create();
    const answers = [
      await editor.get(`${path}/${other.id}`),
      await editor.put(`${path}/${other.id}`, fieldsOf(body), ifMatch(1)),
      await editor.post(`${path}/${other.id}/archive`),
      await editor.post(`${path}/${other.id}/unarchive`),
    ];
    expect(answers.map((answer) => answer.body.code)).toEqual(answers.map(() => 'suite.not_found'));
  });
});

test('facts for other modules are told by id, without archived suites', async () => {
  const made = (await create({ seats: [makeSeats('S1', 'A', 1, 8)], partialSizes: [4] })).body;
  const gone = (await create()).body;
  await editor.post(`${path}/${gone.id}/archive`);
  const facts = await listFacts(withStore(app.ctx, store));
  expect(facts.get(made.id)).toMatchObject({
    id: made.id,
    name: made.name,
    venueId,
    seatCount: 8,
    seats: [makeSeats('S1', 'A', 1, 8)],
    overflow: null,
    partialSizes: [4],
  });
  expect(facts.has(gone.id)).toBe(false);
});
