import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeEvent } from '../../../test/factories/event.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { gate, untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { type StoreFacts, transaction } from '../../core/ctx.ts';
import type { Category } from './events.types.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  editor = await signIn(app, await makeStaff(app, { name: 'Ed', grants: [onStore(store, 'editor')] }));
  path = `/api/stores/${store.key}/categories`;
});
afterAll(() => app.close());

const put = (items: object[], version: number) => editor.put(path, { items }, { 'if-match': `"${version}"` });
const three = async (): Promise<Category[]> =>
  (await put([{ name: 'Rivalry' }, { name: 'Weekend' }, { name: 'Family' }], 1)).body.items;
const nobody = '0190a0a0-0000-7000-8000-00000000000a';

describe('categories', () => {
  test('are none at first, and are then set as a whole, in order', async () => {
    const none = await editor.get(path);
    expect([none.body, none.headers.etag]).toEqual([{ items: [], version: 1 }, '"1"']);
    const [rivalry, weekend, family] = await three();
    const { status, body, headers } = await put([family ?? {}, { name: 'Playoffs' }, { ...rivalry, name: 'Derby' }], 2);
    expect([status, headers.etag]).toEqual([200, '"3"']);
    expect(body.items).toEqual([
      family,
      { id: body.items[1].id, name: 'Playoffs' },
      { id: rivalry?.id, name: 'Derby' },
    ]);
    expect(body.items).not.toContainEqual(weekend);
    expect((await editor.get(path)).body).toEqual(body);
    expect((await listStoreEntries(app, store, 'categories')).at(-1)).toMatchObject({
      action: 'events.put_categories',
      actorName: 'Ed',
      before: { names: ['Rivalry', 'Weekend', 'Family'] },
      after: { names: ['Family', 'Playoffs', 'Derby'] },
    });
  });

  test('can swap their names', async () => {
    const [one, two, rest] = await three();
    const swapped = [{ ...one, name: two?.name }, { ...two, name: one?.name }, { ...rest }];
    expect((await put(swapped, 2)).body.items).toEqual(swapped);
  });

  test('that are the same already change nothing', async () => {
    const items = await three();
    expect((await put(items, 2)).body.version).toBe(2);
  });

  test('are not set from an old version, also when two set them at once', async () => {
    await three();
    const answers = await Promise.all([put([{ name: 'A' }], 2), put([{ name: 'B' }], 2)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412]);
    const stale = await put([], 1);
    expect([stale.body.code, stale.body.params.changedBy]).toEqual(['version.stale', ['Ed']]);
  });

  test.each([
    [[{ name: '' }], '/body/items/0/name'],
    [[{ name: 'A' }, { name: 'a' }], '/body/items/1/name'],
    [[{ name: 'A', sortOrder: 1 }], '/body/items/0/sortOrder'],
    [Array.from({ length: 101 }, (_, at) => ({ name: `${at}` })), '/body/items'],
  ])('%j are refused at %s', async (items, at) => {
    const { status, body } = await put(items, 1);
    expect([status, body.errors[0].at]).toEqual([400, at]);
  });

  test('that nobody knows are refused, also those of another store', async () => {
    const [known] = await three();
    expect((await put([{ ...known }, { ...known, name: 'Twin' }], 2)).body.errors[0].at).toBe('/body/items/1/id');
    const unknown = await put([{ id: nobody, name: 'A' }], 2);
    expect([unknown.status, unknown.body.code, unknown.body.errors[0].at]).toEqual([
      422,
      'category.not_found',
      '/body/items/0/id',
    ]);
    const elsewhere = await makeStore(app);
    const owner = await signIn(app, await makeStaff(app, { grants: [onStore(elsewhere, 'owner')] }));
    const stolen = await owner.put(
      `/api/stores/${elsewhere.key}/categories`,
      { items: [known] },
      { 'if-match': '"1"' },
    );
    expect(stolen.body.code).toBe('category.not_found');
  });

  test('that events have cannot be removed', async () => {
    const [rivalry, weekend, family] = await three();
    await makeEvent(app, store, { categoryIds: [rivalry?.id ?? ''] });
    const { status, body } = await put([family ?? {}], 2);
    expect([status, body.code, body.params]).toEqual([409, 'category.in_use', { category: 'Rivalry' }]);
    expect((await editor.get(path)).body.items).toEqual([rivalry, weekend, family]);
  });

  test('are read by viewers and set by editors', async () => {
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    expect((await viewer.get(path)).status).toBe(200);
    expect((await viewer.put(path, { items: [] }, { 'if-match': '"1"' })).status).toBe(403);
  });
});

describe('the categories of an event', () => {
  const events = () => `/api/stores/${store.key}/events`;

  test('are each there once, in the order of the store', async () => {
    const [rivalry, weekend, family] = (await three()).map(({ id }) => id);
    const { id } = await makeEvent(app, store);
    const given = { categoryIds: [family, rivalry, family] };
    const { body } = await editor.patch(`${events()}/${id}`, given, { 'if-match': '"1"' });
    expect(body.categoryIds).toEqual([rivalry, family]);
    const again = await editor.patch(`${events()}/${id}`, { categoryIds: [rivalry, family] }, { 'if-match': '"2"' });
    expect(again.body.version).toBe(2);
    const other = await editor.patch(`${events()}/${id}`, { categoryIds: [weekend] }, { 'if-match': '"2"' });
    expect(other.body.categoryIds).toEqual([weekend]);
  });

  test('are kept from being removed while they are given', async () => {
    const [rivalry, ...rest] = await three();
    const [given, goOn] = [gate(), gate()];
    const giving = transaction(app.ctx, async (ctx) => {
      await makeEvent({ ctx }, store, { categoryIds: [rivalry?.id ?? ''] });
      given.open();
      await goOn.opened;
    });
    await given.opened;
    const removing = put(rest, 2);
    await untilSomebodyWaits(app);
    goOn.open();
    await giving;
    expect((await removing).body.code).toBe('category.in_use');
  });

  test('must exist', async () => {
    const { status, body } = await editor.post(events(), { code: 'X', name: 'x', categoryIds: [nobody] });
    expect([status, body.code, body.errors[0].at]).toEqual([422, 'category.not_found', '/body/categoryIds/0']);
  });
});
