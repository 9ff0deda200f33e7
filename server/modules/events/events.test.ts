import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../shared/contract/permissions.ts';
import { makeEvent, makePublishedEvent } from '../../../test/factories/event.ts';
import { uniqueKey } from '../../../test/factories/key.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeVenue } from '../../../test/factories/venue.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { archiveVenue } from '../venues/venues.service.ts';
import { listFacts } from './events.service.ts';

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
  path = `/api/stores/${store.key}/events`;
}

async function withRole(role: Role): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name: `The ${role}`, grants: [onStore(store, role)] }));
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const codesOf = (items: { code: string }[]) => items.map(({ code }) => code);
const on = (date: string) => ({ state: 'set' as const, on: date });
const at = (time: string) => ({ state: 'set' as const, at: time });
const tbd = { state: 'tbd' as const };
const tba = { state: 'tba' as const };
const image = { url: 'https://img.team.com/lakers.jpg', alt: { en: 'Warriors against Lakers' } };

describe('an event', () => {
  test('needs only a code and a name; it is a draft without date, time and venue', async () => {
    await inNewStore();
    const { status, body, headers } = await editor.post(path, { code: 'GSW1021', name: 'Warriors vs Lakers' });
    expect([status, headers.etag]).toEqual([201, '"1"']);
    expect(body).toEqual({
      id: body.id,
      code: 'GSW1021',
      name: 'Warriors vs Lakers',
      state: 'draft',
      opponent: null,
      description: {},
      image: null,
      venueId: null,
      date: tbd,
      time: tbd,
      estimatedAt: null,
      onSaleAt: null,
      offSaleAt: null,
      isFeatured: false,
      minSeats: 1,
      maxSeats: null,
      categoryIds: [],
      startsAt: null,
      publishedAt: null,
      createdAt: app.clock.now().toISOString(),
      vendor: null,
      version: 1,
    });
    expect((await editor.get(`${path}/${body.id}`)).body).toEqual(body);
    expect(await listStoreEntries(app, store, body.id)).toMatchObject([
      {
        action: 'events.create',
        actorName: 'The editor',
        subjectName: 'GSW1021',
        after: { name: 'Warriors vs Lakers' },
      },
    ]);
    const text = 'select topic, data from platform.changes where store_id = $1';
    expect((await app.ctx.database.pool.query(text, [store.id])).rows).toEqual([
      { topic: 'events.changed', data: { eventIds: [body.id], eventCodes: ['GSW1021'] } },
    ]);
  });

  test('has everything it was given, and starts at its local time in the zone of its venue', async () => {
    const venue = await makeVenue(app, store, { timeZone: 'America/New_York' });
    const given = {
      code: uniqueKey('all'),
      name: 'Warriors at Knicks',
      opponent: 'Knicks',
      description: { en: 'At the Garden', es: 'En el Garden' },
      image,
      venueId: venue.id,
      date: on('2026-12-25'),
      time: at('19:30'),
      estimatedAt: null,
      onSaleAt: '2026-11-01T17:00:00.000Z',
      offSaleAt: '2026-12-26T00:00:00.000Z',
      isFeatured: true,
      minSeats: 2,
      maxSeats: 8,
      categoryIds: [],
    };
    const { body } = await editor.post(path, given);
    expect(body).toMatchObject({ ...given, startsAt: '2026-12-26T00:30:00.000Z' });
  });

  test.each([
    [{ code: '' }, '/body/code'],
    [{ code: 'x'.repeat(65) }, '/body/code'],
    [{ name: ' ' }, '/body/name'],
    [{ date: on('2026-02-30') }, '/body/date/on'],
    [{ date: on('1999-12-31') }, '/body/date/on'],
    [{ date: { state: 'tbd', on: '2026-12-25' } }, '/body/date/on'],
    [{ date: { state: 'set' } }, '/body/date/on'],
    [{ date: { state: 'perhaps' } }, '/body/date/state'],
    [{ time: at('24:00') }, '/body/time/at'],
    [{ time: at('7:30') }, '/body/time/at'],
    [{ onSaleAt: '2026-12-25' }, '/body/onSaleAt'],
    [{ minSeats: 0 }, '/body/minSeats'],
    [{ minSeats: 4, maxSeats: 2 }, '/body/maxSeats'],
    [{ onSaleAt: '2026-12-25T00:00:00.000Z', offSaleAt: '2026-12-25T00:00:00.000Z' }, '/body/offSaleAt'],
    [{ image: { url: 'javascript:alert(1)', alt: {} } }, '/body/image/url'],
    [{ image: { ...image, alt: { de: 'x' } } }, '/body/image/alt/de'],
    [{ state: 'published' }, '/body/state'],
    [{ startsAt: '2026-12-25T00:00:00.000Z' }, '/body/startsAt'],
  ])('with %j is refused at %s', async (wrong, where) => {
    const answer = await editor.post(path, { code: uniqueKey('bad'), name: 'Bad', ...wrong });
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.at]).toEqual([400, 'request.invalid', where]);
  });

  test('has a code of its own, also when two take one at once', async () => {
    const code = uniqueKey('race');
    const answers = await Promise.all([1, 2, 3].map((number) => editor.post(path, { code, name: `${number}` })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    const { body } = answers.find(({ status }) => status === 409) ?? {};
    expect([body.code, body.params]).toEqual(['event.code_taken', { code }]);
    const elsewhere = await makeEvent(app, await makeStore(app), { code });
    expect(elsewhere.code).toBe(code);
  });

  test('cannot be at a venue nobody knows, of another store, or archived', async () => {
    const archived = await makeVenue(app, store, { name: uniqueKey('old') });
    await archiveVenue(withStore(app.ctx, store), archived.id);
    const elsewhere = await makeVenue(app, await makeStore(app));
    const send = (venueId: string) => editor.post(path, { code: uniqueKey('v'), name: 'x', venueId });
    const answers = [await send('0190a0a0-0000-7000-8000-00000000000a'), await send(elsewhere.id)];
    expect(answers.map(({ status, body }) => [status, body.code, body.errors[0].at])).toEqual(
      answers.map(() => [404, 'venue.not_found', '/body/venueId']),
    );
    const { status, body } = await send(archived.id);
    expect([status, body.code, body.params]).toEqual([409, 'venue.archived', { venue: archived.name }]);
  });

  test('cannot start at a time that the clocks of its venue jump over', async () => {
    const venue = await makeVenue(app, store, { timeZone: 'America/New_York' });
    const when = { date: on('2027-03-14'), time: at('02:30') };
    const given = { code: uniqueKey('gap'), name: 'x', ...when };
    const { status, body } = await editor.post(path, { ...given, venueId: venue.id });
    expect([status, body.code]).toEqual([422, 'event.time_skipped']);
    expect(body.params).toEqual({ date: '2027-03-14', from: '02:00', to: '03:00', timeZone: 'America/New_York' });
    expect(body.detail).toContain('On 2027-03-14 the clocks in America/New_York go from 02:00 to 03:00');
    const draft = (await editor.post(path, given)).body;
    const moved = await editor.patch(`${path}/${draft.id}`, { venueId: venue.id }, ifMatch(1));
    expect(moved.body.code).toBe('event.time_skipped');
    const phoenix = await makeVenue(app, store, { timeZone: 'America/Phoenix' });
    const fine = await editor.patch(`${path}/${draft.id}`, { venueId: phoenix.id }, ifMatch(1));
    expect(fine.body.startsAt).toBe('2027-03-14T09:30:00.000Z');
  });
});

