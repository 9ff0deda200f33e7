import { z } from 'zod';
import { monotonic } from './clock.ts';
import { coalesce } from './coalesce.ts';
import { type Ctx, type StoreCtx, type StoreFacts, together, transaction, withStore } from './ctx.ts';
import { execute, row, rows } from './db.ts';
import { faultFacts } from './http/errors.ts';
import type { Logger } from './log.ts';
import { isProblem } from './problem.ts';
import { makeSlots } from './slots.ts';
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

/**
 * What is done with a kind of news: `handOver` enqueues jobs and announces changes, all at once; it does nothing else. So
 * what a batch comes to goes out together, in the order of its rows.
 */
export function onOutbox<P extends z.ZodType>(
  kind: OutboxKind<P>,
  handOver: (ctx: StoreCtx, payload: z.output<P>) => Promise<void>,
): OutboxHandler {
  return { kind: kind.name, handOver: async (ctx, payload) => handOver(ctx, kind.payload.parse(payload)) };
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
/** Milliseconds between two turns: in a rush, what comes meanwhile goes out together. */
const shortestTurn = 50;
/** Stores whose news goes out in one transaction. */
const storesAtOnce = 20;
/** Transactions at the same time; each holds a connection. */
const concurrency = 2;
/** Keeps to one connection what is read of all stores. */
const ownConnection = 'outbox';

export function openRelay({ ctx, handlers, listStores, log }: RelayOptions): Relay {
  const byKind = groupByKind(handlers);
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
  const emptyHinted = async (hinted: readonly StoreFacts[]) => {
    const known = hinted.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    for (let first = 0; first < known.length; first += storesAtOnce) {
      const some = known.slice(first, first + storesAtOnce);
      const left = some.length === 1 ? some : await slots(() => emptyTogether(ctx(), some, byKind));
      await Promise.all(left.map(emptyOne));
    }
  };
  const emptyOne = (store: StoreFacts) =>
    empty(store).catch((error: unknown) => {
      log.error({ err: faultFacts(error), store: store.key }, 'outbox: not handed over, the next sweep tries again');
    });
  const turns = makeTurns((hinted) => void track(emptyHinted(hinted)));
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
      if (!isOver) turns.take(store);
    },
    sweep: () => track(sweep()),
    async stop() {
      isOver = true;
      turns.end();
      await Promise.allSettled(pending);
    },
  };
}

/** The first has its turn at once, those that come after it together, when the next turn is due. */
function makeTurns(act: (stores: readonly StoreFacts[]) => void) {
  const waiting = new Map<string, StoreFacts>();
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = undefined;
    last = monotonic();
    const stores = [...waiting.values()];
    waiting.clear();
    act(stores);
  };
  return {
    take(store: StoreFacts) {
      waiting.set(store.id, store);
      if (timer !== undefined) return;
      const left = last + shortestTurn - monotonic();
      if (left <= 0) start();
      else timer = setTimeout(start, left);
    },
    /** Whoever waits has their turn now. */
    end() {
      clearTimeout(timer);
      if (waiting.size > 0) start();
    },
  };
}

type Handlers = ReadonlyMap<string, readonly OutboxHandler[]>;

/** Several modules may want the same kind of news. */
function groupByKind(handlers: readonly OutboxHandler[]): Handlers {
  return new Map(handlers.map(({ kind }) => [kind, handlers.filter((other) => other.kind === kind)]));
}

/** One look without a transaction: most outboxes that are swept are empty. */
async function hasNews(ctx: StoreCtx, byKind: Handlers): Promise<boolean> {
  const found = await unlessGone(row(ctx.store.db, anyNews, { kinds: [...byKind.keys()] }));
  return found?.isThere ?? false;
}

/**
 * A batch of each of the stores in one transaction; answers those that may have news left. When one of them fails these are
 * all, to be emptied each by itself, so that it does not hold up the others. The stores come in one order, by which two
 * relays never wait for one another in a circle.
 */
async function emptyTogether(ctx: Ctx, stores: readonly StoreFacts[], byKind: Handlers) {
  try {
    const counts = await transaction(
      ctx,
      (inside) => together(stores.map((store) => handOverBatch(withStore(inside, store), byKind))),
      ownConnection,
    );
    return stores.filter((_, index) => counts[index] === batchSize);
  } catch {
    return stores;
  }
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
  await together(
    taken.flatMap(({ kind, payload }) => (byKind.get(kind) ?? []).map(({ handOver }) => handOver(ctx, payload))),
  );
  return taken.length;
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
