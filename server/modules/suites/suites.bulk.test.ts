import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSeats } from '../../../test/factories/suite.ts';
import { makeSections, makeVenue } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { race } from '../../../test/harness/race.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { createSuites } from './suites.service.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let venueId: string;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  editor = await signIn(app, await makeStaff(app, { name: 'Ed', grants: [onStore(store, 'editor')] }));
  venueId = (await makeVenue(app, store, { sections: makeSections(['S1', 'S2', 'S3'], 'suites') })).id;
  path = `/api/stores/${store.key}/suites`;
});
afterAll(() => app.close());

const add = (items: object[], by = editor) =>
  by.post(`${path}/bulk`, { items: items.map((item) => ({ venueId, ...item })) });
const names = async () => (await editor.get(path)).body.items.map(({ name }: { name: string }) => name);

describe('many suites', () => {
  test('are added in one act, each with its audit', async () => {
    const { status, body } = await add([
      { name: 'Suite 1', seats: [makeSeats('S1', 'A', 1, 6)], partialSizes: [4, 2] },
      { name: 'Suite 2', seats: [makeSeats('S2', 'A', 1, 8)] },
    ]);
    expect(status).toBe(201);
    expect(body.items).toMatchObject([
      { name: 'Suite 1', capacity: 6, partialSizes: [2, 4], version: 1 },
      { name: 'Suite 2', capacity: 8, suiteTypeId: null },
    ]);
    for (const { id } of body.items) {
      expect(await listStoreEntries(app, store, id)).toMatchObject([{ action: 'suites.create', actorName: 'Ed' }]);
    }
  });

  test.each([
    [{ name: '' }, 400, 'request.invalid', '/body/items/1/name'],
    [{ partialSizes: [9] }, 400, 'request.invalid', '/body/items/1/partialSizes/0'],
    [{ seats: [makeSeats('S9', 'A', 1, 2)] }, 422, 'section.not_found', '/body/items/1/seats/0/sectionName'],
    [{ seats: [makeSeats('S1', 'A', 6, 9)] }, 409, 'suite.seats_taken', '/body/items/1/seats/0'],
    [{ name: 'SUITE 1' }, 409, 'suite.name_taken', '/body/items/1/name'],
    [{ venueId: '0190a0a0-0000-7000-8000-00000000000a' }, 404, 'venue.not_found', '/body/items/1/venueId'],
  ])('are none when one of them is refused: %j', async (wrong, status, code, at) => {
    const answer = await add([
      { name: 'Suite 1', seats: [makeSeats('S1', 'A', 1, 6)] },
      { name: 'Suite 2', seats: [makeSeats('S2', 'A', 1, 6)], ...wrong },
    ]);
    expect([answer.status, answer.body.code, answer.body.errors[0].at]).toEqual([status, code, at]);
    expect(await names()).toEqual([]);
  });

  test('are added by editors, and at most 300 at once', async () => {
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    expect((await add([{ name: 'Suite 1' }], viewer)).status).toBe(403);
    const many = Array.from({ length: 301 }, (_, index) => ({ name: `Suite ${index}` }));
    expect((await add(many)).body.errors[0].at).toBe('/body/items');
    expect((await add([])).body.errors[0].at).toBe('/body/items');
  });
});

test('two who add suites at the same venues in opposite order never wait for each other for ever', async () => {
  const other = (await makeVenue(app, store)).id;
  const fields = { suiteTypeId: null, description: {}, image: null, seats: [], overflow: null, partialSizes: [] };
  const ended = await race(app, { callers: 6 }, (ctx, index) => {
    const venueIds = index % 2 === 0 ? [venueId, other] : [other, venueId];
    const items = venueIds.map((id) => ({ ...fields, venueId: id, name: `Suite ${index}` }));
    return createSuites(withStore(ctx, store), items);
  });
  expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'fulfilled'));
  expect(await names()).toHaveLength(12);
});