describe('editing an event', () => {
  test('changes what is named, and null takes away', async () => {
    const { id } = await makeEvent(app, store, { opponent: 'Lakers', maxSeats: 8 });
    const edit = { opponent: null, isFeatured: true, time: tba, image };
    const { status, body, headers } = await editor.patch(`${path}/${id}`, edit, ifMatch(1));
    expect([status, headers.etag]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ ...edit, date: on('2026-12-25'), maxSeats: 8, startsAt: null, version: 2 });
    expect((await listStoreEntries(app, store, id)).at(-1)).toMatchObject({
      action: 'events.edit',
      before: { opponent: 'Lakers', isFeatured: false, image: null, time: at('19:30') },
      after: edit,
    });
  });

  test('with what is there already changes nothing', async () => {
    const { id } = await makeEvent(app, store, { onSaleAt: new Date('2026-11-01T17:00:00.000Z') });
    const same = { onSaleAt: '2026-11-01T17:00:00.000Z', date: on('2026-12-25'), categoryIds: [] };
    expect((await editor.patch(`${path}/${id}`, same, ifMatch(1))).body.version).toBe(1);
  });

  test('from an old version is refused and told what changed meanwhile', async () => {
    const { id } = await makeEvent(app, store);
    await editor.patch(`${path}/${id}`, { date: tba, name: 'New' }, ifMatch(1));
    const { status, body } = await editor.patch(`${path}/${id}`, { opponent: 'x' }, ifMatch(1));
    expect([status, body.code, body.params.changedBy]).toEqual([412, 'version.stale', ['The editor']]);
    expect(body.params.fields).toEqual(['/date/on', '/date/state', '/name']);
  });

  test('six at once from one version: one wins', async () => {
    const { id } = await makeEvent(app, store);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((number) => editor.patch(`${path}/${id}`, { name: `Name ${number}` }, ifMatch(1))),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412, 412, 412, 412, 412]);
  });

  test('cannot change the code, and judges fields against those that stay', async () => {
    const { id } = await makeEvent(app, store, { minSeats: 4, onSaleAt: new Date('2026-12-01T00:00:00.000Z') });
    const edit = async (fields: object) => (await editor.patch(`${path}/${id}`, fields, ifMatch(1))).body.errors[0].at;
    expect(await edit({ code: 'OTHER' })).toBe('/body/code');
    expect(await edit({})).toBe('/body');
    expect(await edit({ maxSeats: 3 })).toBe('/body/maxSeats');
    expect(await edit({ offSaleAt: '2026-11-30T00:00:00.000Z' })).toBe('/body/offSaleAt');
  });

  test('moves the start with date, time and venue', async () => {
    const { id } = await makeEvent(app, store);
    const startsAt = async (fields: object, version: number) =>
      (await editor.patch(`${path}/${id}`, fields, ifMatch(version))).body.startsAt;
    expect(await startsAt({ time: at('12:00') }, 1)).toBe('2026-12-25T20:00:00.000Z');
    expect(await startsAt({ date: on('2026-07-04') }, 2)).toBe('2026-07-04T19:00:00.000Z');
    const sydney = await makeVenue(app, store, { timeZone: 'Australia/Sydney' });
    expect(await startsAt({ venueId: sydney.id }, 3)).toBe('2026-07-04T02:00:00.000Z');
    expect(await startsAt({ venueId: null }, 4)).toBeNull();
  });

  test('keeps an archived venue, but gives it to no other event', async () => {
    const event = await makeEvent(app, store);
    await archiveVenue(withStore(app.ctx, store), event.venueId ?? '');
    expect((await editor.patch(`${path}/${event.id}`, { time: at('20:00') }, ifMatch(1))).status).toBe(200);
    const other = await makeEvent(app, store);
    const moved = await editor.patch(`${path}/${other.id}`, { venueId: event.venueId }, ifMatch(1));
    expect(moved.body.code).toBe('venue.archived');
  });
});

