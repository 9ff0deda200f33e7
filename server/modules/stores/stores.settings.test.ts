import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultBrand } from '../../../shared/contract/brand.ts';
import { settingNames } from '../../../shared/contract/settings.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { settingOf } from './stores.settings.service.ts';

let app: TestApp;
let store: StoreFacts;
let editor: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app, { name: 'Warriors Flex', locale: 'es' });
  editor = await person('Eve');
  path = `/api/stores/${store.key}/settings`;
});
afterAll(() => app.close());

async function person(name: string): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name, grants: [onStore(store, 'editor')] }));
}

const links = (host: string) => ({ termsUrl: `https://${host}/terms`, privacyUrl: null });

function put(name: string, value: unknown, version: number, extra: object = {}, client = editor) {
  return client.put(`${path}/${name}`, { name, value, ...extra }, { 'if-match': `"${version}"` });
}

/** As if an older version of the product had stored it. */
async function plant(name: string, value: unknown) {
  await app.ctx.database.pool.query(
    `insert into ${store.schemaName}.settings (name, value, version) values ($1, $2, 1)
     on conflict (name) do update set value = $2`,
    [name, JSON.stringify(value)],
  );
  await app.ctx.database.pool.query(
    `insert into ${store.schemaName}.settings_history (id, name, version, at, actor_name, after)
     values (gen_random_uuid(), $1, 1, $2, 'Old', $3) on conflict (name, version) do nothing`,
    [name, app.clock.now(), JSON.stringify(value)],
  );
}

describe('the settings of a new store', () => {
  test('follow from its name and language; the others are the defaults at version 0', async () => {
    const { body } = await editor.get(path);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(settingNames);
    const [brand, languages, support, , fanMail, page, prices] = body.items;
    expect(brand).toEqual({ name: 'brand', value: defaultBrand, version: 0, changed: null, findings: [] });
    expect(languages).toMatchObject({
      value: { default: 'es', enabled: ['es'] },
      version: 1,
      changed: { by: 'system' },
    });
    expect(support.value).toEqual({ email: null, phone: null, helpUrl: null });
    expect(fanMail.value.senderName).toBe('Warriors Flex');
    expect(page.value.title).toBe('Warriors Flex');
    expect(prices).toMatchObject({ value: { feesIncluded: false }, version: 0 });
  });

  test('keep to their lengths though the name is long and ends in the middle of a character', async () => {
    const name = `${'x'.repeat(69)}🏀🏀🏀`;
    const ctx = withStore(app.ctx, await makeStore(app, { name }));
    expect((await settingOf(ctx, 'page')).title).toBe('x'.repeat(69));
    expect((await settingOf(ctx, 'fanMail')).senderName).toBe(name);
  });
});

