import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Drawing, Point } from '../../../shared/contract/venues.ts';
import { drawBowl } from '../../../shared/rules/bowl.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSeats, makeSuite } from '../../../test/factories/suite.ts';
import { makeSections, makeVenue } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import type { VenueDetails } from './venues.types.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let viewer: TestClient;
let venue: VenueDetails;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app);
  editor = await signIn(app, await makeStaff(app, { name: 'Ed', grants: [onStore(store, 'editor')] }));
  viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
});
beforeEach(async () => {
  venue = await makeVenue(app, store, { sections });
  path = `/api/stores/${store.key}/venues/${venue.id}`;
});
afterAll(() => app.close());

const sections = [...makeSections([101, 102, 103]), ...makeSections([201, 202], 'upper')];
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const put = (given: unknown[], version: number) =>
  editor.put(`${path}/sections`, { sections: given }, ifMatch(version));
const lastEntry = async (id: string) => (await listStoreEntries(app, store, id)).at(-1);
const triangle: Point[] = [
  [10, 10],
  [90, 10],
  [50, 90],
];
const drawing = (names: string[]): Drawing => ({
  width: 100,
  height: 100,
  floor: null,
  shapes: names.map((sectionName) => ({ sectionName, points: triangle, label: [50, 40] })),
});

describe('the sections of a venue', () => {
  test('are set as a whole, in order, and the audit keeps what differs', async () => {
    const [first, second, third, ...upper] = sections;
    const renamed = { sectionName: '102', displayName: 'Courtside', level: 'club' };
    const given = [...upper, first, renamed, ...makeSections([104])];
    const { status, body, headers } = await put(given, 2);
    expect([status, headers.etag, body.sectionCount]).toEqual([200, '"3"', 5]);
    expect(body.sections).toEqual(given);
    expect(await lastEntry(venue.id)).toMatchObject({
      action: 'venues.put_sections',
      before: { sections: [second, third], order: ['101', '102', '201', '202'] },
      after: { sections: [renamed, ...makeSections([104])], order: ['201', '202', '101', '102'] },
    });
  });

  test('that are the same already change nothing', async () => {
    expect((await put(sections, 2)).body.version).toBe(2);
  });

  test('are not set from an old version, and it is said what changed', async () => {
    await put(sections.slice(1), 2);
    const { status, body } = await put(sections, 2);
    expect([status, body.code]).toEqual([412, 'version.stale']);
    expect(body.params).toMatchObject({ changedBy: ['Ed'], fields: ['/sections'] });
  });

  test.each([
    [[...makeSections([1]), ...makeSections([1])], '/body/sections/1/sectionName'],
    [[{ sectionName: '1', displayName: '', level: 'lower' }], '/body/sections/0/displayName'],
    [[{ sectionName: ' ', displayName: 'x', level: 'lower' }], '/body/sections/0/sectionName'],
    [[{ sectionName: '1', displayName: 'x' }], '/body/sections/0/level'],
    [[{ sectionName: '1', displayName: 'x', level: 'lower', sortOrder: 3 }], '/body/sections/0/sortOrder'],
  ])('%j are refused at %s', async (given, at) => {
    const { status, body } = await put(given, 2);
    expect([status, body.errors?.[0]?.at]).toEqual([400, at]);
    expect((await editor.get(path)).body.sections).toEqual(sections);
  });

  test('take names that objects have anyway', async () => {
    const odd = makeSections(['constructor', '__proto__', 'toString']);
    expect((await put(odd, 2)).body.sections).toEqual(odd);
    expect((await put(odd.slice(1), 3)).body.sections).toEqual(odd.slice(1));
  });

  test('are not removed while suites have seats in them, archived or not', async () => {
    const suite = await makeSuite(app, store, { venueId: venue.id, seats: [makeSeats('102', 'A', 1, 8)] });
    const { status, body } = await put(sections.toSpliced(1, 1), 2);
    expect([status, body.code, body.params]).toEqual([409, 'section.in_use', { section: '102' }]);
    await editor.post(`/api/stores/${store.key}/suites/${suite.id}/archive`);
    expect((await put(sections.toSpliced(1, 1), 2)).body.code).toBe('section.in_use');
    expect((await editor.get(path)).body).toMatchObject({ version: 2, sectionCount: 5 });
    const rest = sections.filter(({ sectionName }) => sectionName === '102');
    expect((await put(rest, 2)).body.sections).toEqual(rest);
  });

  test('that are removed lose their shapes on every map, and the audit keeps those', async () => {
    const map = (await editor.post(`${path}/maps`, { name: 'Map' })).body;
    await put(sections.slice(1), 2);
    const { body } = await editor.get(`${path}/maps/${map.id}`);
    expect(body.drawing.shapes).toEqual(
      map.drawing.shapes.filter(({ sectionName }: { sectionName: string }) => sectionName !== '101'),
    );
    expect([body.version, body.undrawn]).toEqual([2, []]);
    expect(await lastEntry(venue.id)).toMatchObject({
      before: { shapes: [{ map: 'Map', lost: [{ sectionName: '101' }] }] },
    });
  });
});

