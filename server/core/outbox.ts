import { z } from 'zod';
import { coalesce } from './coalesce.ts';
import { type Ctx, type StoreCtx, type StoreFacts, transaction, withStore } from './ctx.ts';
import { execute, row, rows } from './db.ts';
import { faultFacts } from './http/errors.ts';
import type { Logger } from './log.ts';
import { isProblem } from './problem.ts';
import { jsonb, storeSql } from './sql.ts';

/** A kind of news from a hot transaction: its name and the shape of what it carries. */
export type OutboxKind<P extends z.ZodType> = { name: string; payload: P };

export function outboxKind<P extends z.ZodType>(name: string, payload: P): OutboxKind<P> {
  return { name, payload };
}

/**
 * Writes news into the store's outbox, in the transaction of `ctx`. Costs one insert and no notification. The relay of
 * this process hands it on right after the commit; if the process dies before, the next sweep does.
 */
export async function writeOutbox<P extends z.ZodType>(
  ctx: StoreCtx,
  kind: OutboxKind<P>,
  payload: z.input<P>,
): Promise<void> {
  kind.payload.parse(payload);
  await execute(ctx.store.db, insert, { at: ctx.clock.now(), kind: kind.name, payload });
  ctx.afterCommit(() => ctx.relay.hint(ctx.store));
}

export type OutboxHandler = {
  readonly kind: string;
  readonly handOver: (ctx: StoreCtx, payload: unknown) => Promise<void>;
};

/** What is done with a kind of news: `handOver` enqueues jobs and announces changes; it does nothing else. */
export function onOutbox<P extends z.ZodType>(
  kind: OutboxKind<P>,
  handOver: (ctx: StoreCtx, payload: z.output<P>) => Promise<void>,
): OutboxHandler {
  return { kind: kind.name, handOver: (ctx, payload) => handOver(ctx, kind.payload.parse(payload)) };
}

/** Hands the news of outboxes on. Rows are deleted in the transaction that hands them over: never twice, never lost. */
export type Relay = {
  /** The store's outbox has something; comes back at once. */
  hint: (store: StoreFacts) => void;
  /** Empties the outbox of every store; rejects with the first failure after trying them all. */
  sweep: () => Promise<void>;
  /** Waits for what was hinted, and takes no more. */
  stop: () => Promise<void>;
};

export type RelayOptions = {
  /** Who the relay is; it works as the product itself. Asked late, because the context itself carries the relay. */
  ctx: () => Ctx;
  handlers: readonly OutboxHandler[];
  /** Every store whose schema is up to date. */
  listStores: (ctx: Ctx) => Promise<readonly StoreFacts[]>;
  log: Logger;
};

const batchSize = 100;
/** Stores handed over at the same time; each holds a connection. */
const concurrency = 2;

export function openRelay({ ctx, handlers, listStores, log }: RelayOptions): Relay {
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]));
  const stores = new Map<string, StoreFacts>();
  const lanes = new Map<string, () => Promise<void>>();
  const slots = makeSlots(concurrency);
  let isOver = false;
  const empty = (store: StoreFacts) => {
    stores.set(store.id, store);
    const lane =
      lanes.get(store.id) ??
      coalesce(() => slots(() => emptyOutbox(withStore(ctx(), stores.get(store.id) ?? store), byKind)));
    lanes.set(store.id, lane);
    return track(lane());
  };
  const pending = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>) => {
    pending.add(work);
    const forget = () => pending.delete(work);
    work.then(forget, forget);
    return work;
  };
  const sweepOne = async (store: StoreFacts) => {
    if (isOver) return;
    const isThere = await slots(() => hasNews(withStore(ctx(), store), byKind));
    if (isThere) await empty(store);
  };
  const sweep = async () => {
    const ends = await Promise.allSettled((await listStores(ctx())).map(sweepOne));
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  };
  return {
    hint(store) {
      if (isOver) return;
      empty(store).catch((error: unknown) => {
        log.error({ err: faultFacts(error), store: store.key }, 'outbox: not handed over, the next sweep tries again');
      });
    },
    sweep: () => track(sweep()),
    async stop() {
      isOver = true;
      await Promise.allSettled(pending);
    },
  };
}

type Handlers = ReadonlyMap<string, OutboxHandler>;

/** One look without a transaction: most outboxes that are swept are empty. */
async function hasNews(ctx: StoreCtx, byKind: Handlers): Promise<boolean> {
  const found = await unlessGone(row(ctx.store.db, anyNews, { kinds: [...byKind.keys()] }));
  return found?.isThere ?? false;
}

/** Batch after batch until one is not full. */
async function emptyOutbox(ctx: StoreCtx, byKind: Handlers): Promise<void> {
  for (let count = batchSize; count === batchSize; ) {
    count = (await unlessGone(transaction(ctx, (inside) => handOverBatch(inside, byKind)))) ?? 0;
  }
}

/** A store that was removed meanwhile has nothing left. */
async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isProblem(error, 'store.not_found')) return null;
    throw error;
  }
}

async function handOverBatch(ctx: StoreCtx, byKind: Handlers): Promise<number> {
  const taken = await rows(ctx.store.db, takeBatch, { kinds: [...byKind.keys()], limit: batchSize });
  for (const { kind, payload } of taken) await byKind.get(kind)?.handOver(ctx, payload);
  return taken.length;
}

/** At most `count` at the same time, the others in their order. */
function makeSlots(count: number) {
  const waiting: (() => void)[] = [];
  let free = count;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

const insert = storeSql({
  name: 'outbox.insert',
  isHot: true,
  params: { at: z.date(), kind: z.string(), payload: jsonb(z.unknown()) },
  text: `
    insert into store.outbox (at, kind, payload)
    values ($at, $kind, $payload)`,
});

const anyNews = storeSql({
  name: 'outbox.any_news',
  params: { kinds: z.array(z.string()) },
  row: z.object({ isThere: z.boolean() }),
  text: `
    select exists (
      select
      from store.outbox
      where kind = any ($kinds)
    ) as is_there`,
});

/**
 * Not `skip locked`: a second relay waits for the first and then takes the rows after it, so a store's news keeps its
 * order. Kinds only a newer version knows are left to it.
 */
const takeBatch = storeSql({
  name: 'outbox.take_batch',
  isHot: true,
  params: { kinds: z.array(z.string()), limit: z.int() },
  row: z.object({ id: z.bigint(), kind: z.string(), payload: jsonb(z.unknown()) }),
  text: `
    with batch as (
      select id
      from store.outbox
      where kind = any ($kinds)
      order by id
      limit $limit
      for update
    ),
    taken as (
      delete from store.outbox
      using batch
      where outbox.id = batch.id
      returning outbox.id, outbox.kind, outbox.payload
    )
    select id, kind, payload
    from taken
    order by id`,
});
