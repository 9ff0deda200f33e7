import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Instant, StoreParams } from '../../../shared/contract/common.ts';
import { defineRoutes } from '../../../shared/contract/route.ts';
import { makeStoreFacts, openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import { type Actor, type Ctx, isStoreCtx } from '../ctx.ts';
import { defineController, reply } from './controller.ts';

const store = makeStoreFacts();
const other = makeStoreFacts({
  id: '00000000-0000-7000-8000-00000000000b',
  key: 'other-flex',
  clientId: 'c2',
  clientKey: 'other',
});
const suspended = makeStoreFacts({ key: 'suspended-flex', state: 'suspended' });
const removing = makeStoreFacts({ key: 'removing-flex', state: 'removing' });

const Thing = z.strictObject({ name: z.string().trim(), at: Instant.optional() });
const thing = { params: StoreParams, body: Thing, response: Thing } as const;
const routes = defineRoutes({
  open: { method: 'POST', path: '/api/open', summary: 'Open', access: 'public', body: Thing, response: Thing },
  mine: { method: 'GET', path: '/api/mine', summary: 'Mine', access: 'signed_in' },
  readStore: {
    method: 'GET',
    path: '/api/stores/{storeKey}',
    summary: 'Read',
    access: 'store.view',
    params: StoreParams,
  },
  editStore: {
    method: 'PUT',
    path: '/api/stores/{storeKey}',
    summary: 'Edit',
    access: 'store.edit',
    ifMatch: true,
    ...thing,
  },
  rescueStore: {
    method: 'POST',
    path: '/api/stores/{storeKey}/rescue',
    summary: 'Rescue',
    access: 'store.suspend',
    params: StoreParams,
    worksWhileClosed: true,
  },
  readClient: {
    method: 'GET',
    path: '/api/clients/{clientKey}',
    summary: 'Read',
    access: 'client.view',
    params: z.strictObject({ clientKey: z.string() }),
  },
  look: { method: 'GET', path: '/api/stores/{storeKey}/shop', summary: 'Look', access: 'visitor', params: StoreParams },
  buy: { method: 'POST', path: '/api/stores/{storeKey}/buy', summary: 'Buy', access: 'fan', params: StoreParams },
  makeClient: { method: 'POST', path: '/api/clients', summary: 'Make', access: 'platform.clients.edit' },
  answer: { method: 'GET', path: '/api/answer', summary: 'Answer', access: 'public', response: Thing, status: 201 },
  leave: { method: 'POST', path: '/api/leave', summary: 'Leave', access: 'public', status: 302 },
  wrong: { method: 'GET', path: '/api/wrong', summary: 'Wrong', access: 'public', response: Thing },
});

let seen: { ctx: Ctx; input: unknown } | null = null;
const see = async (ctx: Ctx, input: unknown) => {
  seen = { ctx, input };
};
const controller = defineController(routes, {
  open: async (ctx, input) => {
    await see(ctx, input);
    return input.body;
  },
  mine: see,
  readStore: see,
  editStore: async (ctx, input) => {
    await see(ctx, input);
    return reply({ name: input.body.name }, { version: input.version + 1 });
  },
  rescueStore: see,
  readClient: see,
  makeClient: see,
  look: see,
  buy: see,
  answer: async () =>
    reply(
      { name: 'a' },
      { version: 3, headers: { 'cache-control': 'no-cache' }, cookies: ['a=1; Path=/', 'b=2; Path=/'] },
    ),
  leave: async () => reply(undefined, { headers: { location: '/cortex' } }),
  wrong: async () => JSON.parse('{"name":"a","passwordHash":"x"}'),
});

function staff(role: 'owner' | 'viewer', clientId = store.clientId): Actor {
  const grants = [{ scope: 'client' as const, scopeId: clientId, role }];
  return { kind: 'staff', staffId: 's', name: 'Ann', email: 'ann@example.com', sessionId: 's', grants };
}
const actors: Record<string, Actor> = {
  owner: staff('owner'),
  viewer: staff('viewer'),
  stranger: staff('owner', 'c3'),
  operator: {
    ...staff('owner'),
    kind: 'staff',
    grants: [{ scope: 'platform', scopeId: null, role: 'operator' }],
  } as Actor,
  fan: { kind: 'fan', fanId: 'f', storeId: store.id, sessionId: 's', name: 'Fay', email: 'fay@example.com' },
  key: { kind: 'api_key', keyId: 'k', name: 'Key', storeId: store.id, permissions: ['store.view'] },
};

let planted: PlantedHttp;
beforeAll(async () => {
  planted = await openPlantedHttp([controller], { actors, stores: [store, other, suspended, removing] });
});
beforeEach(() => {
  seen = null;
});
afterAll(() => planted.http.close());

const as = (actor: string) => planted.client({ 'x-test-actor': actor });
const version = { 'if-match': '"7"' };

describe('a handler', () => {
  it('gets its input as the contract reads it, and nothing that the contract does not have', async () => {
    const answer = await planted.client().post('/api/open', { name: '  spaced  ' });
    expect(answer.body).toEqual({ name: 'spaced' });
    expect(seen?.input).toEqual({ params: {}, query: {}, body: { name: 'spaced' }, version: undefined });
  });

  it('gets a context that says who asks, from where and by which id', async () => {
    const answer = await planted
      .client({ 'x-test-actor': 'viewer', 'user-agent': `Browser ${'x'.repeat(900)}` })
      .get('/api/mine');
    expect(seen?.ctx).toMatchObject({
      actor: { kind: 'staff', name: 'Ann' },
      requestId: answer.headers['x-request-id'],
      request: { address: '127.0.0.1', host: 'localhost' },
    });
    expect(seen?.ctx.request?.userAgent.length).toBe(400);
    expect(seen?.ctx).not.toHaveProperty('store');
  });

  it('of a store gets a context bound to the store of the path', async () => {
    await as('viewer').get('/api/stores/warriors-flex');
    const ctx = seen?.ctx;
    expect(ctx !== undefined && isStoreCtx(ctx) && ctx.store).toMatchObject({ id: store.id, key: 'warriors-flex' });
    expect(ctx !== undefined && isStoreCtx(ctx) && ctx.store.db.schema).toBe('s_warriors_flex');
  });

  it('that is missing is found when the server opens', async () => {
    const broken = { routes, handlers: {} };
    await expect(openPlantedHttp([broken])).rejects.toThrow('the route open has no handler');
  });
});

describe('who may', () => {
  it.each([
    ['nobody', 'GET', '/api/mine', 401, 'auth.required'],
    ['nobody', 'GET', '/api/stores/warriors-flex', 401, 'auth.required'],
    ['nobody', 'GET', '/api/stores/unheard-of', 401, 'auth.required'],
    ['nobody', 'GET', '/api/clients/warriors', 401, 'auth.required'],
    ['nobody', 'POST', '/api/clients', 401, 'auth.required'],
    ['key', 'GET', '/api/mine', 403, 'permission.person_required'],
    ['key', 'GET', '/api/stores/warriors-flex', 204, undefined],
    ['key', 'GET', '/api/stores/other-flex', 403, 'permission.denied'],
    ['key', 'PUT', '/api/stores/warriors-flex', 403, 'permission.denied'],
    ['key', 'GET', '/api/clients/warriors', 403, 'permission.denied'],
    ['key', 'POST', '/api/clients', 403, 'permission.denied'],
    ['viewer', 'GET', '/api/mine', 204, undefined],
    ['viewer', 'GET', '/api/stores/warriors-flex', 204, undefined],
    ['viewer', 'PUT', '/api/stores/warriors-flex', 403, 'permission.denied'],
    ['viewer', 'GET', '/api/stores/other-flex', 403, 'permission.denied'],
    ['viewer', 'GET', '/api/stores/unheard-of', 404, 'store.not_found'],
    ['viewer', 'GET', '/api/clients/warriors', 204, undefined],
    ['viewer', 'GET', '/api/clients/other', 403, 'permission.denied'],
    ['stranger', 'GET', '/api/stores/warriors-flex', 403, 'permission.denied'],
    ['owner', 'PUT', '/api/stores/warriors-flex', 200, undefined],
    ['owner', 'POST', '/api/clients', 403, 'permission.denied'],
    ['operator', 'POST', '/api/clients', 204, undefined],
    ['operator', 'PUT', '/api/stores/warriors-flex', 403, 'permission.denied'],
  ])('%s %s %s: %s', async (actor, method, path, status, code) => {
    const client = as(actor);
    const body = method === 'PUT' ? { name: 'a' } : undefined;
    const answer =
      method === 'GET' ? await client.get(path) : await client[method === 'PUT' ? 'put' : 'post'](path, body, version);
    expect([answer.status, answer.body?.code]).toEqual([status, code]);
    expect(seen === null).toBe(status >= 400);
  });

  it('is decided before the body is looked at', async () => {
    const headers = { host: 'localhost', 'content-type': 'text/plain', 'x-test-actor': 'viewer' };
    const url = '/api/stores/warriors-flex';
    const payload = 'x'.repeat(1_000_000);
    const answer = await planted.http.inject({ method: 'PUT', url, headers, payload });
    expect(answer.json()).toMatchObject({ code: 'permission.denied' });
  });
});

describe('a store that is closed', () => {
  it.each([
    ['suspended-flex', 'store.suspended'],
    ['removing-flex', 'store.removing'],
  ])('%s can be read and is not changed, except by what opens it again', async (key, code) => {
    expect((await as('owner').get(`/api/stores/${key}`)).status).toBe(204);
    expect((await as('owner').put(`/api/stores/${key}`, { name: 'a' }, version)).body).toMatchObject({
      code,
      status: 409,
    });
    expect((await as('owner').post(`/api/stores/${key}/rescue`)).status).toBe(204);
  });
});

describe('an answer', () => {
  it('has the status, headers, cookies and version its handler says', async () => {
    const answer = await planted.client().get('/api/answer');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ name: 'a' });
    expect(answer.headers.etag).toBe('"3"');
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('with a version carries it on, so that the next write can name it', async () => {
    const answer = await as('owner').put('/api/stores/warriors-flex', { name: 'a' }, version);
    expect(answer.headers.etag).toBe('"8"');
  });

  it('that leads on says where to', async () => {
    const answer = await planted.client().post('/api/leave');
    expect([answer.status, answer.headers.location, answer.text]).toEqual([302, '/cortex', '']);
  });

  it('that is not what the contract says is a fault, so that nothing slips out unseen', async () => {
    const answer = await planted.client().get('/api/wrong');
    expect(answer.body).toMatchObject({ code: 'server.failed' });
    expect(answer.text).not.toContain('passwordHash');
  });
});

describe("a store's fans", () => {
  const asFan = () => planted.client({ 'x-test-fan': 'fan' });

  it('are known to routes of visitors, which anybody may call, bound to the store', async () => {
    expect((await asFan().get('/api/stores/warriors-flex/shop')).status).toBe(204);
    expect(seen?.ctx).toMatchObject({ actor: { kind: 'fan', fanId: 'f' }, store: { key: 'warriors-flex' } });
    expect((await planted.client().get('/api/stores/warriors-flex/shop')).status).toBe(204);
    expect(seen?.ctx.actor).toEqual({ kind: 'anonymous' });
  });

  it('alone may call a route of fans; staff and keys count for nothing there', async () => {
    expect((await asFan().post('/api/stores/warriors-flex/buy')).status).toBe(204);
    for (const actor of ['owner', 'operator', 'key']) {
      const answer = await as(actor).post('/api/stores/warriors-flex/buy');
      expect(answer.body).toMatchObject({ code: 'fan.sign_in_required' });
      await as(actor).get('/api/stores/warriors-flex/shop');
      expect(seen?.ctx.actor).toEqual({ kind: 'anonymous' });
    }
  });

  it('may do nothing that is for staff', async () => {
    expect((await asFan().get('/api/stores/warriors-flex')).body).toMatchObject({ code: 'auth.required' });
  });

  it('get an answer of a store that exists alone', async () => {
    expect((await asFan().get('/api/stores/nowhere/shop')).body).toMatchObject({ code: 'store.not_found' });
  });
});
