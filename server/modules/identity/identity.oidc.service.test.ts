import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import { redirectUri, saveOidc, signInOwner } from '../../../test/factories/oidc.ts';
import { makeStaff, onClient, signIn } from '../../../test/factories/staff.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type OpenIdProvider, openOpenIdProvider } from '../../../test/harness/openid-provider.ts';
import { startOidc } from './identity.oidc-logins.service.ts';
import { openSession } from './identity.sessions.service.ts';

let app: TestApp;
let provider: OpenIdProvider;
beforeAll(async () => {
  app = await openTestApp();
  provider = await openOpenIdProvider(redirectUri);
});
afterAll(async () => {
  await provider.close();
  await app.close();
});
beforeEach(() => app.clock.advance(2 * minute)); // the limits of the routes by address flow back

type Client = Awaited<ReturnType<typeof makeClient>>;

const save = (owner: TestClient, client: Client, version: number, changes: object = {}) =>
  saveOidc(owner, provider, client, version, changes);

describe('setting up sign-in with the organisation', () => {
  test('starts empty and tells what to register at the provider', async () => {
    const client = await makeClient(app);
    const answer = await (await signInOwner(app, client)).get(`/api/clients/${client.key}/oidc`);
    expect(answer.headers.etag).toBe('"0"');
    expect(answer.body).toEqual({
      connection: null,
      version: 0,
      redirectUri,
      signInUrl: `http://localhost/api/sign-in/oidc/${client.key}`,
    });
  });

  test('keeps the secret sealed and answers it never', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    const saved = await save(owner, client, 0);
    expect(saved.status).toBe(200);
    expect(saved.body).toMatchObject({ version: 1, connection: { issuer: provider.issuer, isEnabled: true } });
    const read = await owner.get(`/api/clients/${client.key}/oidc`);
    expect(read.body).toEqual(saved.body);
    expect(saved.text + read.text).not.toContain(provider.clientSecret);
    for (const table of ['oidc_connections', 'audit_entries']) {
      const found = await app.ctx.database.pool.query(`select t::text as row from platform.${table} as t`);
      const shown = JSON.stringify(found.rows);
      expect(shown, table).not.toContain(provider.clientSecret);
      expect(shown, table).not.toContain(Buffer.from(provider.clientSecret).toString('hex'));
    }
  });

  test('keeps before and after in the audit, without the secret', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    await save(owner, client, 0);
    await save(owner, client, 1, { oidcClientSecret: undefined, defaultRole: 'viewer' });
    await owner.delete(`/api/clients/${client.key}/oidc`, undefined, { 'if-match': '"2"' });
    const entries = (await listEntries(app, client.id)).filter(({ action }) => action.startsWith('oidc.'));
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'oidc.create',
        before: null,
        after: expect.objectContaining({ isSecretNew: true, defaultRole: null }),
      }),
      expect.objectContaining({
        action: 'oidc.change',
        before: expect.objectContaining({ defaultRole: null }),
        after: expect.objectContaining({ defaultRole: 'viewer', isSecretNew: false }),
      }),
      expect.objectContaining({ action: 'oidc.remove', before: expect.objectContaining({ defaultRole: 'viewer' }) }),
    ]);
  });

  test('is refused with a version that is stale or missing', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    const body = {
      issuer: 'https://idp.example',
      oidcClientId: 'x',
      emailDomains: ['a.example'],
      defaultRole: null,
      isEnabled: false,
    };
    expect((await owner.put(`/api/clients/${client.key}/oidc`, body)).body).toMatchObject({
      status: 428,
      code: 'version.required',
    });
    expect((await save(owner, client, 1)).body).toMatchObject({ status: 412, code: 'version.stale' });
    await save(owner, client, 0);
    expect((await save(owner, client, 0)).body).toMatchObject({ status: 412, code: 'version.stale' });
    const removed = await owner.delete(`/api/clients/${client.key}/oidc`, undefined, { 'if-match': '"7"' });
    expect(removed.body).toMatchObject({ status: 412, code: 'version.stale' });
  });

  test('of two at once saves one', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    const first = await Promise.all([save(owner, client, 0), save(owner, client, 0)]);
    expect(first.map(({ status }) => String(status)).sort()).toEqual(['200', '412']);
    const second = await Promise.all([save(owner, client, 1), save(owner, client, 1)]);
    expect(second.map(({ status }) => String(status)).sort()).toEqual(['200', '412']);
  });

  test('never sends a stored secret to another issuer or as another client', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    expect((await save(owner, client, 0, { oidcClientSecret: undefined })).body).toMatchObject({
      status: 422,
      code: 'oidc.secret_required',
    });
    await save(owner, client, 0);
    const thief = await openOpenIdProvider('http://localhost/x');
    const refused = await save(owner, client, 1, { oidcClientSecret: undefined, issuer: thief.issuer });
    expect(refused.body).toMatchObject({ status: 422, code: 'oidc.secret_required' });
    expect((await save(owner, client, 1, { oidcClientSecret: undefined, oidcClientId: 'other' })).body.code).toBe(
      'oidc.secret_required',
    );
    await thief.close();
  });

  test('says why an issuer cannot be used, and saves nothing', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    const closed = await openOpenIdProvider('http://localhost/x');
    await closed.close();
    for (const [issuer, reason] of [
      [closed.issuer, /ECONNREFUSED/],
      [`${provider.issuer}/elsewhere`, /unexpected HTTP response status code/],
      [provider.issuer.replace('127.0.0.1', 'localhost'), /issuer/],
      ['http://idp.example', /does not start with https/],
      ['https://10.0.0.1', /not a public address/],
      ['https://[fd00::1]/', /not a public address/],
      ['https://169.254.169.254/latest/meta-data', /not a public address/],
      ['ftp://idp.example', /does not start with https/],
    ] as const) {
      const refused = await save(owner, client, 0, { issuer });
      expect(refused.body, issuer).toMatchObject({ status: 422, code: 'oidc.issuer_unusable' });
      expect(refused.body.params.reason, issuer).toMatch(reason);
    }
    expect((await owner.get(`/api/clients/${client.key}/oidc`)).body.version).toBe(0);
  });

  test('in production asks neither this machine nor plain http', async () => {
    const client = await makeClient(app);
    await save(await signInOwner(app, client), client, 0);
    const ctx = { ...app.ctx, config: { ...app.ctx.config, mode: 'production' as const } };
    expect(await startOidc(ctx, client.key, '/cortex')).toEqual({
      location: '/cortex/sign-in?problem=oidc.issuer_unusable',
      cookies: [],
    });
  });

  test('may be switched off while the provider is down', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    const brief = await openOpenIdProvider(redirectUri);
    await save(owner, client, 0, { issuer: brief.issuer });
    await brief.close();
    expect((await save(owner, client, 1, { issuer: brief.issuer, isEnabled: false })).status).toBe(200);
    expect((await save(owner, client, 2, { issuer: brief.issuer })).body.code).toBe('oidc.issuer_unusable');
  });

  test('ends the sessions opened by it when it is switched off or removed', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    const staff = await makeStaff(app, { grants: [onClient(client, 'editor')] });
    await save(owner, client, 0);
    for (const end of [
      () => save(owner, client, 1, { isEnabled: false }),
      () => owner.delete(`/api/clients/${client.key}/oidc`, undefined, { 'if-match': '"2"' }),
    ]) {
      const browser = app.client();
      browser.cookies.set('flex_session', (await openSession(app.ctx, staff, 'oidc', client.id)).token);
      expect((await browser.get('/api/me')).status).toBe(200);
      await end();
      expect((await browser.get('/api/me')).status).toBe(401);
    }
    expect((await owner.get('/api/me')).status).toBe(200);
  });

  test.each([
    ['an owner of another client', async () => signInOwner(app, await makeClient(app)), 404, 'client.not_found'],
    ['nobody', async () => app.client(), 401, 'auth.required'],
  ])('is closed to %s', async (_who, make, status, code) => {
    const client = await makeClient(app);
    const actor = await make();
    expect((await actor.get(`/api/clients/${client.key}/oidc`)).body).toMatchObject({ status, code });
    expect((await save(actor, client, 0)).body).toMatchObject({ status, code });
    const removed = await actor.delete(`/api/clients/${client.key}/oidc`, undefined, { 'if-match': '"0"' });
    expect(removed.body).toMatchObject({ status, code });
  });

  test('is closed to an admin of the client', async () => {
    const client = await makeClient(app);
    const admin = await signIn(app, await makeStaff(app, { grants: [onClient(client, 'admin')] }));
    expect((await admin.get(`/api/clients/${client.key}/oidc`)).body).toMatchObject({
      status: 403,
      code: 'permission.denied',
    });
    expect((await save(admin, client, 0)).body).toMatchObject({ status: 403, code: 'permission.denied' });
  });

  test.each([
    [{ emailDomains: [] }, '/body/emailDomains'],
    [{ emailDomains: ['not a domain'] }, '/body/emailDomains/0'],
    [{ emailDomains: ['localhost'] }, '/body/emailDomains/0'],
    [{ defaultRole: 'owner' }, '/body/defaultRole'],
    [{ issuer: 'not a url' }, '/body/issuer'],
    [{ oidcClientSecret: '' }, '/body/oidcClientSecret'],
    [{ extra: 1 }, '/body/extra'],
  ])('refuses %j', async (changes, at) => {
    const client = await makeClient(app);
    const refused = await save(await signInOwner(app, client), client, 0, changes);
    expect(refused.body).toMatchObject({ status: 400, code: 'request.invalid', errors: [{ at }] });
  });
});
