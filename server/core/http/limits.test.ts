import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRoutes } from '../../../shared/contract/route.ts';
import { makeTestClock, minute, second } from '../../../test/harness/clock.ts';
import { openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import type { Actor } from '../ctx.ts';
import { ProblemError } from '../problem.ts';
import { defineController } from './controller.ts';
import { addressKey, makeLimiter, perActor, perAddress } from './limits.ts';

/** How many of `count` requests are let through. */
function letThrough(take: () => void, count: number): number {
  let passed = 0;
  for (let tried = 0; tried < count; tried += 1) {
    try {
      take();
      passed += 1;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'request.rate_limited') throw error;
    }
  }
  return passed;
}

describe('the limiter', () => {
  it('lets a minute of requests through at once, then as many as time gives back', () => {
    const clock = makeTestClock();
    const limiter = makeLimiter(clock);
    const take = () => limiter.take('a', 60);
    expect(letThrough(take, 100)).toBe(60);
    clock.advance(10 * second);
    expect(letThrough(take, 100)).toBe(10);
    clock.advance(60 * minute);
    expect(letThrough(take, 100)).toBe(60);
  });

  it('says how many seconds to wait, and waiting them is enough', () => {
    const clock = makeTestClock();
    const limiter = makeLimiter(clock);
    const take = () => limiter.take('a', 10);
    letThrough(take, 10);
    expect(take).toThrow(expect.objectContaining({ params: { seconds: 6 } }));
    clock.advance(5_999);
    expect(letThrough(take, 1)).toBe(0);
    clock.advance(1);
    expect(letThrough(take, 1)).toBe(1);
  });

  it('counts each key for itself', () => {
    const limiter = makeLimiter(makeTestClock());
    expect(letThrough(() => limiter.take('a', 5), 9)).toBe(5);
    expect(letThrough(() => limiter.take('b', 5), 9)).toBe(5);
  });

  it('gives nothing when the clock goes back, and does not lock anybody out for it', () => {
    const clock = makeTestClock();
    const limiter = makeLimiter(clock);
    letThrough(() => limiter.take('a', 60), 60);
    clock.advance(-60 * minute);
    expect(letThrough(() => limiter.take('a', 60), 1)).toBe(0);
    clock.advance(second);
    expect(letThrough(() => limiter.take('a', 60), 5)).toBe(1);
  });

  it('keeps no more buckets than its capacity and forgets the one longest untouched', () => {
    const limiter = makeLimiter(makeTestClock(), 100);
    letThrough(() => limiter.take('busy', 5), 5);
    for (let index = 0; index < 1_000; index += 1) {
      limiter.take(`passer-by ${index}`, 5);
      expect(letThrough(() => limiter.take('busy', 5), 1)).toBe(0);
    }
    expect(limiter.size()).toBe(100);
  });
});