describe('a map', () => {
  test('without a drawing is a bowl of the sections, and the first one is the one that is shown', async () => {
    const { status, body, headers } = await editor.post(`${path}/maps`, { name: 'Basketball' });
    expect([status, headers.etag, body.isDefault]).toEqual([201, '"1"', true]);
    expect(body.drawing).toEqual(drawBowl(sections));
    expect((await viewer.get(`${path}/maps/${body.id}`)).body).toEqual(body);
    const second = (await editor.post(`${path}/maps`, { name: 'Concert', drawing: drawing(['101']) })).body;
    expect([second.isDefault, second.undrawn]).toEqual([false, ['102', '103', '201', '202']]);
    expect((await editor.get(path)).body.maps).toEqual([
      { id: body.id, name: 'Basketball', isDefault: true, version: 1 },
      { id: second.id, name: 'Concert', isDefault: false, version: 1 },
    ]);
    expect(await lastEntry(second.id)).toMatchObject({
      action: 'venues.create_map',
      after: { name: 'Concert', isGenerated: false, shapeCount: 1 },
    });
  });

  test('cannot be made of no sections', async () => {
    await put([], 2);
    const { status, body } = await editor.post(`${path}/maps`, { name: 'Empty' });
    expect([status, body.code]).toEqual([409, 'map.no_sections']);
    expect((await editor.post(`${path}/maps`, { name: 'Empty', drawing: drawing([]) })).status).toBe(201);
  });

  test('has a name of its own in its venue', async () => {
    const one = (await editor.post(`${path}/maps`, { name: 'One' })).body;
    await editor.post(`${path}/maps`, { name: 'Two' });
    expect((await editor.post(`${path}/maps`, { name: 'ONE' })).body.code).toBe('map.name_taken');
    const renamed = await editor.put(`${path}/maps/${one.id}`, { name: 'two', drawing: one.drawing }, ifMatch(1));
    expect([renamed.status, renamed.body.code]).toEqual([409, 'map.name_taken']);
  });

  test('is one of at most twenty, also when they are added at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 22 }, (_, at) => editor.post(`${path}/maps`, { name: `Map ${at}`, drawing: drawing([]) })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ body }) => body.code === 'map.too_many')).toHaveLength(2);
    const { maps } = (await editor.get(path)).body;
    expect(maps.filter(({ isDefault }: { isDefault: boolean }) => isDefault)).toHaveLength(1);
  });

  test('is edited by hand, and the audit keeps the shapes that moved', async () => {
    const { id, drawing: bowl } = (await editor.post(`${path}/maps`, { name: 'Map' })).body;
    const [first, ...rest] = bowl.shapes;
    const moved = { ...first, label: [500, 300] };
    const edited = { ...bowl, shapes: [moved, ...rest.slice(1)] };
    const { status, body } = await editor.put(`${path}/maps/${id}`, { name: 'Map', drawing: edited }, ifMatch(1));
    expect([status, body.version, body.drawing, body.undrawn]).toEqual([200, 2, edited, ['102']]);
    expect(await lastEntry(id)).toMatchObject({
      action: 'venues.edit_map',
      before: { shapes: [first, rest[0]] },
      after: { shapes: [moved] },
    });
    const stale = await editor.put(`${path}/maps/${id}`, { name: 'Map', drawing: bowl }, ifMatch(1));
    expect([stale.status, stale.body.params.fields]).toEqual([412, ['/shapes']]);
    const same = await editor.put(`${path}/maps/${id}`, { name: 'Map', drawing: edited }, ifMatch(2));
    expect(same.body.version).toBe(2);
  });

  test.each<[string, Drawing, string]>([
    ['of a section the venue lacks', drawing(['9']), '/body/drawing/shapes/0/sectionName'],
    ['with a section drawn twice', drawing(['101', '101']), '/body/drawing/shapes/1/sectionName'],
    [
      'that leaves the canvas',
      { ...drawing(['101']), width: 100, height: 100, floor: [...triangle, [0, 101]] },
      '/body/drawing/floor',
    ],
    [
      'with two corners',
      {
        ...drawing([]),
        floor: [
          [0, 0],
          [1, 1],
        ],
      },
      '/body/drawing/floor',
    ],
    ['without a canvas', { ...drawing([]), width: 0 }, '/body/drawing/width'],
  ])('%s is refused', async (_, drawn, at) => {
    const added = await editor.post(`${path}/maps`, { name: 'Map', drawing: drawn });
    expect([added.status, added.body.errors?.[0]?.at]).toEqual([400, at]);
    const { id } = (await editor.post(`${path}/maps`, { name: 'Map' })).body;
    const edited = await editor.put(`${path}/maps/${id}`, { name: 'Map', drawing: drawn }, ifMatch(1));
    expect([edited.status, edited.body.errors?.[0]?.at]).toEqual([400, at]);
  });

  test('of a thousand sections is made, read and edited', async () => {
    const many = makeSections(Array.from({ length: 1_000 }, (_, at) => `S${at}`));
    expect((await put(many, 2)).status).toBe(200);
    const made = (await editor.post(`${path}/maps`, { name: 'Large' })).body;
    expect(made.drawing.shapes).toHaveLength(1_000);
    const { status } = await editor.put(
      `${path}/maps/${made.id}`,
      { name: 'Larger', drawing: made.drawing },
      ifMatch(1),
    );
    expect(status).toBe(200);
  });
});