describe('a published event', () => {
  test('keeps what is decided of its date, time and venue', async () => {
    const { id } = await makePublishedEvent(app, store);
    const venue = await makeVenue(app, store);
    const edit = async (fields: object) => (await editor.patch(`${path}/${id}`, fields, ifMatch(2))).body;
    expect(await edit({ date: on('2026-12-26') })).toMatchObject({ code: 'event.fixed', params: { fields: ['date'] } });
    expect(await edit({ date: tbd })).toMatchObject({ code: 'event.fixed' });
    expect(await edit({ time: at('20:00') })).toMatchObject({ code: 'event.fixed', params: { fields: ['time'] } });
    expect(await edit({ venueId: null })).toMatchObject({ code: 'event.fixed', params: { fields: ['venue'] } });
    expect(await edit({ venueId: venue.id, time: tba })).toMatchObject({ params: { fields: ['venue', 'time'] } });
    expect(await edit({ name: 'Another name', isFeatured: true })).toMatchObject({ state: 'published', version: 3 });
  });

  test('takes a date and a time that were not decided, once', async () => {
    const { id } = await makePublishedEvent(app, store, { date: tbd, time: tba });
    const decided = await editor.patch(`${path}/${id}`, { date: on('2026-12-25') }, ifMatch(2));
    expect(decided.body).toMatchObject({ state: 'published', date: on('2026-12-25'), startsAt: null });
    const announced = await editor.patch(`${path}/${id}`, { time: at('18:00') }, ifMatch(3));
    expect(announced.body.startsAt).toBe('2026-12-26T02:00:00.000Z');
    const again = await editor.patch(`${path}/${id}`, { date: on('2026-12-26') }, ifMatch(4));
    expect([again.status, again.body.code]).toEqual([409, 'event.fixed']);
  });
});

