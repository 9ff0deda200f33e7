import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uniqueKey } from '../../../test/factories/key.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSuite, makeSuiteType } from '../../../test/factories/suite.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import type { StoreFacts } from '../../core/ctx.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app);
  editor = await signIn(app, await makeStaff(app, { name: 'Ed', grants: [onStore(store, 'editor')] }));
  path = `/api/stores/${store.key}/suite-types`;
});
afterAll(() => app.close());

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const image = { url: 'https://img.team.com/loft.jpg', alt: { en: 'The loft' } };

describe('a suite type', () => {
  test('has text and image that its suites share', async () => {
    const name = uniqueKey('type');
    const { status, body, headers } = await editor.post(path, { name, description: { en: 'Lofts' }, image });
    expect([status, headers.etag]).toEqual([201, '"1"']);
    expect(body).toEqual({ id: body.id, name, description: { en: 'Lofts' }, image, suiteCount: 0, version: 1 });
    await makeSuite(app, store, { suiteTypeId: body.id });
    expect((await editor.get(`${path}/${body.id}`)).body).toEqual({ ...body, suiteCount: 1 });
    const text = `select data from platform.changes where topic = 'suite_types.changed' order by id desc limit 1`;
    expect((await app.ctx.database.pool.query(text)).rows[0].data).toEqual({ suiteTypeId: body.id });
  });

  test('is changed as a whole, from the version that was read', async () => {
    const { id, name } = await makeSuiteType(app, store, { description: { en: 'Old' } });
    const after = { name, description: { en: 'New', es: 'Nuevo' }, image };
    const { status, body } = await editor.put(`${path}/${id}`, after, ifMatch(1));
    expect([status, body.version]).toEqual([200, 2]);
    expect(body).toMatchObject(after);
    expect((await listStoreEntries(app, store, id)).at(-1)).toMatchObject({
      action: 'suites.edit_type',
      before: { description: { en: 'Old' }, image: null },
      after: { description: after.description, image },
    });
    const stale = await editor.put(`${path}/${id}`, after, ifMatch(1));
    expect([stale.status, stale.body.params.changedBy]).toEqual([412, ['Ed']]);
    expect((await editor.put(`${path}/${id}`, after, ifMatch(2))).body.version).toBe(2);
  });

  test('has a name of its own, also when two take one at once', async () => {
    const name = uniqueKey('type');
    const answers = await Promise.all([editor.post(path, { name }), editor.post(path, { name: name.toUpperCase() })]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    const { id } = await makeSuiteType(app, store);
    const renamed = await editor.put(`${path}/${id}`, { name, description: {}, image: null }, ifMatch(1));
    expect([renamed.status, renamed.body.code]).toEqual([409, 'suite_type.name_taken']);
  });

  test.each([
    [{ name: '' }, '/body/name'],
    [{ description: { de: 'x' } }, '/body/description/de'],
    [{ image: { ...image, url: '' } }, '/body/image/url'],
    [{ suiteCount: 3 }, '/body/suiteCount'],
  ])('with %j is refused at %s', async (wrong, at) => {
    const { status, body } = await editor.post(path, { name: uniqueKey('type'), ...wrong });
    expect([status, body.errors?.[0]?.at]).toEqual([400, at]);
  });

  test('that suites have cannot be deleted', async () => {
    const { id, name } = await makeSuiteType(app, store);
    await makeSuite(app, store, { suiteTypeId: id });
    expect((await editor.delete(`${path}/${id}`)).body.code).toBe('suite_type.in_use');
    const free = await makeSuiteType(app, store, { description: { en: 'Free' } });
    expect((await editor.delete(`${path}/${free.id}`)).status).toBe(204);
    expect((await editor.get(`${path}/${free.id}`)).body.code).toBe('suite_type.not_found');
    expect((await listStoreEntries(app, store, free.id)).at(-1)).toMatchObject({
      action: 'suites.delete_type',
      before: { name: free.name, description: { en: 'Free' } },
    });
    expect((await editor.get(`${path}/${id}`)).body.name).toBe(name);
  });

  test('is read by viewers, changed by editors, and found in its own store only', async () => {
    const { id } = await makeSuiteType(app, store);
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    expect([(await viewer.get(path)).status, (await viewer.get(`${path}/${id}`)).status]).toEqual([200, 200]);
    const fields = { name: 'x', description: {}, image: null };
    const refused = [
      await viewer.post(path, fields),
      await viewer.put(`${path}/${id}`, fields, ifMatch(1)),
      await viewer.delete(`${path}/${id}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
    const elsewhere = await makeSuiteType(app, await makeStore(app));
    const strange = [
      await editor.get(`${path}/${elsewhere.id}`),
      await editor.put(`${path}/${elsewhere.id}`, fields, ifMatch(1)),
      await editor.delete(`${path}/${elsewhere.id}`),
    ];
    expect(strange.map(({ body }) => body.code)).toEqual(strange.map(() => 'suite_type.not_found'));
  });
});

test('suite types are listed by name, in pages', async () => {
  store = await makeStore(app);
  editor = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'editor')] }));
  path = `/api/stores/${store.key}/suite-types`;
  for (const name of ['b', 'A', 'C']) await makeSuiteType(app, store, { name });
  const first = (await editor.get(`${path}?limit=2`)).body;
  const second = (await editor.get(`${path}?limit=2&cursor=${first.next}`)).body;
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['A', 'b', 'C']);
  expect(second.next).toBeNull();
});
