import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineRoutes } from '../../../shared/contract/route.ts';
import { openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import { readConfig } from '../config.ts';
import { defineController } from './controller.ts';
import { documentHeaders, newNonce, pageHeaders, securityHeaders } from './headers.ts';

const routes = defineRoutes({ read: { method: 'GET', path: '/api/read', summary: 'Read', access: 'public' } });
let planted: PlantedHttp;

beforeAll(async () => {
  planted = await openPlantedHttp([defineController(routes, { read: async () => {} })]);
});
afterAll(() => planted.http.close());

function directives(headers: Readonly<Record<string, string>>): Record<string, string> {
  const policy = headers['content-security-policy'] ?? '';
  return Object.fromEntries(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]));
}

describe('every answer', () => {
  it.each([
    ['of a route', '/api/read', 204],
    ['to nowhere', '/api/unheard-of', 404],
    ['to a bad address', '/api/%zz', 400],
    ['of health', '/healthz', 200],
    ['of documentation', '/api/docs', 200],
  ])('%s has the security headers and an id', async (_name, url, status) => {
    const answer = await planted.client().get(url);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers['x-request-id']).toBeTruthy();
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers.server).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('of data may load, run and frame nothing, and is not kept', async () => {
    const { headers } = await planted.client().get('/api/read');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  it('asks for https from then on in production only', () => {
    const config = readConfig({ FLEX_MODE: 'test' });
    expect(securityHeaders(config)['strict-transport-security']).toBeUndefined();
    const hsts = securityHeaders({ ...config, mode: 'production' })['strict-transport-security'];
    expect(hsts).toBe('max-age=31536000; includeSubDomains');
  });
});

describe('a policy', () => {
  it.each([
    ['of data', securityHeaders(readConfig({ FLEX_MODE: 'test' }))],
    ['of a document', documentHeaders()],
    ['of an application', pageHeaders(newNonce())],
  ])('%s starts from nothing and allows nothing unsafe, from elsewhere or framed', (_name, headers) => {
    const found = directives(headers);
    expect(found['default-src']).toBe("'none'");
    expect(found['frame-ancestors']).toBe("'none'");
    expect(found['base-uri']).toBe("'none'");
    expect(JSON.stringify(found)).not.toMatch(/unsafe|\*|https?:|strict-dynamic|data:[^ "]*script/);
  });

  it('of a document runs no script at all', () => {
    expect(directives(documentHeaders())['script-src']).toBeUndefined();
  });

  it('of an application runs our own files and takes style elements only with the nonce', () => {
    const found = directives(pageHeaders('abc='));
    expect(found['script-src']).toBe("'self'");
    expect(found['style-src']).toBe("'self' 'nonce-abc='");
    expect(found['style-src-attr']).toBeUndefined();
    expect(found['connect-src']).toBe("'self'");
    expect(found['img-src']).toBe("'self' data: blob:");
  });

  it('has another nonce each time', () => {
    expect(new Set(Array.from({ length: 100 }, newNonce)).size).toBe(100);
  });
});
