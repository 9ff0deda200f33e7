import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStaff, onStore, signIn } from '../test/factories/staff.ts';
import { makeStore } from '../test/factories/store.ts';
import { openTestApp, type TestApp } from '../test/harness/app.ts';
import type { TestClient } from '../test/harness/client.ts';
import type { StoreFacts } from './core/ctx.ts';

let app: TestApp;
let store: StoreFacts;
let owner: TestClient;

beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app, { name: 'Warriors & <b>Flex</b>' });
  owner = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'owner')] }));
});
afterAll(() => app.close());

const fan = (host = 'localhost') => app.client({ host });

async function setBrand(change: object, colours: object = {}) {
  const path = `/api/stores/${store.key}/settings/brand`;
  const { body } = await owner.get(path);
  const value = { ...body.value, ...change, colours: { ...body.value.colours, ...colours } };
  const saved = await owner.put(path, { name: 'brand', value }, { 'if-match': `"${body.version}"` });
  expect(saved.status).toBe(200);
}

describe('a store that sells nothing yet', () => {
  it('says so at its address, in its name and colours, with everything escaped', async () => {
    await setBrand({}, { primary: '#123456' });
    const answer = await fan().get(`/s/${store.key}`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain('Opening soon');
    expect(answer.text).toContain('Warriors &amp; &lt;b&gt;Flex&lt;/b&gt;');
    expect(answer.text).not.toContain('<b>Flex');
    expect(answer.text).toContain('background: #123456');
  });

  it('shows the logo with what it says', async () => {
    await setBrand({ logo: { url: 'https://team.test/logo.svg?a=1&b=2', alt: 'The "Warriors"' } });
    const { text } = await fan().get(`/s/${store.key}`);
    expect(text).toContain('<img src="https://team.test/logo.svg?a=1&amp;b=2" alt="The &quot;Warriors&quot;">');
    await setBrand({ logo: { url: null, alt: '' } });
  });

  it('speaks the default language of the store', async () => {
    const path = `/api/stores/${store.key}/settings/languages`;
    const { body } = await owner.get(path);
    const value = { default: 'fr', enabled: ['fr', 'en'] };
    await owner.put(path, { name: 'languages', value }, { 'if-match': `"${body.version}"` });
    const { text } = await fan().get(`/s/${store.key}`);
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('Ouvre bientôt');
  });

  it('lets in its own style element and nothing that runs', async () => {
    const answer = await fan().get(`/s/${store.key}`);
    const style = /<style>([\s\S]*?)<\/style>/.exec(answer.text)?.[1] ?? '';
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(answer.text).not.toContain('<script');
  });

  it('answers at its host names too, and another host leads to Cortex', async () => {
    expect((await owner.post(`/api/stores/${store.key}/hosts`, { host: 'flex.warriors.com' })).status).toBe(201);
    const own = await fan('flex.warriors.com').get('/');
    expect([own.status, own.text.includes('Warriors &amp;')]).toEqual([200, true]);
    const port = await fan('FLEX.warriors.com:4100').get('/');
    expect(port.status).toBe(200);
    const other = await fan('localhost').get('/');
    expect([other.status, other.headers.location]).toEqual([302, '/cortex']);
  });
});

describe('an address without a store', () => {
  it.each(['/s/no-such-store', '/s/NOT_A_KEY', `/s/${encodeURIComponent('<script>')}`])(
    '%s is a page that says so',
    async (path) => {
      const answer = await fan().get(path);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('There is no store at this address');
      expect(answer.text).not.toContain('<script');
    },
  );
});

describe('a store that is closed', () => {
  it('says that it is closed, and opens again when it is resumed', async () => {
    await owner.post(`/api/stores/${store.key}/suspend`, { reason: 'Stock taking' });
    const closed = await fan().get(`/s/${store.key}`);
    expect(closed.status).toBe(503);
    expect(closed.text).toContain('Closed at the moment');
    expect(closed.text).toContain('Warriors &amp; &lt;b&gt;Flex&lt;/b&gt;');
    expect(closed.text).not.toContain('Stock taking');
    await owner.post(`/api/stores/${store.key}/resume`);
    expect((await fan().get(`/s/${store.key}`)).status).toBe(200);
  });
});
