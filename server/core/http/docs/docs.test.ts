import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problems } from '../../../../shared/contract/problems.ts';
import { defineRoutes } from '../../../../shared/contract/route.ts';
import { type RouteTable, routes } from '../../../../shared/contract/routes.ts';
import { openPlantedHttp, type PlantedHttp } from '../../../../test/harness/planted.ts';

const planted = {
  '<b>odd</b>': defineRoutes({
    sing: {
      method: 'POST',
      path: '/api/songs',
      summary: `Sing "louder" & <script>alert('faster')</script>`,
      access: 'public',
      body: z.strictObject({ title: z.string().describe('<img src=x onerror=alert(1)>') }),
    },
  }),
};
let product: PlantedHttp;
let odd: PlantedHttp;

beforeAll(async () => {
  const about = (table: RouteTable) => ({ about: { table, version: '1.2.3', sessionCookie: 'flex_session' } });
  product = await openPlantedHttp([], { parts: about(routes) });
  odd = await openPlantedHttp([], { parts: about(planted) });
});
afterAll(async () => {
  await product.http.close();
  await odd.http.close();
});

const pages = ['/api/docs', '/api/docs/problems'];

describe('the documentation', () => {
  it.each(pages)('%s is a page that needs no script, no inline style and nothing from elsewhere', async (path) => {
    const { status, text, headers } = await product.client().get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(text).not.toMatch(/<script|<style|style=|onclick|https?:\/\//i);
  });

  it('has every route of the product under an anchor of its own', async () => {
    const { text } = await product.client().get('/api/docs');
    for (const [module, table] of Object.entries<RouteTable[string]>(routes)) {
      for (const [name, route] of Object.entries(table)) {
        expect(text).toContain(`id="${module}.${name}"`);
        expect(text).toContain(`<code>${route.path}</code>`);
      }
    }
  });

  it('has every problem under the anchor its type leads to', async () => {
    const answer = await product.client().get('/api/unheard-of');
    const { text } = await product.client().get(answer.body.type.split('#')[0]);
    for (const code of Object.keys(problems)) expect(text).toContain(`<div id="${code}">`);
    expect(text).toContain(`id="${answer.body.type.split('#')[1]}"`);
  });

  it('has no link within it that leads nowhere', async () => {
    const texts = new Map<string, string>();
    for (const path of pages) texts.set(path, (await product.client().get(path)).text);
    for (const [path, text] of texts) {
      for (const [, href = ''] of text.matchAll(/href="([^"]+)"/g)) {
        const [target = '', anchor] = href.split('#');
        if (anchor === undefined) expect((await product.client().get(target)).status, href).toBe(200);
        else expect(texts.get(target === '' ? path : target), href).toContain(`id="${anchor}"`);
      }
    }
  });

  it('shows what is in a route as text, never as markup', async () => {
    const { text } = await odd.client().get('/api/docs');
    expect(text).toContain('Sing &quot;louder&quot; &amp; &lt;script&gt;');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toMatch(/<script>|<img|<b>odd/);
  });

  it('is told to be the same to who has it already', async () => {
    const first = await product.client().get('/api/openapi.json');
    expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
    const again = await product.client().get('/api/openapi.json', { 'if-none-match': String(first.headers.etag) });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await odd.client().get('/api/openapi.json', { 'if-none-match': String(first.headers.etag) });
    expect(other.status).toBe(200);
  });
});