describe('the map that is shown', () => {
  test('is one of the venue, until it is the last to be deleted', async () => {
    const one = (await editor.post(`${path}/maps`, { name: 'One' })).body;
    const two = (await editor.post(`${path}/maps`, { name: 'Two' })).body;
    expect((await editor.delete(`${path}/maps/${one.id}`)).body.code).toBe('map.is_default');
    expect((await editor.post(`${path}/maps/${two.id}/default`)).body.isDefault).toBe(true);
    expect((await editor.get(`${path}/maps/${one.id}`)).body.isDefault).toBe(false);
    expect(await lastEntry(two.id)).toMatchObject({ before: { default: 'One' }, after: { default: 'Two' } });
    expect((await editor.delete(`${path}/maps/${one.id}`)).status).toBe(204);
    expect((await editor.delete(`${path}/maps/${two.id}`)).status).toBe(204);
    expect((await editor.get(path)).body.maps).toEqual([]);
    expect((await editor.delete(`${path}/maps/${two.id}`)).body.code).toBe('map.not_found');
  });
});

describe('maps', () => {
  test('are read by viewers and changed by editors', async () => {
    const { id, drawing: bowl } = (await editor.post(`${path}/maps`, { name: 'Map' })).body;
    const writes = [
      await viewer.post(`${path}/maps`, { name: 'x' }),
      await viewer.put(`${path}/maps/${id}`, { name: 'x', drawing: bowl }, ifMatch(1)),
      await viewer.post(`${path}/maps/${id}/default`),
      await viewer.delete(`${path}/maps/${id}`),
    ];
    expect(writes.map(({ status }) => status)).toEqual(writes.map(() => 403));
  });

  test('are found in their own venue only', async () => {
    const { id, drawing: bowl } = (await editor.post(`${path}/maps`, { name: 'Map' })).body;
    const other = `/api/stores/${store.key}/venues/${(await makeVenue(app, store, { sections })).id}`;
    const answers = [
      await editor.get(`${other}/maps/${id}`),
      await editor.put(`${other}/maps/${id}`, { name: 'x', drawing: bowl }, ifMatch(1)),
      await editor.post(`${other}/maps/${id}/default`),
      await editor.delete(`${other}/maps/${id}`),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => 'map.not_found'));
  });
});
