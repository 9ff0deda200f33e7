import type { FastifyInstance } from 'fastify';
import { readConfig } from '../../server/core/config.ts';
import type { Actor, StoreFacts } from '../../server/core/ctx.ts';
import type { Controller } from '../../server/core/http/controller.ts';
import { type Metrics, openMetrics } from '../../server/core/http/metrics.ts';
import { type HttpLimits, type HttpParts, openHttp } from '../../server/core/http/server.ts';
import { openLog } from '../../server/core/log.ts';
import { problem } from '../../server/core/problem.ts';
import { makeTestClient, type TestClient } from './client.ts';
import { makeTestClock, type TestClock } from './clock.ts';

export type PlantedHttp = {
  http: FastifyInstance;
  clock: TestClock;
  metrics: Metrics;
  client: (headers?: Record<string, string>) => TestClient;
};
type Options = {
  environment?: Record<string, string>;
  limits?: Partial<HttpLimits>;
  /** Who is asking, by the value of the header `x-test-actor`; anybody else is anonymous. */
  actors?: Record<string, Actor>;
  stores?: readonly StoreFacts[];
  parts?: Partial<HttpParts>;
};

/**
 * The HTTP layer alone, with controllers made for a test and without a database: a route that touches it fails.
 * Actors and stores are those of the options.
 */
export async function openPlantedHttp(controllers: readonly Controller[], options: Options = {}): Promise<PlantedHttp> {
  const { environment = {}, limits = {}, actors = {}, stores = [] } = options;
  const clock = makeTestClock();
  const database = noDatabase();
  const schemasBehind = new Set<string>();
  const metrics = openMetrics(database, schemasBehind);
  const parts = {
    clock,
    config: readConfig({ FLEX_MODE: 'test', PUBLIC_URL: 'http://localhost', ...environment }),
    log: openLog('silent'),
    database,
    migrations: { platform: [], store: [] },
    schemasBehind,
    controllers,
    metrics,
    about: { table: {}, version: '0.0.0', sessionCookie: 'flex_session' },
    limits,
    resolveActor: async (ctx) => actors[String(ctx.request?.headers['x-test-actor'])] ?? { kind: 'anonymous' },
    resolveStore: async (_ctx, key) => found(stores, key),
    resolveClient: async (_ctx, key) => ({ id: found(stores, key).clientId }),
    resolveOpenStore: async (_ctx, key) => found(stores, key),
    resolveFan: async (ctx) => actors[String(ctx.request?.headers['x-test-fan'])] ?? { kind: 'anonymous' },
    ...options.parts,
  } as HttpParts;
  const http = await openHttp(parts);
  return { http, clock, metrics, client: (headers) => makeTestClient(http, headers) };
}

export function makeStoreFacts(facts: Partial<StoreFacts> = {}): StoreFacts {
  return {
    id: '00000000-0000-7000-8000-000000000001',
    key: 'warriors-flex',
    name: 'Warriors Flex',
    clientId: '00000000-0000-7000-8000-000000000002',
    clientKey: 'warriors',
    schemaName: 's_warriors_flex',
    state: 'active',
    timeZone: 'America/Los_Angeles',
    currency: 'USD',
    locale: 'en',
    ...facts,
  };
}

function found(stores: readonly StoreFacts[], key: string): StoreFacts {
  const store = stores.find((one) => one.key === key || one.clientKey === key);
  if (store === undefined) throw problem('store.not_found');
  return store;
}

function noDatabase(): HttpParts['database'] {
  const refuse = () => Promise.reject(new Error('this test has no database'));
  const runner = { query: refuse, run: refuse };
  const handle = (schema: string | null) => ({ scope: schema === null ? 'platform' : 'store', schema, runner });
  return {
    pool: { totalCount: 0, idleCount: 0, waitingCount: 0 },
    platform: handle(null),
    store: handle,
    inTransaction: false,
    transaction: refuse,
  } as unknown as HttpParts['database'];
}
