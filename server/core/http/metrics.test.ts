import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRoutes } from '../../../shared/contract/route.ts';
import { openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import { defineController } from './controller.ts';
import { openMetrics } from './metrics.ts';

const token = 'a-token-of-some-length';
const routes = defineRoutes({
  read: {
    method: 'GET',
    path: '/api/things/{thing}',
    summary: 'Read',
    access: 'public',
    params: z.strictObject({ thing: z.string() }),
  },
});
const controller = defineController(routes, { read: async () => {} });
const behind = new Set(['s_one', 's_two']);
const pool = { totalCount: 7, idleCount: 4, waitingCount: 2 };
let open: PlantedHttp;

beforeAll(async () => {
  const metrics = openMetrics({ pool } as Parameters<typeof openMetrics>[0], behind);
  open = await openPlantedHttp([controller], { environment: { METRICS_TOKEN: token }, parts: { metrics } });
  metrics.jobEnded({ job: 'mail.send', outcome: 'done', milliseconds: 250 });
  metrics.jobEnded({ job: 'mail.send', outcome: 'failed', milliseconds: 750 });
});
afterAll(() => open.http.close());

async function read(http: PlantedHttp['http'], remoteAddress: string, headers: Record<string, string> = {}) {
  const response = await http.inject({ url: '/metrics', remoteAddress, headers: { host: 'localhost', ...headers } });
  return { status: response.statusCode, text: response.body, type: response.headers['content-type'] };
}

describe('/metrics', () => {
  it('counts requests by the pattern of their route, not by their address', async () => {
    const client = open.client();
    await client.get('/api/things/one');
    await client.get('/api/things/two');
    await client.post('/api/things/two');
    await client.get('/api/unheard-of/secret-in-the-path');
    const { status, text, type } = await read(open.http, '127.0.0.1');
    expect(status).toBe(200);
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    const count = 'flex_http_request_seconds_count';
    expect(text).toContain(`${count}{method="GET",route="/api/things/:thing",status="204"} 2`);
    expect(text).toContain(`${count}{method="GET",route="none",status="404"} 1`);
    expect(text).not.toContain('secret-in-the-path');
  });

  it('shows the pool, stores behind, jobs and the process', async () => {
    const { text } = await read(open.http, '127.0.0.1');
    expect(text).toContain('flex_database_connections 7');
    expect(text).toContain('flex_database_connections_idle 4');
    expect(text).toContain('flex_database_waiting 2');
    expect(text).toContain('flex_stores_behind 2');
    expect(text).toContain('flex_jobs_total{job="mail.send",outcome="failed"} 1');
    expect(text).toContain('flex_job_seconds_total{job="mail.send"} 1');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it.each([
    ['this machine', '127.0.0.1', {}, 200],
    ['this machine by IPv6', '::1', {}, 200],
    ['another machine', '203.0.113.7', {}, 403],
    ['another machine that claims to be this one', '203.0.113.7', { 'x-forwarded-for': '127.0.0.1' }, 403],
    ['somebody behind a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }, 403],
    ['somebody behind a proxy that speaks RFC 7239', '127.0.0.1', { forwarded: 'for=203.0.113.7' }, 403],
    ['another machine with the token', '203.0.113.7', { authorization: `Bearer ${token}` }, 200],
    ['another machine with a wrong token', '203.0.113.7', { authorization: `Bearer ${token}x` }, 403],
    ['another machine with an empty token', '203.0.113.7', { authorization: 'Bearer ' }, 403],
    ['another machine with the token as password', '203.0.113.7', { authorization: `Basic ${btoa(`:${token}`)}` }, 403],
  ])('answers %s by its right', async (_name, address, headers, status) => {
    const answer = await read(open.http, address, { ...headers });
    expect(answer.status).toBe(status);
    if (status === 403) expect(JSON.parse(answer.text)).toMatchObject({ code: 'metrics.refused' });
  });

  it('without a token in the configuration takes none', async () => {
    const { http } = await openPlantedHttp([]);
    expect((await read(http, '203.0.113.7', { authorization: 'Bearer null' })).status).toBe(403);
    expect((await read(http, '127.0.0.1')).status).toBe(200);
    await http.close();
  });

  it('behind trusted proxies takes only the token', async () => {
    const { http } = await openPlantedHttp([], { environment: { METRICS_TOKEN: token, TRUSTED_PROXIES: '1' } });
    expect((await read(http, '127.0.0.1')).status).toBe(403);
    expect((await read(http, '127.0.0.1', { authorization: `Bearer ${token}` })).status).toBe(200);
    await http.close();
  });
});
