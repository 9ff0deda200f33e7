import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeAccount, makeOidcClient, redirectUri, signInAtProvider } from '../../../test/factories/oidc.ts';
import { asOperator, makeStaff, onClient, onStore } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type Account, type OpenIdProvider, openOpenIdProvider } from '../../../test/harness/openid-provider.ts';

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

const connect = (changes: object = {}) => makeOidcClient(app, provider, changes);
const signInAs = (account: Account | null, client: { key: string }) => signInAtProvider(app, provider, client, account);

describe('somebody an organisation vouches for', () => {
  test('brings somebody with a role in, back to where they wanted to go', async () => {
    const client = await connect();
    const user = makeAccount();
    const staff = await makeStaff(app, { email: user.email, grants: [onClient(client, 'editor')] });
    const { browser, location, headers } = await signInAs(user, client);
    expect(location).toBe('/cortex/stores');
    expect(headers['cache-control']).toBe('no-store');
    expect((await browser.get('/api/me')).body).toMatchObject({ id: staff.id, signedInBy: 'oidc', name: staff.name });
    const entries = await listEntries(app, staff.id);
    expect(entries.at(-1)).toMatchObject({ action: 'sign_in.succeed', after: { method: 'oidc' } });
  });

  test("knows a person by the provider's subject, whatever their address has become", async () => {
    const client = await connect();
    const user = makeAccount();
    const staff = await makeStaff(app, { email: user.email, grants: [onClient(client, 'editor')] });
    await signInAs(user, client);
    const { browser } = await signInAs({ ...user, email: 'married@warriors.example' }, client);
    expect((await browser.get('/api/me')).body).toMatchObject({ id: staff.id, email: staff.email });
  });

  test('makes an account for somebody new when there is a default role', async () => {
    const client = await connect({ defaultRole: 'viewer' });
    const user = makeAccount();
    const { browser, location } = await signInAs(user, client);
    expect(location).toBe('/cortex/stores');
    expect((await browser.get('/api/me')).body).toMatchObject({
      email: user.email,
      name: 'Maria González',
      hasPassword: false,
      roles: [{ scope: 'client', key: client.key, role: 'viewer' }],
    });
  });

  test('accepts the invitations of the address to the client and its stores, and to no other', async () => {
    const client = await connect();
    const [store, foreign] = [await makeStore(app, { clientKey: client.key }), await makeStore(app)];
    const user = makeAccount();
    await invite(store, user.email, 'editor');
    await invite(foreign, user.email, 'owner');
    const { browser } = await signInAs(user, client);
    expect((await browser.get('/api/me')).body.roles).toEqual([
      expect.objectContaining({ key: store.key, role: 'editor' }),
    ]);
    const open = await app.ctx.database.pool.query(
      'select store_id from platform.invitations where email = $1 and accepted_at is null',
      [user.email],
    );
    expect(open.rows).toEqual([{ store_id: foreign.id }]);
  });

  test('keeps somebody out who has no role, no invitation and no default role', async () => {
    const client = await connect();
    const user = makeAccount();
    const { browser, location } = await signInAs(user, client);
    expect(location).toBe('/cortex/sign-in?problem=oidc.no_access');
    expect((await browser.get('/api/me')).status).toBe(401);
    const made = await app.ctx.database.pool.query('select id from platform.staff where email = $1', [user.email]);
    expect(made.rowCount).toBe(0);
  });

  test('does not give the default role again to somebody who was removed', async () => {
    const client = await connect({ defaultRole: 'viewer' });
    const user = makeAccount();
    await signInAs(user, client);
    await app.ctx.database.pool.query(
      'delete from platform.staff_roles where staff_id = (select id from platform.staff where email = $1)',
      [user.email],
    );
    expect((await signInAs(user, client)).location).toBe('/cortex/sign-in?problem=oidc.no_access');
  });

  test('reaches no other client, however powerful the person is elsewhere', async () => {
    const client = await connect();
    const elsewhere = await makeStore(app);
    const user = makeAccount();
    const staff = await makeStaff(app, {
      email: user.email,
      grants: [onClient(client, 'viewer'), onStore(elsewhere, 'owner'), asOperator],
    });
    const { browser } = await signInAs(user, client);
    expect((await browser.get('/api/me')).body.roles).toHaveLength(1);
    expect((await browser.post(`/api/platform/people/${staff.id}/reactivate`)).status).toBe(403);
    expect((await browser.get(`/api/stores/${elsewhere.key}`)).status).toBe(404);
    expect((await browser.put('/api/me/password', { password: 'marble tugboat under lamplight' })).body.code).toBe(
      'password.proof_required',
    );
  });

  test('links nobody by address at a client where they have no role', async () => {
    const client = await connect();
    const user = makeAccount();
    await makeStaff(app, { email: user.email, grants: [onStore(await makeStore(app), 'owner')] });
    expect((await signInAs(user, client)).location).toBe('/cortex/sign-in?problem=oidc.no_access');
  });

  test.each([
    ['an address that is not verified', { email_verified: false }, 'oidc.email_unverified'],
    ['an address nobody says is verified', { email_verified: undefined }, 'oidc.email_unverified'],
    ['no address', { email: undefined }, 'oidc.email_unverified'],
    ['a foreign domain', { email: 'maria@evil.example' }, 'oidc.domain_refused'],
    ['a domain that only ends alike', { email: 'maria@notwarriors.example' }, 'oidc.domain_refused'],
    ['a subdomain', { email: 'maria@sub.warriors.example' }, 'oidc.domain_refused'],
    ['two at signs', { email: 'maria@evil.example@warriors.example' }, 'oidc.domain_refused'],
  ])('refuses %s', async (_what, changes, code) => {
    const client = await connect({ defaultRole: 'viewer' });
    const { browser, location } = await signInAs(makeAccount(changes), client);
    expect(location).toBe(`/cortex/sign-in?problem=${code}`);
    expect((await browser.get('/api/me')).status).toBe(401);
    const refused = await app.ctx.database.pool.query(
      `select after from platform.audit_entries where action = 'sign_in.refuse' and client_id = $1`,
      [client.id],
    );
    expect(refused.rows).toEqual([{ after: expect.objectContaining({ method: 'oidc', reason: code }) }]);
  });

  test('keeps a barred person out, known by subject or by address', async () => {
    const client = await connect({ defaultRole: 'viewer' });
    const user = makeAccount();
    await signInAs(user, client);
    await app.ctx.database.pool.query('update platform.staff set is_active = false where email = $1', [user.email]);
    expect((await signInAs(user, client)).location).toBe('/cortex/sign-in?problem=oidc.no_access');
    expect((await signInAs({ ...user, sub: 'another' }, client)).location).toBe(
      '/cortex/sign-in?problem=oidc.no_access',
    );
  });

  async function invite(store: { id: string }, email: string, role: string) {
    await app.ctx.database.pool.query(
      `insert into platform.invitations (id, email, scope, store_id, role, created_at, expires_at)
       values (gen_random_uuid(), $1, 'store', $2, $3, $4::timestamptz, $4::timestamptz + interval '7 days')`,
      [email, store.id, role, app.clock.now()],
    );
  }
});