describe('an address', () => {
  it.each([
    ['203.0.113.7', 'at:203.0.113.7'],
    ['::ffff:203.0.113.7', 'at:203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', 'at:2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', 'at:2001:db8:1:2::/64'],
    ['2001:db8::1', 'at:2001:db8:0:0::/64'],
    ['::1', 'at:0:0:0:0::/64'],
    ['fe80::1%eth0', 'at:fe80:0:0:0::/64'],
  ])('%s is counted as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

const routes = defineRoutes({
  read: { method: 'GET', path: '/api/read', summary: 'Read', access: 'public' },
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    summary: 'Sign in',
    access: 'public',
    body: z.strictObject({ name: z.string() }),
    perMinute: 5,
  },
  invite: { method: 'POST', path: '/api/invite', summary: 'Invite', access: 'signed_in', perMinute: 3 },
});
const controller = defineController(routes, { read: async () => {}, signIn: async () => {}, invite: async () => {} });

function makeActor(staffId: string): Actor {
  return { kind: 'staff', staffId, name: staffId, email: `${staffId}@example.com`, sessionId: staffId, grants: [] };
}

describe('over HTTP', () => {
  let planted: PlantedHttp;
  beforeAll(async () => {
    const actors = { ann: makeActor('ann'), bob: makeActor('bob') };
    planted = await openPlantedHttp([controller], { actors, environment: { TRUSTED_PROXIES: '1' } });
  });
  afterAll(() => planted.http.close());

  const from = (address: string, actor?: string) =>
    planted.client({ 'x-forwarded-for': address, ...(actor !== undefined && { 'x-test-actor': actor }) });

  it('a route with a limit of its own answers 429 with Retry-After, whatever the body', async () => {
    const client = from('198.51.100.1');
    for (let tried = 0; tried < 5; tried += 1) {
      expect((await client.post('/api/sign-in', { name: 'a' })).status).toBe(204);
    }
    const refused = await client.post('/api/sign-in', { wrong: true });
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('12');
    expect(refused.body).toMatchObject({ code: 'request.rate_limited', detail: 'Wait 12 seconds and try again.' });
    expect((await client.get('/api/read')).status).toBe(204);
    expect((await from('198.51.100.2').post('/api/sign-in', { name: 'a' })).status).toBe(204);
    planted.clock.advance(12 * second);
    expect((await client.post('/api/sign-in', { name: 'a' })).status).toBe(204);
  });

  it('a signed-in person is counted as such from every address, and others at the same address are not', async () => {
    for (let tried = 0; tried < 3; tried += 1) {
      expect((await from(`198.51.100.${10 + tried}`, 'ann').post('/api/invite')).status).toBe(204);
    }
    expect((await from('198.51.100.20', 'ann').post('/api/invite')).status).toBe(429);
    expect((await from('198.51.100.20', 'bob').post('/api/invite')).status).toBe(204);
  });

  it('one address gets no more than its share, also where there is nothing', async () => {
    const client = from('198.51.100.3');
    for (let tried = 0; tried < perAddress; tried += 1) await client.get('/api/unheard-of');
    expect((await client.get('/api/unheard-of')).status).toBe(429);
    expect((await client.get('/api/read')).status).toBe(429);
    expect((await from('198.51.100.4').get('/api/read')).status).toBe(204);
  });

  it('one person gets no more than their share from many addresses', async () => {
    planted.clock.advance(minute);
    const statuses: number[] = [];
    for (let tried = 0; tried <= perActor; tried += 1) {
      statuses.push((await from(`192.0.2.${tried % 200}`, 'bob').get('/api/read')).status);
    }
    expect(statuses.filter((status) => status === 204).length).toBe(perActor);
    expect(statuses.at(-1)).toBe(429);
  });

  it('health is always answered', async () => {
    const client = from('198.51.100.5');
    for (let tried = 0; tried <= perAddress; tried += 1) await client.get('/api/unheard-of');
    expect((await client.get('/healthz')).status).toBe(200);
  });
});

it('without a trusted proxy X-Forwarded-For changes nothing', async () => {
  const { http, client } = await openPlantedHttp([controller]);
  for (let tried = 0; tried < 5; tried += 1) {
    await client({ 'x-forwarded-for': `198.51.100.${tried}` }).post('/api/sign-in', { name: 'a' });
  }
  expect((await client({ 'x-forwarded-for': '198.51.100.9' }).post('/api/sign-in', { name: 'a' })).status).toBe(429);
  await http.close();
});

it('an address that is none, from a proxy that is wrongly set up, counts as that of the connection', async () => {
  const { http, client } = await openPlantedHttp([controller], { environment: { TRUSTED_PROXIES: '1' } });
  const statuses: number[] = [];
  for (let tried = 0; tried < 6; tried += 1) {
    statuses.push(
      (await client({ 'x-forwarded-for': `nonsense ${tried}` }).post('/api/sign-in', { name: 'a' })).status,
    );
  }
  expect(statuses.at(-1)).toBe(429);
  await http.close();
});
