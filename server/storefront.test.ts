import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFanBrowser } from '../test/factories/fan.ts';
import { idOf, makeCondition, makeRule } from '../test/factories/program-content.ts';
import { makeReleased } from '../test/factories/release.ts';
import { makeSeason, type Season } from '../test/factories/season.ts';
import { makeStaff, onStore, signIn } from '../test/factories/staff.ts';
import { makeStore } from '../test/factories/store.ts';
import { makeActive } from '../test/factories/switching.ts';
import { openTestApp, type TestApp } from '../test/harness/app.ts';
import type { Answer, TestClient } from '../test/harness/client.ts';
import { type StoreFacts, withStore } from './core/ctx.ts';
import { closeStore } from './modules/lifecycle/lifecycle.switch.service.ts';

let app: TestApp;
let store: StoreFacts;
let owner: TestClient;

beforeAll(async () => {
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, ['scripts/build.mjs', 'web/storefront'], { stdio: 'ignore', env });
  app = await openTestApp();
  app.clock.set('2026-10-01T12:00:00.000Z');
  store = await makeStore(app, { name: 'Warriors & <b>Flex</b>' });
  owner = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'owner')] }));
});
afterAll(() => app.close());

type Body = Answer['body'];

const fan = (host = 'localhost') => app.client({ host });

async function change(name: string, change: (value: Body) => object, of = { owner, store }) {
  const path = `/api/stores/${of.store.key}/settings/${name}`;
  const { body } = await of.owner.get(path);
  const saved = await of.owner.put(path, { name, value: change(body.value) }, { 'if-match': `"${body.version}"` });
  expect(saved.status).toBe(200);
}

/** What the page hands the browser. */
function dataIn(html: string): Body {
  const text = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(html)?.[1];
  return JSON.parse(text ?? 'null');
}

