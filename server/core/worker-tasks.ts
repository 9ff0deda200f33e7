import type { Task, TaskList } from 'graphile-worker';
import type { z } from 'zod';
import { monotonic } from './clock.ts';
import { asSystem, type Ctx, type StoreFacts, withStore } from './ctx.ts';
import { faultFacts } from './http/errors.ts';
import { newId } from './ids.ts';
import { JobEnvelope, type JobHandler } from './jobs.ts';
import { isProblem } from './problem.ts';

/** `dropped`: its store was removed meanwhile. `error` is there when it failed. */
export type JobEnd = { job: string; milliseconds: number; outcome: 'done' | 'dropped' | 'failed'; error?: unknown };

export type TaskOptions = {
  /** The product as the actor. Asked late, because jobs may need all of the context. */
  ctx: () => Ctx;
  handlers: readonly JobHandler[];
  /** The store of a key; throws `store.not_found` when it was removed. */
  resolveStore: (ctx: Ctx, storeKey: string) => Promise<StoreFacts>;
  /** Hears the end of every attempt. */
  onEnd?: (end: JobEnd) => void;
};

/** The handlers as the queue calls them; `running` holds the ids of the jobs in hand. */
export function makeTasks(options: TaskOptions, running: Set<string>): TaskList {
  return Object.fromEntries(options.handlers.map((handler) => [handler.name, makeTask(options, running, handler)]));
}

function makeTask(options: TaskOptions, running: Set<string>, handler: JobHandler): Task {
  return async (raw, { job }) => {
    const ctx = jobCtx(options.ctx(), handler.name);
    const startedAt = monotonic();
    const end = (outcome: JobEnd['outcome'], error?: unknown) => {
      const milliseconds = monotonic() - startedAt;
      options.onEnd?.({ job: handler.name, milliseconds, outcome, ...(error !== undefined && { error }) });
    };
    ctx.log.debug({ attempt: job.attempts }, 'job started');
    running.add(job.id);
    try {
      const isDone = await runJob(options, handler, ctx, JobEnvelope.parse(raw));
      ctx.log.info(isDone ? 'job done' : 'job dropped: its store is gone');
      end(isDone ? 'done' : 'dropped');
    } catch (error) {
      logFailure(ctx, error, job);
      end('failed', error);
      throw error;
    } finally {
      running.delete(job.id);
    }
  };
}

function jobCtx(base: Ctx, name: string): Ctx {
  const requestId = newId();
  return { ...asSystem(base, name), requestId, log: base.log.child({ requestId, job: name }) };
}

function logFailure({ log }: Ctx, error: unknown, job: { attempts: number; max_attempts: number }) {
  const facts = { err: faultFacts(error), attempt: job.attempts };
  if (job.attempts >= job.max_attempts) log.error(facts, 'job failed and is given up');
  else log.warn(facts, 'job failed and is tried again');
}

/** False when the job's store was removed meanwhile. */
async function runJob(options: TaskOptions, handler: JobHandler, ctx: Ctx, envelope: z.output<typeof JobEnvelope>) {
  if (handler.scope === 'platform') {
    await handler.run(ctx, envelope.payload);
    return true;
  }
  const store = await findStore(options, ctx, envelope.storeKey ?? '');
  if (store === null) return false;
  await handler.run(withStore(ctx, store), envelope.payload);
  return true;
}

async function findStore({ resolveStore }: TaskOptions, ctx: Ctx, storeKey: string): Promise<StoreFacts | null> {
  try {
    return await resolveStore(ctx, storeKey);
  } catch (error) {
    if (isProblem(error, 'store.not_found')) return null;
    throw error;
  }
}