describe('changing a group', () => {
  test('makes the next version, with who, why and from what', async () => {
    const first = await put('legal', links('a.com'), 0, { reason: 'New lawyer' });
    expect([first.status, first.headers.etag, first.body.version]).toEqual([200, '"1"', 1]);
    expect(first.body.changed).toEqual({ at: app.clock.now().toISOString(), by: 'Eve' });
    await put('legal', links('b.com'), 1);
    const { body } = await editor.get(`${path}/legal/versions`);
    expect(body.items).toEqual([
      {
        version: 2,
        at: app.clock.now().toISOString(),
        by: 'Eve',
        before: links('a.com'),
        after: links('b.com'),
        fields: ['/termsUrl'],
        reason: null,
        restored: null,
      },
      expect.objectContaining({ version: 1, before: null, after: links('a.com'), reason: 'New lawyer' }),
    ]);
    expect(await listStoreEntries(app, store, 'legal')).toMatchObject([
      {
        action: 'settings.change',
        actorName: 'Eve',
        before: { termsUrl: null },
        after: { termsUrl: 'https://a.com/terms' },
      },
      { before: { termsUrl: 'https://a.com/terms' }, after: { termsUrl: 'https://b.com/terms' } },
    ]);
    expect(await settingOf(withStore(app.ctx, store), 'legal')).toEqual(links('b.com'));
  });

  test('to what it is already makes no version', async () => {
    await put('legal', links('a.com'), 0);
    expect((await put('legal', links('a.com'), 1)).body.version).toBe(1);
    expect((await editor.get(`${path}/legal/versions`)).body.items).toHaveLength(1);
  });

  test('from an old version is refused and told which fields who changed when', async () => {
    await put('legal', links('a.com'), 0);
    const ann = await person('Ann');
    await put('legal', { ...links('a.com'), privacyUrl: 'https://a.com/privacy' }, 1, {}, ann);
    app.clock.advance(minute);
    await put('legal', { ...links('b.com'), privacyUrl: 'https://a.com/privacy' }, 2, {}, await person('Bob'));
    const { status, body } = await put('legal', links('c.com'), 1);
    expect([status, body.code]).toEqual([412, 'version.stale']);
    expect(body.params).toEqual({
      fields: ['/termsUrl', '/privacyUrl'],
      changedBy: ['Bob', 'Ann'],
      changedAt: app.clock.now().toISOString(),
    });
    expect((await editor.get(`${path}/legal`)).body.version).toBe(3);
  });

  test.each([0, 1])('six at once from version %i: one wins, the others are told by whom', async (version) => {
    if (version === 1) await put('legal', links('first.com'), 0);
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((host) => put('legal', links(host), version)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412, 412, 412, 412, 412]);
    for (const { status, body } of answers) if (status === 412) expect(body.params.changedBy).toEqual(['Eve']);
    const { body } = await editor.get(`${path}/legal/versions`);
    expect(body.items.map((one: { version: number }) => one.version)).toEqual(version === 0 ? [1] : [2, 1]);
  });

  test('that never was is stale too', async () => {
    expect((await put('legal', links('a.com'), 7)).body).toMatchObject({ code: 'version.stale' });
  });

  test.each([
    ['legal', { termsUrl: 'javascript:alert(1)', privacyUrl: null }, '/body/value/termsUrl'],
    ['legal', { termsUrl: null }, '/body/value/privacyUrl'],
    ['legal', { termsUrl: null, privacyUrl: null, more: 1 }, '/body/value/more'],
    ['languages', { default: 'fr', enabled: ['en'] }, '/body/value/default'],
    ['languages', { default: 'en', enabled: [] }, '/body/value/enabled'],
    ['languages', { default: 'en', enabled: ['en', 'en'] }, '/body/value/enabled'],
    ['fanMail', { senderName: 'A\r\nBcc: x@y.z', replyTo: null }, '/body/value/senderName'],
    ['prices', { feesIncluded: 'yes' }, '/body/value/feesIncluded'],
    ['support', { email: 'nobody', phone: null, helpUrl: null }, '/body/value/email'],
    ['brand', { ...defaultBrand, colours: { ...defaultBrand.colours, text: 'red' } }, '/body/value/colours/text'],
    ['brand', { ...defaultBrand, cornerRadius: 99 }, '/body/value/cornerRadius'],
    ['brand', { ...defaultBrand, logo: { url: '//evil.com/x.svg', alt: 'x' } }, '/body/value/logo/url'],
    ['brand', { ...defaultBrand, logo: { url: 'https://a.com/x.svg', alt: '' } }, '/body/value/logo/alt'],
  ])('%s to %j is refused at %s', async (name, value, at) => {
    const { status, body } = await put(name, value, name === 'languages' || name === 'fanMail' ? 1 : 0);
    expect([status, body.errors?.[0]?.at]).toEqual([400, at]);
  });

  test('must name the group of the address, which must be one', async () => {
    const body = { name: 'legal', value: links('a.com') };
    const wrong = await editor.put(`${path}/support`, body, { 'if-match': '"0"' });
    expect([wrong.status, wrong.body.errors[0].at]).toEqual([400, '/body/name']);
    expect((await editor.put(`${path}/nothing`, body, { 'if-match': '"0"' })).body.code).toBe('setting.not_found');
    expect((await editor.get(`${path}/__proto__`)).body.code).toBe('setting.not_found');
    expect((await editor.get(`${path}/nothing/versions`)).body.code).toBe('setting.not_found');
    expect((await editor.put(`${path}/legal`, body)).body.code).toBe('version.required');
  });

  test('is for those who may, and stays in its store', async () => {
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    expect((await put('legal', links('a.com'), 0, {}, viewer)).body.code).toBe('permission.denied');
    expect((await viewer.get(`${path}/legal`)).status).toBe(200);
    const other = await makeStore(app);
    await put('legal', links('a.com'), 0);
    expect(await settingOf(withStore(app.ctx, other), 'legal')).toEqual({ termsUrl: null, privacyUrl: null });
    expect((await editor.get(`/api/stores/${other.key}/settings/legal`)).body.code).toBe('store.not_found');
  });
});