describe('a store that sells nothing yet', () => {
  it('says so at its address, in its name and colours, with everything escaped', async () => {
    await change('brand', (value) => ({ ...value, colours: { ...value.colours, primary: '#123456' } }));
    const answer = await fan().get(`/s/${store.key}`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain('Nothing on sale right now');
    expect(answer.text).toContain('Warriors &amp; &lt;b&gt;Flex&lt;/b&gt;');
    expect(answer.text).not.toContain('<b>Flex');
    expect(answer.text).toContain('--primary:#123456');
    expect(answer.text).toContain('<meta name="robots" content="noindex">');
  });

  it('shows the logo with what it says, and lets in pictures from where it lies and from nowhere else', async () => {
    const logo = { url: 'https://team.test/logo.svg?a=1&b=2', alt: 'The "Warriors"' };
    await change('brand', (value) => ({ ...value, logo }));
    const { text, headers } = await fan().get(`/s/${store.key}`);
    expect(text).toContain('src="https://team.test/logo.svg?a=1&amp;b=2" alt="The &quot;Warriors&quot;"');
    expect(headers['content-security-policy']).toMatch(/img-src 'self' data: https:\/\/team\.test;/);
    await change('brand', (value) => ({ ...value, logo: { url: null, alt: '' } }));
  });

  it('lets in its own style element and its own files, and no script that stands in the page', async () => {
    const answer = await fan().get(`/s/${store.key}`);
    const style = /<style>([\s\S]*?)<\/style>/.exec(answer.text)?.[1] ?? '';
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const scripts = [...answer.text.matchAll(/<script([^>]*)>/g)].map(([, attributes = '']) => attributes);
    expect(scripts.length).toBeGreaterThan(1);
    for (const attributes of scripts) expect(attributes).toMatch(/src="\/storefront\/|type="application\/(ld\+)?json"/);
    expect(answer.text).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('answers at its host names too, with its steps, and another host leads to Cortex', async () => {
    expect((await owner.post(`/api/stores/${store.key}/hosts`, { host: 'flex.warriors.com' })).status).toBe(201);
    const own = await fan('flex.warriors.com').get('/');
    expect([own.status, own.text.includes('Warriors &amp;')]).toEqual([200, true]);
    expect(own.text).toContain('href="http://flex.warriors.com/"');
    const port = await fan('FLEX.warriors.com:4100').get('/choose');
    expect([port.status, dataIn(port.text).base, dataIn(port.text).path]).toEqual([200, '', '/choose']);
    const other = await fan('localhost').get('/');
    expect([other.status, other.headers.location]).toEqual([302, '/cortex']);
    expect((await fan('localhost').get('/choose')).body.code).toBe('route.not_found');
  });

  it('has a page at its host names for addresses that lead nowhere, and data stays data', async () => {
    const own = fan('flex.warriors.com');
    for (const path of ['/nowhere', '/wp-admin/x.php?a=1', '/choose/a/b']) {
      const { status, headers, text } = await own.get(path);
      expect([path, status, headers['content-type']]).toEqual([path, 404, 'text/html; charset=utf-8']);
      expect(text).toContain('This page does not exist');
      expect(text).toMatch(/<a href="\/"[^>]*>Go to the home page/);
      expect(text).not.toMatch(/wp-admin|nowhere/);
      expect(headers['content-security-policy']).toContain("script-src 'self';");
    }
    const head = await app.http.inject({
      ...{
        method: 'HEAD',
        url: '/nowhere',
        headers: { host: 'flex.warriors.com', origin: 'http://flex.warriors.com' },
      },
    });
    expect([head.statusCode, head.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    for (const path of ['/api/nowhere', '/api', '/storefront/nowhere.js', '/cortexx/../api/x']) {
      expect([path, (await own.get(path)).body?.code]).toEqual([path, 'route.not_found']);
    }
    expect((await own.post('/nowhere')).body.code).toBe('route.not_found');
    expect((await own.get('/api/stores/x/cart/holds')).body.code).toBe('route.method_not_allowed');
    expect((await fan('localhost').get('/nowhere')).body.code).toBe('route.not_found');
  });
});

describe('the language of a page', () => {
  const get = (query = '', headers: Record<string, string> = {}) => fan().get(`/s/${store.key}${query}`, headers);
  beforeAll(() => change('languages', () => ({ default: 'fr', enabled: ['fr', 'en'] })));

  it('is the default of the store', async () => {
    const { text } = await get();
    expect(text).toContain('<html lang="fr"');
    expect(text).toContain('Rien en vente pour le moment');
  });

  it.each([
    ['en-US,en;q=0.9', 'en'],
    ['es,en;q=0.5', 'en'],
    ['en;q=0.2,fr-CA;q=0.8', 'fr'],
    ['de', 'fr'],
    ['en;q=0', 'fr'],
  ])('is of those the store has the one the browser wants most: %s', async (accepted, expected) => {
    expect((await get('', { 'accept-language': accepted })).text).toContain(`<html lang="${expected}"`);
  });

  it('is the one that is asked for, and stays chosen', async () => {
    const asked = await get('?lang=en', { 'accept-language': 'fr' });
    expect(asked.text).toContain('<html lang="en"');
    expect(asked.headers['set-cookie']).toMatch(/^flex_lang=en; Path=\/; .*HttpOnly/);
    expect((await get('', { cookie: 'flex_lang=en' })).text).toContain('<html lang="en"');
    expect(asked.headers.vary).toBe('accept-encoding, accept-language, cookie');
  });

  it('is never one the store has not got', async () => {
    for (const lang of ['es', 'xx', '<script>']) {
      const answer = await get(`?lang=${encodeURIComponent(lang)}`);
      expect(answer.text).toContain('<html lang="fr"');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect((await get('', { cookie: 'flex_lang=es' })).text).toContain('<html lang="fr"');
  });

  it('is said to search engines with the others', async () => {
    const { text } = await get('?lang=en');
    expect(text).toContain(`<link rel="canonical" href="http://localhost/s/${store.key}?lang=en">`);
    expect(text).toContain(`<link rel="alternate" hreflang="fr" href="http://localhost/s/${store.key}">`);
  });
});

describe('a store that sells', () => {
  let season: Season;
  beforeAll(async () => {
    season = await makeSeason(app, 4);
    await makeActive(app, season.store, {
      eventCodes: season.eventCodes,
      presentation: { headline: { en: 'Ends </script><script>alert(1)</script> & more' } },
    });
  });
  const get = (path = '', headers: Record<string, string> = {}) => fan().get(`/s/${season.store.key}${path}`, headers);

  it('shows its games and its headline before any script has run', async () => {
    const { text } = await get();
    expect(text).toContain('Game G01');
    expect(text).toContain('Ends &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
  });

  it('hands the browser the same offer, in which no text can end its element', async () => {
    const { text } = await get('/choose');
    expect(text).not.toContain('<script>alert');
    const { offer, copy, path, base } = dataIn(text);
    expect(offer).toEqual((await fan().get(`/api/stores/${season.store.key}/offer`)).body);
    expect(copy.presentation.headline.en).toContain('</script>');
    expect([path, base]).toEqual(['/choose', `/s/${season.store.key}`]);
  });

  it('tells search engines of its events', async () => {
    const { text } = await get();
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? 'null');
    expect(data['@graph']).toHaveLength(4);
    expect(data['@graph'][0]).toMatchObject({ '@type': 'SportsEvent', name: 'Game G01' });
    expect(text).toContain('<meta property="og:title"');
  });

  it('is sent again only when it has changed', async () => {
    const first = await get();
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await get('', { 'if-none-match': String(first.headers.etag) });
    expect([again.status, again.text]).toEqual([304, '']);
    app.clock.advance(60_000);
    await makeActive(app, season.store, { eventCodes: season.eventCodes.slice(1) });
    const changed = await get('', { 'if-none-match': String(first.headers.etag) });
    expect([changed.status, changed.text.includes('Game G01')]).toEqual([200, false]);
  });

  it.each(['/nowhere', '/choose/a/b', '/orders/1/2'])('has a page that says %s does not exist', async (path) => {
    const { status, text } = await get(path);
    expect([status, text.includes('This page does not exist')]).toEqual([404, true]);
    expect(text).toContain('noindex');
  });

  it('has files that never change under their names, and no others', async () => {
    const { text } = await get();
    const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(text) ?? [];
    const file = await fan().get(script, { 'accept-encoding': 'br' });
    expect(file.status).toBe(200);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-encoding']).toBe('br');
    for (const path of ['/storefront/assets/none-12345678.js', '/storefront/../server/render.js', '/storefront/']) {
      expect((await fan().get(path)).status).toBe(404);
    }
  });

  it('needs less than 90 kB of scripts for its first page', async () => {
    const { text } = await get();
    const scripts = [...text.matchAll(/(?:src|rel="modulepreload" href)="([^"]+\.js)"/g)].map(([, path = '']) => path);
    expect(scripts.length).toBeGreaterThan(2);
    const sizes = await Promise.all(
      scripts.map(async (path) => gzipSync((await fan().get(path)).text, { level: 9 }).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(90_000);
  });

  it('is described by its promise where staff wrote nothing, and comes compressed to who looks first', async () => {
    const answer = await get('/choose', { 'accept-encoding': 'gzip, br' });
    expect(answer.headers['content-encoding']).toMatch(/^(gzip|br)$/);
    expect((await get()).text).toMatch(/<meta name="description" content="[^"]+: [^"]*\d games/);
  });
});

describe('the preview of a program', () => {
  it('may be framed by our own pages only, and has nothing of the program in it', async () => {
    const season = await makeSeason(app, 2);
    const { id } = await makeReleased(app, season.store, { eventCodes: season.eventCodes });
    const answer = await fan().get(`/s/${season.store.key}/preview/${id}?group=VIP`);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).not.toContain('Game G01');
    expect(dataIn(answer.text).preview).toEqual({ programId: id });
  });
});

describe('an address without a store', () => {
  it.each(['/s/no-such-store', '/s/NOT_A_KEY', '/s/no-such-store/choose', `/s/${encodeURIComponent('<script>')}`])(
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
    for (const [language, words] of [
      ['es-MX', 'Cerrada por el momento'],
      ['fr', 'Fermée pour le moment'],
    ] as const) {
      const { text } = await fan().get(`/s/${store.key}/choose`, { 'accept-language': language });
      expect(text).toContain(words);
    }
    await owner.post(`/api/stores/${store.key}/resume`);
    expect((await fan().get(`/s/${store.key}`)).status).toBe(200);
  });
});

describe('who is sent which page', () => {
  let season: Season;
  beforeAll(async () => {
    season = await makeSeason(app, 2);
  });
  // a program is active from the next instant on
  beforeEach(() => app.clock.advance(60_000));
  const page = async (client: TestClient, path = '') => {
    const { status, text, headers } = await client.get(`/s/${season.store.key}${path}`);
    return { status, text, cache: headers['cache-control'], offer: dataIn(text).offer };
  };
  const sells = (name: string, ticketTypeCode: string, rest: object = {}) =>
    makeRule(name, { rows: [{ eventCode: null, priceCode: 'C', ticketTypeCode }], ...rest });
  /** A browser that is signed in as a fan of the groups. */
  const member = (...accountGroups: string[]) => openFanBrowser(app, season.store, { accountGroups });

  it('a fan of a group sees its own prices, kept by no cache that others read; everybody else sees everybody’s', async () => {
    const rules = [
      sells('members', '5GP', { priority: 1, conditions: [makeCondition({ accountGroup: 'STH' })] }),
      sells('everybody', 'ADULT'),
    ];
    await makeActive(app, season.store, { eventCodes: season.eventCodes, rules });
    const [own, other, nobody] = await Promise.all([
      page(await member('STH')),
      page(await member('ALUM')),
      page(fan()),
    ]);
    const centsIn = ({ offer }: typeof own) => [...new Set(offer.events.flatMap(({ cents }: Body) => cents))];
    expect([own, other, nobody].map(centsIn)).toEqual([[8_000], [10_000], [10_000]]);
    expect([own.cache, nobody.cache]).toEqual(['private, no-cache', 'no-cache']);
    expect(nobody.text).not.toMatch(/STH|members/);
  });

  it('behind a gate everybody is asked to sign in, a fan outside is refused and one of the group buys', async () => {
    const gate = { accountGroups: ['STH'], emailDomains: [], allow: [] };
    await makeActive(app, season.store, { eventCodes: season.eventCodes, access: { gate } });
    const [nobody, other, own] = [
      page(fan(), '/choose'),
      page(await member('ALUM')),
      page(await member('STH'), '/choose'),
    ];
    expect(await nobody).toMatchObject({ status: 200, offer: { state: 'gated', gate: 'sign_in' } });
    expect((await nobody).text).toContain('For members only');
    expect((await nobody).text).toContain('noindex');
    expect((await other).offer).toMatchObject({ state: 'gated', gate: 'refused' });
    expect((await other).text).toContain('Not available to this account');
    expect((await own).offer.state).toBe('open');
    expect((await own).text).toContain('Game G01');
    for (const { text } of [await nobody, await other]) expect(text).not.toMatch(/Game G01|STH/);
  });

  it('before it opens it says when on the clocks of the store, with the presales and whose they are', async () => {
    const presale = { id: idOf('p'), name: 'Members first', accountGroups: ['STH'], emailDomains: [], allow: [] };
    const access = {
      opensAt: '2026-10-05T17:00:00.000Z',
      presales: [{ ...presale, startsAt: '2026-10-02T17:00:00.000Z', endsAt: '2026-10-04T17:00:00.000Z' }],
    };
    await makeActive(app, season.store, { eventCodes: season.eventCodes, access });
    const [nobody, own] = [await page(fan(), '/choose'), await page(await member('STH'))];
    expect(nobody).toMatchObject({ status: 200, offer: { state: 'opens_later' } });
    expect(nobody.text).toMatch(
      /Opening soon[\s\S]*Tickets go on sale Monday, October 5 at 10:00\sAM\sPDT[\s\S]*Members first/,
    );
    expect(nobody.text).not.toMatch(/Game G01|You are invited/);
    expect(own.text).toContain('You are invited to this presale');
    app.clock.set('2026-10-02T17:00:00.000Z');
    expect((await page(fan())).offer.state).toBe('opens_later');
    expect((await page(await member('STH'))).text).toContain('Presale: Members first');
    app.clock.set('2026-10-05T17:00:00.000Z');
    expect((await page(fan())).text).toContain('Game G01');
  });

  it('once nothing is active any more it says so, and orders can still be looked at', async () => {
    await closeStore(withStore(app.ctx, season.store), 'the season is over');
    const closed = await page(fan());
    expect([closed.status, closed.offer]).toEqual([200, { state: 'closed' }]);
    expect(closed.text).not.toContain('Game G01');
    expect(closed.text).toContain('Nothing on sale right now');
    expect((await page(fan(), '/orders')).text).not.toContain('Nothing on sale right now');
  });
});
