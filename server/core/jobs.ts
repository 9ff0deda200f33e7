import { z } from 'zod';
import type { Ctx, StoreCtx } from './ctx.ts';
import { execute, type PlatformDb, row, type Session } from './db.ts';
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

/** As the queue takes it. */
type QueuedJob = {
  name: string;
  payload: unknown;
  secondsUntil: number;
  key: string | null;
  maxAttempts: number;
};

/** The queue goes by the database's clock, so an instant of ours is passed as the time until then. */
async function add(ctx: Ctx, name: string, envelope: z.input<typeof JobEnvelope>, options: JobOptions) {
  const { runAt, key = null, maxAttempts = 12 } = options;
  const secondsUntil = runAt === undefined ? 0 : (runAt.getTime() - ctx.clock.now().getTime()) / 1000;
  const payload = runAt === undefined ? envelope : { ...envelope, runAt: runAt.toISOString() };
  const job = { name, payload, secondsUntil, key, maxAttempts };
  if (ctx.session.inTransaction) await addWithOthers(ctx, job);
  else await addAll(ctx.platform, [job]);
}

type Batch = { jobs: QueuedJob[]; added: Promise<void> };
const batches = new WeakMap<Session, Batch>();

/** Jobs that a transaction adds together go into the queue in one statement: each costs it several of its own. */
function addWithOthers({ session, platform }: Ctx, job: QueuedJob): Promise<void> {
  const open = batches.get(session);
  if (open !== undefined) {
    open.jobs.push(job);
    return open.added;
  }
  const jobs = [job];
  // runs when everything has been asked for that is asked for together
  const added = Promise.resolve().then(() => {
    batches.delete(session);
    return addAll(platform, jobs);
  });
  batches.set(session, { jobs, added });
  return added;
}

/**
 * Of several jobs with one key the last replaces the others, as it would one after another. The queue inserts them in any
 * order: they are due a microsecond apart, and so run in ours.
 */
async function addAll(platform: PlatformDb, jobs: readonly QueuedJob[]): Promise<void> {
  const lastOf = new Map(jobs.map((job) => [job.key, job]));
  const distinct = jobs.filter((job) => job.key === null || lastOf.get(job.key) === job);
  await execute(platform, addJobs, { jobs: distinct });
}

const addJobs = platformSql({
  name: 'jobs.add',
  isHot: true,
  params: { jobs: jsonb(z.array(z.custom<QueuedJob>())) },
  text: `
    select
    from graphile_worker.add_jobs(array(
      select (
        job.name, job.payload, null,
        clock_timestamp() + make_interval(secs => job."secondsUntil" + job.place / 1000000.0),
        job."maxAttempts", job.key, null, null
      )::graphile_worker.job_spec
      from rows from (
        jsonb_to_recordset($jobs)
        as (name text, payload json, "secondsUntil" double precision, key text, "maxAttempts" smallint)
      ) with ordinality as job (name, payload, "secondsUntil", key, "maxAttempts", place)
      order by job.place
    ))`,
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
