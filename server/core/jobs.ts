import { z } from 'zod';
import type { Ctx, StoreCtx } from './ctx.ts';
import { execute, type PlatformDb, row } from './db.ts';
import { jsonb, platformSql } from './sql.ts';

/** A kind of job: its name, and the shape of its payload. Store jobs carry the store by construction. */
export type JobKind<P extends z.ZodType, S extends 'platform' | 'store'> = { name: string; scope: S; payload: P };

export type JobHandler =
  | { readonly scope: 'platform'; readonly name: string; readonly run: (ctx: Ctx, payload: unknown) => Promise<void> }
  | {
      readonly scope: 'store';
      readonly name: string;
      readonly run: (ctx: StoreCtx, payload: unknown) => Promise<void>;
    };

export type JobOptions = {
  /** Earliest start, UTC. */
  runAt?: Date;
  /** A job with the same key that has not started is replaced. */
  key?: string;
  /** Tries before the job is given up and shown as failed. */
  maxAttempts?: number;
};

export function platformJob<P extends z.ZodType>(name: string, payload: P): JobKind<P, 'platform'> {
  return { name, scope: 'platform', payload };
}

export function storeJob<P extends z.ZodType>(name: string, payload: P): JobKind<P, 'store'> {
  return { name, scope: 'store', payload };
}

/** The handler of a platform job. It may run more than once for one job and must end in the same state. */
export function onJob<P extends z.ZodType>(
  kind: JobKind<P, 'platform'>,
  run: (ctx: Ctx, payload: z.output<P>) => Promise<void>,
): JobHandler {
  return { scope: 'platform', name: kind.name, run: (ctx, payload) => run(ctx, kind.payload.parse(payload)) };
}

/** The same for a store job. */
export function onStoreJob<P extends z.ZodType>(
  kind: JobKind<P, 'store'>,
  run: (ctx: StoreCtx, payload: z.output<P>) => Promise<void>,
): JobHandler {
  return { scope: 'store', name: kind.name, run: (ctx, payload) => run(ctx, kind.payload.parse(payload)) };
}

/** Adds a platform job in the transaction of `ctx`. It notifies: in a hot transaction use `writeOutbox`. */
export async function enqueue<P extends z.ZodType>(
  ctx: Ctx,
  kind: JobKind<P, 'platform'>,
  payload: z.input<P>,
  options: JobOptions = {},
): Promise<void> {
  kind.payload.parse(payload);
  await add(ctx, kind.name, { payload }, options);
}

/** Adds a job of this store in the transaction of `ctx`; its key is unique within the store. */
export async function enqueueForStore<P extends z.ZodType>(
  ctx: StoreCtx,
  kind: JobKind<P, 'store'>,
  payload: z.input<P>,
  options: JobOptions = {},
): Promise<void> {
  kind.payload.parse(payload);
  const key = options.key === undefined ? {} : { key: `${ctx.store.id}:${options.key}` };
  await add(ctx, kind.name, { storeKey: ctx.store.key, payload }, { ...options, ...key });
}

/** What a job carries in the queue. */
export const JobEnvelope = z.object({
  storeKey: z.string().optional(),
  payload: z.unknown(),
  /** When it was asked to start, by the product's clock. */
  runAt: z.iso.datetime().optional(),
});

export type JobCounts = { waiting: number; running: number; failed: number };

/** Jobs in the queue now; `failed` are those whose last attempt failed, and they stay until an operator looks. */
export function countJobs(db: PlatformDb): Promise<JobCounts> {
  return row(db, counts, {});
}

/** The queue goes by the database's clock, so an instant of ours is passed as the time until then. */
async function add(ctx: Ctx, name: string, envelope: z.input<typeof JobEnvelope>, options: JobOptions) {
  const { runAt, key = null, maxAttempts = 12 } = options;
  const secondsUntil = runAt === undefined ? null : (runAt.getTime() - ctx.clock.now().getTime()) / 1000;
  const payload = runAt === undefined ? envelope : { ...envelope, runAt: runAt.toISOString() };
  await execute(ctx.platform, addJob, { name, payload, secondsUntil, key, maxAttempts });
}

const addJob = platformSql({
  name: 'jobs.add',
  params: {
    name: z.string(),
    payload: jsonb(z.unknown()),
    secondsUntil: z.number().nullable(),
    key: z.string().nullable(),
    maxAttempts: z.int(),
  },
  text: `
    select
    from graphile_worker.add_job(
      identifier => $name,
      payload => $payload::jsonb::json,
      run_at => now() + make_interval(secs => $secondsUntil),
      max_attempts => $maxAttempts,
      job_key => $key)`,
});

const counts = platformSql({
  name: 'jobs.counts',
  params: {},
  row: z.object({ waiting: z.int(), running: z.int(), failed: z.int() }),
  text: `
    select
      count(*) filter (where locked_at is null and attempts < max_attempts)::integer as waiting,
      count(*) filter (where locked_at is not null)::integer as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::integer as failed
    from graphile_worker.jobs`,
});
