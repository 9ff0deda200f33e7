import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type Config, isLoopback } from '../config.ts';
import type { Database } from '../db.ts';
import { countJobs } from '../jobs.ts';
import { problem } from '../problem.ts';

export type Metrics = {
  /** `route` is the pattern, never the address, so that the number of series stays small. */
  requestDone: (method: string, route: string, status: number, seconds: number) => void;
  /** An answer that was ready before it was asked for. */
  readyAnswered: (route: string, status: 200 | 304) => void;
  jobEnded: (end: { job: string; outcome: string; milliseconds: number }) => void;
  /** Prometheus' text format. */
  read: () => Promise<string>;
};

/** Of the process: memory, garbage collection, event loop. Measured once, however many servers it opens. */
const processRegistry = new Registry();
let isCollecting = false;

/** Counters of one server; `schemasBehind` are the stores whose migration failed. */
export function openMetrics(
  database: Pick<Database, 'pool' | 'platform'>,
  schemasBehind: ReadonlySet<string>,
): Metrics {
  if (!isCollecting) collectDefaultMetrics({ register: processRegistry });
  isCollecting = true;
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'flex_http_request_seconds',
    help: 'Time from the request to the end of its answer; event streams are not in it',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const jobs = new Counter({
    name: 'flex_jobs_total',
    help: 'Runs of jobs by how they ended',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const jobSeconds = new Counter({
    name: 'flex_job_seconds_total',
    help: 'Time spent in jobs',
    labelNames: ['job'],
    registers,
  });
  addGauges(registers, database, schemasBehind);
  addQueueGauge(registers, database);
  const all = Registry.merge([processRegistry, registry]);
  return {
    requestDone: observeBound(requests),
    readyAnswered: countReady(registers),
    jobEnded({ job, outcome, milliseconds }) {
      jobs.inc({ job, outcome });
      jobSeconds.inc({ job }, milliseconds / 1000);
    },
    read: () => all.metrics(),
  };
}

/**
 * `/metrics`, for this machine or for who sends METRICS_TOKEN as a bearer token. Behind a proxy everybody's connection
 * comes from the proxy, which may be on this machine: then only the token counts.
 */
export function addMetrics(app: FastifyInstance, config: Config, metrics: Metrics): void {
  app.get('/metrics', async (request, response) => {
    if (!isLocal(request, config) && !hasToken(request, config)) throw problem('metrics.refused');
    const text = await metrics.read();
    return response.type('text/plain; version=0.0.4; charset=utf-8').header('cache-control', 'no-store').send(text);
  });
}

/** Labels are bound once: binding costs more than counting. There are as many as routes times statuses. */
function observeBound(requests: Histogram<'method' | 'route' | 'status'>): Metrics['requestDone'] {
  const bound = new Map<string, { observe: (seconds: number) => void }>();
  return (method, route, status, seconds) => {
    const key = `${status} ${method} ${route}`;
    const known = bound.get(key);
    if (known !== undefined) return known.observe(seconds);
    const made = requests.labels({ method, route, status });
    bound.set(key, made);
    made.observe(seconds);
  };
}

/** Counted in plain numbers, thousands of times a second, and handed over when somebody asks for them. */
function countReady(registers: Registry[]): Metrics['readyAnswered'] {
  const counts = { 200: new Map<string, number>(), 304: new Map<string, number>() };
  new Counter({
    name: 'flex_ready_answers_total',
    help: 'Answers sent from memory in front of the framework; they are in no other figure',
    labelNames: ['route', 'status'],
    registers,
    collect() {
      this.reset();
      for (const [status, byRoute] of Object.entries(counts)) {
        for (const [route, count] of byRoute) this.inc({ route, status }, count);
      }
    },
  });
  return (route, status) => {
    counts[status].set(route, (counts[status].get(route) ?? 0) + 1);
  };
}

function addGauges(registers: Registry[], { pool }: Pick<Database, 'pool'>, schemasBehind: ReadonlySet<string>) {
  const gauges = [
    ['flex_database_connections', 'Connections of the pool', () => pool.totalCount],
    ['flex_database_connections_idle', 'Connections of the pool that nobody uses', () => pool.idleCount],
    ['flex_database_waiting', 'Callers that wait for a connection', () => pool.waitingCount],
    ['flex_stores_behind', 'Stores whose migration failed; they answer store.unavailable', () => schemasBehind.size],
  ] as const;
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}

/** Left out while the database does not answer. */
function addQueueGauge(registers: Registry[], { platform }: Pick<Database, 'platform'>) {
  new Gauge({
    name: 'flex_jobs',
    help: 'Jobs in the queue by state; failed ones are given up and wait for an operator',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const counts = await countJobs(platform).catch(() => ({}));
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    },
  });
}

const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

function isLocal(request: FastifyRequest, config: Config): boolean {
  if (config.trustedProxies > 0 || forwarded.some((name) => request.headers[name] !== undefined)) return false;
  return isLoopback(request.socket.remoteAddress ?? '');
}

function hasToken(request: FastifyRequest, config: Config): boolean {
  const [, given] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return config.metricsToken !== null && given !== undefined && isSame(given, config.metricsToken);
}

/** Compares hashes, so that neither content nor length shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
