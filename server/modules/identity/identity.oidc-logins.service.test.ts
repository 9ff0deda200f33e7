import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import {
  goAndComeBack,
  makeAccount,
  makeOidcClient,
  redirectUri,
  saveOidc,
  signInAtProvider,
  signInOwner,
} from '../../../test/factories/oidc.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type OpenIdProvider, openOpenIdProvider } from '../../../test/harness/openid-provider.ts';
import { removeExpiredLogins } from './identity.oidc-logins.service.ts';

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
const comeBack = (client: { key: string }, options: Parameters<typeof goAndComeBack>[3] = {}) =>
  goAndComeBack(app, provider, client, options);

describe('the way to the provider and back', () => {
  test('asks the provider with a code challenge, a nonce, a state and our address only', async () => {
    const { start } = await comeBack(await connect());
    const asked = new URL(start).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'nonce', 'state']) expect(asked.get(name), name).toMatch(/^[\w-]{43}$/);
    expect(asked.get('redirect_uri')).toBe('http://localhost/api/sign-in/oidc-return');
    expect(asked.get('response_type')).toBe('code');
  });

  test('comes back with a problem when the person cancels at the provider', async () => {
    const client = await connect();
    provider.user(null);
    const { browser, back } = await comeBack(client);
    expect((await browser.get(back)).headers.location).toBe('/cortex/sign-in?problem=auth.oidc_failed');
  });
  describe('an answer that does not belong here', () => {
    const failed = '/cortex/sign-in?problem=auth.oidc_failed';

    async function prepared() {
      const client = await connect({ defaultRole: 'viewer' });
      provider.user(makeAccount());
      return client;
    }
    const expectRefused = async (browser: TestClient, back: string) => {
      const answer = await browser.get(back);
      expect(answer.headers.location).toBe(failed);
      expect((await browser.get('/api/me')).status).toBe(401);
    };

    test('is refused a second time', async () => {
      const { browser, back } = await comeBack(await prepared());
      expect((await browser.get(back)).headers.location).toBe('/cortex/stores');
      await browser.post('/api/sign-out');
      await expectRefused(browser, back);
    });
    test('is refused in another browser, and then still works in the right one', async () => {
      const { browser, back } = await comeBack(await prepared());
      await expectRefused(app.client(), back);
      const other = app.client();
      other.cookies.set('flex_oidc', 'a'.repeat(43));
      await expectRefused(other, back);
      expect((await browser.get(back)).headers.location).toBe('/cortex/stores');
    });
    test('is refused with a wrong, changed or missing state', async () => {
      for (const change of [/state=[^&]+/g, /state=./g]) {
        const { browser, back } = await comeBack(await prepared());
        await expectRefused(browser, back.replace(change, 'state=x'));
        await expectRefused(browser, back.replace(change, ''));
      }
    });
    test('is refused after ten minutes', async () => {
      const { browser, back } = await comeBack(await prepared());
      app.clock.advance(10 * minute);
      await expectRefused(browser, back);
    });
    test('is refused with another nonce in it', async () => {
      const client = await prepared();
      const { browser, back } = await comeBack(client, { tamper: (asked) => asked.set('nonce', 'a'.repeat(43)) });
      await expectRefused(browser, back);
    });
    test('is refused when its code was asked for with another challenge', async () => {
      const client = await prepared();
      const { browser, back } = await comeBack(client, {
        tamper: (asked) => asked.set('code_challenge', 'a'.repeat(43)),
      });
      await expectRefused(browser, back);
    });
    test('is refused with the code of another login', async () => {
      const client = await prepared();
      const [first, second] = [await comeBack(client), await comeBack(client)];
      const code = new URL(first.back, 'http://localhost').searchParams.get('code') ?? '';
      await expectRefused(second.browser, second.back.replace(/code=[^&]+/, `code=${code}`));
    });
    test('is refused when the provider names another issuer', async () => {
      const { browser, back } = await comeBack(await prepared());
      await expectRefused(browser, back.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'));
    });
    test('is refused with nothing in it', async () => {
      await expectRefused(app.client(), '/api/sign-in/oidc-return');
      await expectRefused(app.client(), '/api/sign-in/oidc-return?code=x&state=y');
    });
    test('arriving twice at once opens one session', async () => {
      const { browser, back } = await comeBack(await prepared());
      const answers = await Promise.all([browser.get(back), browser.get(back), browser.get(back)]);
      const locations = answers.map(({ headers }) => headers.location);
      expect(locations.filter((location) => location === '/cortex/stores')).toHaveLength(1);
      expect(locations.filter((location) => location === failed)).toHaveLength(2);
    });
  });

  test.each([{ tellsAllInToken: true }, { takesSecretInForm: true }])(
    'a provider that %j works too',
    async (habits) => {
      const other = await openOpenIdProvider(redirectUri, habits);
      const client = await makeOidcClient(app, other, { defaultRole: 'viewer' });
      expect((await signInAtProvider(app, other, client, makeAccount())).location).toBe('/cortex/stores');
      expect((await signInAtProvider(app, other, client, makeAccount({ email_verified: 'true' }))).location).toBe(
        '/cortex/stores',
      );
      const refused = await signInAtProvider(app, other, client, makeAccount({ email_verified: 'false' }));
      expect(refused.location).toBe('/cortex/sign-in?problem=oidc.email_unverified');
      await other.close();
    },
  );

  test('two logins of one browser at once both work', async () => {
    const client = await connect({ defaultRole: 'viewer' });
    provider.user(makeAccount());
    const browser = app.client();
    const [first, second] = [await comeBack(client, { browser }), await comeBack(client, { browser })];
    expect((await browser.get(first.back)).headers.location).toBe('/cortex/stores');
    expect((await browser.get(second.back)).headers.location).toBe('/cortex/stores');
  });

  test('another site can start it for somebody who is not signed in, and changes nothing for somebody who is', async () => {
    const client = await connect({ defaultRole: 'viewer' });
    const path = `/api/sign-in/oidc/${client.key}?returnTo=/cortex/stores`;
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await app.client().get(path, elsewhere)).headers.location).toContain(provider.issuer);
    const signedIn = await signInOwner(app, client);
    expect((await signedIn.get(path, elsewhere)).headers.location).toBe('/cortex/stores');
    expect((await signedIn.get(path, { 'sec-fetch-site': 'same-origin' })).headers.location).toContain(provider.issuer);
  });

  test('a connection that is switched off neither starts nor finishes', async () => {
    const client = await makeClient(app);
    const owner = await signInOwner(app, client);
    await saveOidc(owner, provider, client, 0, { defaultRole: 'viewer' });
    provider.user(makeAccount());
    const { browser, back } = await comeBack(client);
    await saveOidc(owner, provider, client, 1, { isEnabled: false });
    expect((await browser.get(back)).headers.location).toBe('/cortex/sign-in?problem=oidc.not_configured');
    expect((await comeBack(client)).start).toBe('/cortex/sign-in?problem=oidc.not_configured');
  });

  test('an unknown client cannot be told from one without a connection', async () => {
    const client = await makeClient(app);
    const unknown = { ...client, key: 'no-such-client' };
    expect((await comeBack(unknown)).start).toBe((await comeBack(client)).start);
  });

  test('a provider that is down leads back with a problem, at the start and at the end', async () => {
    const brief = await openOpenIdProvider(redirectUri);
    const client = await connect({ issuer: brief.issuer, defaultRole: 'viewer' });
    brief.user(makeAccount());
    const browser = app.client();
    const start = await browser.get(`/api/sign-in/oidc/${client.key}`);
    const back = (await brief.visit(String(start.headers.location))).replace('http://localhost', '');
    await brief.close();
    expect((await browser.get(back)).headers.location).toBe('/cortex/sign-in?problem=oidc.issuer_unusable');
    expect((await comeBack(client)).start).toBe('/cortex/sign-in?problem=oidc.issuer_unusable');
  });

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/cortex/../api/me',
    '/cortexevil',
    '/cortex//evil.example',
    '/cortex?x=https://evil.example',
    '/api/me',
    'javascript:alert(1)',
  ])('returning to %s is refused', async (returnTo) => {
    const client = await connect();
    const answer = await app.client().get(`/api/sign-in/oidc/${client.key}?returnTo=${encodeURIComponent(returnTo)}`);
    expect(answer.body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect(answer.headers.location).toBeUndefined();
  });

  test('logins nobody came back from are cleaned up', async () => {
    await comeBack(await connect());
    app.clock.advance(10 * minute);
    expect(await removeExpiredLogins(app.ctx)).toBeGreaterThan(0);
    const left = await app.ctx.database.pool.query('select id from platform.oidc_logins');
    expect(left.rowCount).toBe(0);
  });
});