describe('the list of events', () => {
  test('is by start, then noon of the date, then the estimate, and undated last, in pages', async () => {
    await inNewStore();
    const venueId = (await makeVenue(app, store)).id;
    const make = (code: string, fields: object) => makeEvent(app, store, { code, venueId, ...fields });
    await make('UNDATED-1', { date: tbd });
    await make('DEC-25-EVENING', {});
    await make('UNDATED-2', { date: tba });
    await make('DEC-24-ESTIMATED', { date: tbd, estimatedAt: new Date('2026-12-24T12:00:00Z') });
    await make('DEC-25-TIME-TBA', { time: tba, estimatedAt: new Date('2026-12-01T12:00:00Z') });
    await make('DEC-24-ESTIMATED-TOO', { date: tba, estimatedAt: new Date('2026-12-24T12:00:00Z') });
    await make('DEC-26', { date: on('2026-12-26'), estimatedAt: new Date('2026-01-01T12:00:00Z') });
    const expected = [
      'DEC-24-ESTIMATED',
      'DEC-24-ESTIMATED-TOO',
      'DEC-25-TIME-TBA',
      'DEC-25-EVENING',
      'DEC-26',
      'UNDATED-1',
      'UNDATED-2',
    ];
    expect(codesOf((await editor.get(path)).body.items)).toEqual(expected);
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await editor.get(`${path}?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      paged.push(...codesOf(body.items));
      next = body.next;
    }
    expect(paged).toEqual(expected);
    expect((await editor.get(`${path}?cursor=x`)).body.errors[0].at).toBe('/query/cursor');
  });

  test('goes on where it was when events before the cursor are added, moved or archived', async () => {
    await inNewStore();
    const venueId = (await makeVenue(app, store)).id;
    const make = (code: string, day: number) => makeEvent(app, store, { code, venueId, date: on(`2026-12-1${day}`) });
    const [one] = [await make('ONE', 1), await make('TWO', 2), await make('FOUR', 4), await make('FIVE', 5)];
    const { next } = (await editor.get(`${path}?limit=2`)).body;
    await make('ZERO', 0);
    await make('THREE', 3);
    await (await withRole('publisher')).post(`${path}/archive`, { eventIds: [one?.id] });
    expect(codesOf((await editor.get(`${path}?limit=9&cursor=${next}`)).body.items)).toEqual(['THREE', 'FOUR', 'FIVE']);
  });

  test('is filtered by state, venue, category, feature, code, time and text', async () => {
    await inNewStore();
    const categories = `/api/stores/${store.key}/categories`;
    const { items } = (await editor.put(categories, { items: [{ name: 'Rivalry' }] }, ifMatch(1))).body;
    const garden = await makeVenue(app, store);
    const home = await makeVenue(app, store);
    const make = { venueId: home.id };
    await makeEvent(app, store, { ...make, code: 'A', categoryIds: [items[0].id], opponent: 'Lakers 50%' });
    await makeEvent(app, store, { ...make, code: 'B', isFeatured: true, date: on('2026-12-27') });
    await makePublishedEvent(app, store, { code: 'C', venueId: garden.id, date: on('2026-12-28') });
    const archived = await makeEvent(app, store, { ...make, code: 'D', date: on('2026-12-29') });
    await makeEvent(app, store, { ...make, code: 'E', date: tbd });
    await (await withRole('publisher')).post(`${path}/archive`, { eventIds: [archived.id] });
    const found = async (query: string) => codesOf((await editor.get(`${path}?${query}`)).body.items).join('');
    expect(await found('')).toBe('ABCE');
    expect(await found('includeArchived=true')).toBe('ABCDE');
    expect(await found('state=archived')).toBe('D');
    expect(await found('state=published')).toBe('C');
    expect(await found(`venueId=${garden.id}`)).toBe('C');
    expect(await found(`categoryId=${items[0].id}`)).toBe('A');
    expect(await found('featured=true')).toBe('B');
    expect(await found('featured=false')).toBe('ACE');
    expect(await found('code=B')).toBe('B');
    expect(await found('code=b')).toBe('');
    expect(await found('from=2026-12-27T00:00:00.000Z')).toBe('BC');
    expect(await found('until=2026-12-28T03:30:00.000Z')).toBe('A');
    expect(await found('until=2026-12-28T03:30:00.001Z')).toBe('AB');
    expect(await found('text=50%25')).toBe('A');
    expect(await found('text=lakers')).toBe('A');
    expect((await editor.get(`${path}?state=gone`)).body.errors[0].at).toBe('/query/state');
    expect((await editor.get(`${path}?sort=name`)).body.errors[0].at).toBe('/query/sort');
  });
});

describe('who may', () => {
  test('read is whoever sees the store, edit whoever prepares programs', async () => {
    const { id } = await makeEvent(app, store);
    for (const role of ['viewer', 'support'] as const) {
      const client = await withRole(role);
      expect((await client.get(path)).status).toBe(200);
      expect((await client.get(`${path}/${id}`)).status).toBe(200);
      expect((await client.post(path, { code: 'X', name: 'x' })).status).toBe(403);
      expect((await client.patch(`${path}/${id}`, { name: 'x' }, ifMatch(1))).status).toBe(403);
    }
  });

  test('change the events of one store finds none of another', async () => {
    const { id } = await makeEvent(app, await makeStore(app));
    expect((await editor.get(`${path}/${id}`)).body.code).toBe('event.not_found');
    expect((await editor.patch(`${path}/${id}`, { name: 'x' }, ifMatch(1))).body.code).toBe('event.not_found');
  });
});

test('facts for other modules are told by code, instants in milliseconds', async () => {
  await inNewStore();
  await makePublishedEvent(app, store, { code: 'SET', offSaleAt: new Date('2026-12-26T00:00:00Z'), maxSeats: 8 });
  await makeEvent(app, store, { code: 'OPEN', venueId: null, date: tbd, name: 'Open' });
  const facts = await listFacts(withStore(app.ctx, store));
  expect(facts.get('SET')).toMatchObject({
    state: 'published',
    hasVenue: true,
    startsAt: Date.parse('2026-12-26T03:30:00Z'),
    offSaleAt: Date.parse('2026-12-26T00:00:00Z'),
    minSeats: 1,
    maxSeats: 8,
  });
  expect(facts.get('OPEN')).toEqual({
    code: 'OPEN',
    name: 'Open',
    state: 'draft',
    hasVenue: false,
    venueId: null,
    startsAt: null,
    offSaleAt: null,
    minSeats: 1,
    maxSeats: null,
  });
});
