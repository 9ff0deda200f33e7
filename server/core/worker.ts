import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ParsedCronItem, parseCronItems, Logger as QueueLogger, run, runOnce } from 'graphile-worker';
import type { z } from 'zod';
import { faultFacts } from './http/errors.ts';
import type { JobKind } from './jobs.ts';
import type { Logger } from './log.ts';
import { patientPool } from './worker-pool.ts';
import { endPresence, presenceEvery, showPresence } from './worker-presence.ts';
import { type JobEnd, makeTasks, type TaskOptions } from './worker-tasks.ts';

/** A job that the clock starts. `cron` has five fields, in UTC. */
export type Recurring = { cron: string; job: JobKind<z.ZodObject, 'platform'>; why: string };

export type WorkerOptions = TaskOptions & {
  recurring: readonly Recurring[];
  /** Jobs that run at the same time in this process. */
  concurrency: number;
};

export type Worker = {
  /** Runs jobs from here on, and the recurring ones. */
  start: () => Promise<void>;
  /** Takes no more jobs and waits for those that run. */
  stop: () => Promise<void>;
  /** Runs what is due, and what that enqueues, one after another; answers how each attempt ended. */
  runDue: () => Promise<readonly JobEnd[]>;
};

export function openWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController();
  let kept: Promise<void> = Promise.resolve();
  return {
    async start() {
      const first = await startQueue(options, stopping.signal);
      kept = keepRunning(options, first, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await kept;
    },
    async runDue() {
      const ends: JobEnd[] = [];
      const taskList = makeTasks({ ...options, onEnd: (end) => ends.push(end) }, new Set());
      await runOnce({ ...queueOptions(options, stopping.signal), concurrency: 1 }, taskList);
      return ends;
    },
  };
}

/** The queue may give up when something in it fails; then it is started again. */
async function keepRunning(options: WorkerOptions, first: Queue, signal: AbortSignal) {
  const { log } = options.ctx();
  let queue: Queue | null = first;
  for (;;) {
    await queue?.over;
    if (signal.aborted) return;
    log.error('jobs: the queue stopped, it is started again');
    await sleep(1_000, undefined, { signal, ref: false }).catch(() => {});
    queue = await startQueue(options, signal).catch(logged(log, 'jobs: the queue does not start'));
  }
}

type Queue = { over: Promise<void> };

async function startQueue(options: WorkerOptions, signal: AbortSignal): Promise<Queue> {
  const { log } = options.ctx();
  const events = new EventEmitter();
  const running = new Set<string>();
  const presence = keepPresence(options, running, events);
  const starting = run({
    ...queueOptions(options, signal),
    events,
    concurrency: options.concurrency,
    pollInterval: 1_000,
    taskList: makeTasks(options, running),
    parsedCronItems: toCronItems(options.recurring),
  });
  const runner = await starting.catch(async (error: unknown) => {
    await presence.end();
    throw error;
  });
  const ended = runner.promise.catch(logged(log, 'jobs: the queue failed'));
  const stop = () => void runner.stop().catch(logged(log, 'jobs: the queue did not stop cleanly'));
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  const over = ended.then(async () => {
    signal.removeEventListener('abort', stop);
    await presence.end();
  });
  return { over };
}

/** Shows the worker from the moment it has an id until it is over. */
function keepPresence(options: WorkerOptions, running: ReadonlySet<string>, events: EventEmitter) {
  const { log } = options.ctx();
  let end = async () => {};
  events.once('pool:create', ({ workerPool: { id } }: { workerPool: { id: string } }) => {
    let last: Promise<unknown> = Promise.resolve();
    const show = () => {
      const shown = showPresence(options.ctx(), { id, runningJobs: [...running] });
      last = shown.catch(logged(log, 'jobs: this worker cannot show itself'));
    };
    show();
    const timer = setInterval(show, presenceEvery).unref();
    end = async () => {
      clearInterval(timer);
      await last;
      await endPresence(options.ctx(), id).catch(logged(log, 'jobs: this worker cannot take its name back'));
    };
  });
  return { end: () => end() };
}

function queueOptions({ ctx }: WorkerOptions, isOver: AbortSignal) {
  const { database, config, log } = ctx();
  return {
    pgPool: patientPool(database.pool, isOver),
    schema: 'graphile_worker',
    noHandleSignals: true,
    noPreparedStatements: !config.namedStatements,
    logger: new QueueLogger(() => (level, message) => {
      // Its lines about single jobs repeat ours; its other data holds payloads.
      if (level === 'debug' || level === 'info' || message.startsWith('Failed task')) return;
      log.warn(`jobs: ${message}`);
    }),
    // With a delay, even of 0, stopping waits until the end of every job is written.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}

/** A run that has not started when the next is due is replaced by it. @throws for a cron that cannot be read. */
export function toCronItems(recurring: readonly Recurring[]): ParsedCronItem[] {
  return parseCronItems(
    recurring.map(({ cron, job }) => {
      const options = { backfillPeriod: 0, maxAttempts: 3, jobKey: `recurring:${job.name}` };
      return { task: job.name, match: cron, identifier: job.name, payload: { payload: {} }, options };
    }),
  );
}

function logged(log: Logger, message: string) {
  return (error: unknown) => {
    log.error({ err: faultFacts(error) }, message);
    return null;
  };
}