describe('restoring', () => {
  test('an earlier version makes a new one that says so', async () => {
    await put('legal', links('a.com'), 0);
    await put('legal', links('b.com'), 1);
    const restore = (version: number, ifMatch: number) =>
      editor.post(`${path}/legal/restore`, { version, reason: 'Too early' }, { 'if-match': `"${ifMatch}"` });
    const { status, body } = await restore(1, 2);
    expect([status, body.version, body.value]).toEqual([200, 3, links('a.com')]);
    const defaults = await restore(0, 3);
    expect([defaults.body.version, defaults.body.value]).toEqual([4, { termsUrl: null, privacyUrl: null }]);
    const { items } = (await editor.get(`${path}/legal/versions?limit=2`)).body;
    expect(items).toMatchObject([
      { version: 4, restored: 0, reason: 'Too early' },
      { version: 3, restored: 1 },
    ]);
    expect((await listStoreEntries(app, store, 'legal')).map(({ action }) => action).slice(2)).toEqual([
      'settings.restore',
      'settings.restore',
    ]);
    expect((await restore(9, 4)).body.code).toBe('setting.version_not_found');
    expect((await restore(1, 3)).body.code).toBe('version.stale');
  });

  test('a value that fits no more brings it back as it was, and reports it', async () => {
    await plant('support', { email: 'old', phone: null, helpUrl: null });
    await put('support', { email: 'new@team.com', phone: null, helpUrl: null }, 1);
    const { body } = await editor.post(`${path}/support/restore`, { version: 1 }, { 'if-match': '"2"' });
    expect(body).toMatchObject({ version: 3, value: { email: null }, findings: [{ at: '/email' }] });
  });
});

describe('the versions', () => {
  test('come in pages, newest first', async () => {
    for (let version = 0; version < 5; version += 1) await put('legal', links(`v${version}.com`), version);
    const first = (await editor.get(`${path}/legal/versions?limit=3`)).body;
    const second = (await editor.get(`${path}/legal/versions?limit=3&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
    expect(second.next).toBeNull();
    expect((await editor.get(`${path}/legal/versions?cursor=WyJ4Il0`)).body.code).toBe('request.invalid');
  });
});

describe('what is stored and does not fit any more', () => {
  test('is answered as its default, reported, and still there', async () => {
    await plant('brand', { ...defaultBrand, font: 'comic', cornerRadius: 4, shadow: 'deep' });
    const { body } = await editor.get(`${path}/brand`);
    expect(body.value).toEqual({ ...defaultBrand, cornerRadius: 4 });
    expect(body.findings).toEqual([
      { code: 'setting.value_unfit', severity: 'warning', at: '/font', params: { stored: '"comic"' } },
      { code: 'setting.field_unknown', severity: 'warning', at: '/shadow', params: { stored: '"deep"' } },
    ]);
    expect((await editor.get(path)).body.items[0].findings).toHaveLength(2);
    expect((await settingOf(withStore(app.ctx, store), 'brand')).font).toBe('system');
    const { body: versions } = await editor.get(`${path}/brand/versions`);
    expect(versions.items[0].after).toMatchObject({ font: 'comic', shadow: 'deep' });
  });
});

describe('colours that are hard to read', () => {
  test('are kept, and reported with their contrast', async () => {
    const colours = { ...defaultBrand.colours, primary: '#FFD700', onPrimary: '#ffffff' };
    const { status, body } = await put('brand', { ...defaultBrand, colours }, 0);
    expect([status, body.value.colours.primary]).toEqual([200, '#ffd700']);
    expect(body.findings[0]).toEqual({
      code: 'brand.contrast_low',
      severity: 'warning',
      at: '/colours/onPrimary',
      params: { colour: 'onPrimary', on: 'primary', ratio: 1.4, least: 4.5 },
    });
  });
});
