import type { LiveTopic } from '../../shared/contract/live.ts';
import { monotonic } from './clock.ts';
import { coalesce } from './coalesce.ts';
import type { Database } from './db.ts';
import { faultFacts } from './http/errors.ts';
import { type Change, changesChannel, changesKept, makeChangesReader } from './live-changes.ts';
import { listen } from './live-listener.ts';
import type { Logger } from './log.ts';

export type LiveListener = {
  onChange: (change: Change) => void;
  /** Changes may have been missed: read everything again. */
  onGap: () => void;
};

/** News of other processes and of this one. Every listener hears each change once, soon after its commit. */
export type Live = {
  /** Changes of one store; with null, those of no store. The answered function ends it. */
  subscribe: (storeId: string | null, topics: readonly LiveTopic[], listener: LiveListener) => () => void;
  /** Changes of every store and of none: for what a process keeps of all of them. */
  subscribeToAll: (topics: readonly LiveTopic[], listener: LiveListener) => () => void;
  /** Delivers what is committed by now; rejects when the database does not answer. */
  catchUp: () => Promise<void>;
  /**
   * Milliseconds since a look that found the database: what was committed before it has been delivered. Infinite in a
   * process that was not started, because it hears nothing by itself.
   */
  heardAgo: () => number;
  /** From here on changes are heard. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

export type LiveOptions = {
  database: Database;
  /** Of the server itself: `LISTEN` does not go through a pooler of transactions. */
  url: string;
  log: Logger;
  /** Milliseconds between looks, in case a notification was lost. */
  pollEvery?: number;
  /** The same while there is no listening connection. */
  pollEveryWhileDeaf?: number;
  /** Milliseconds without a look after which changes may have been pruned unseen. */
  gapAfter?: number;
};

type Subscription = { storeId: string | null | 'any'; topics: ReadonlySet<LiveTopic>; listener: LiveListener };

/** The one reader of `platform.changes` of a process; the rest is fan-out in memory. */
export function openLive(options: LiveOptions): Live {
  const { database, url, log, pollEvery = 500, pollEveryWhileDeaf = 250, gapAfter = changesKept * 0.8 } = options;
  const subscriptions = new Set<Subscription>();
  const read = makeChangesReader(database.platform);
  let readAt = monotonic();
  let heardAt: number | null = null;
  let isStarted = false;
  const catchUp = coalesce(async () => {
    const askedAt = monotonic();
    const changes = await read();
    heardAt = askedAt;
    if (monotonic() - readAt > gapAfter) tell(log, subscriptions, ({ listener }) => listener.onGap());
    readAt = monotonic();
    for (const change of changes) deliver(log, subscriptions, change);
  });
  const poll = pollWith(catchUp, log);
  const subscribe = (subscription: Subscription) => {
    subscriptions.add(subscription);
    return () => {
      subscriptions.delete(subscription);
    };
  };
  let stop = async () => {};
  return {
    subscribe: (storeId, topics, listener) => subscribe({ storeId, topics: new Set(topics), listener }),
    subscribeToAll: (topics, listener) => subscribe({ storeId: 'any', topics: new Set(topics), listener }),
    catchUp,
    heardAgo: () => (isStarted && heardAt !== null ? monotonic() - heardAt : Number.POSITIVE_INFINITY),
    async start() {
      await catchUp();
      isStarted = true;
      const onLoss = (error: unknown) =>
        log.warn({ err: faultFacts(error) }, 'live: not listening, looking more often');
      const listener = listen({ url, channel: changesChannel, onNews: poll.now, onLoss });
      poll.start(() => (listener.isListening() ? pollEvery : pollEveryWhileDeaf));
      stop = async () => {
        isStarted = false;
        await Promise.all([listener.stop(), poll.stop()]);
      };
    },
    stop: () => stop(),
  };
}

function deliver(log: Logger, subscriptions: ReadonlySet<Subscription>, change: Change) {
  tell(log, subscriptions, ({ storeId, topics, listener }) => {
    if (storeId !== 'any' && storeId !== change.storeId) return;
    if (topics.has(change.topic)) listener.onChange(change);
  });
}

/** One listener's failure keeps nothing from the others. */
function tell(log: Logger, subscriptions: ReadonlySet<Subscription>, say: (subscription: Subscription) => void) {
  for (const subscription of [...subscriptions]) {
    try {
      say(subscription);
    } catch (error) {
      log.error({ err: faultFacts(error) }, 'live: a listener failed');
    }
  }
}

/** Looks at once when told to, else after a pause. */
function pollWith(catchUp: () => Promise<void>, log: Logger) {
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  let isFailing = false;
  let isOver = false;
  let pause = () => 1_000;
  const now = () => {
    if (isOver) return;
    clearTimeout(timer);
    last = look().then(() => {
      clearTimeout(timer);
      if (!isOver) timer = setTimeout(now, pause()).unref();
    });
  };
  const look = async () => {
    try {
      await catchUp();
      if (isFailing) log.info('live: reading again');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.error({ err: faultFacts(error) }, 'live: changes cannot be read');
      isFailing = true;
    }
  };
  return {
    now,
    start(nextPause: () => number) {
      pause = nextPause;
      now();
    },
    async stop() {
      isOver = true;
      clearTimeout(timer);
      await last;
    },
  };
}
