import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { monotonic } from './clock.ts';

export type AffinityPoolOptions = PoolConfig & { max: number; connectionTimeoutMillis: number };

/**
 * To everybody a pool of `pg`. `near`: the schema of the store a connection is for, or another name of what it is to know.
 */
export type AffinityPool = Pool & { connect: (near: string | null) => Promise<PoolClient> };

/** One connection: a pool of one opens it when it is asked for, and replaces it when it is broken or old. */
type Lane = { readonly pool: Pool; heldFor: string | null; heldSince: number };
type Waiter = {
  near: string | null;
  /** The lanes it takes. */
  wanted: readonly Lane[];
  take: (lane: Lane) => void;
  refuse: (cause: Error) => void;
};
type State = {
  readonly lanes: readonly Lane[];
  /** The one that was used last stands last. */
  readonly free: Lane[];
  /** In the order in which they came. */
  readonly waiters: Set<Waiter>;
  /** Milliseconds. */
  readonly timeout: number;
  isEnding: boolean;
};
type Callback = Parameters<Pool['connect']>[0];

/** Milliseconds for which a caller waits for a connection that knows its store while others are free. */
const patience = 25;
/** Milliseconds after which nobody waits for a connection any more: a report has it, or who listens. */
const longUse = 250;

/**
 * Connections, each of which goes on with the stores it knows. Opens none yet.
 *
 * A backend of PostgreSQL keeps the catalog of every store it has served and the plans of its statements; to learn those
 * of one store costs it more than a checkout does. So each store has an order of the connections: alone it uses the
 * first of them, with n things at once the first n, and it waits a moment for one that is busy with another store. What
 * belongs to no store takes any that is free.
 */
export function openAffinityPool({ max, ...options }: AffinityPoolOptions): AffinityPool {
  const lanes = Array.from({ length: max }, () => ({
    pool: new Pool({ ...options, max: 1 }),
    heldFor: null,
    heldSince: 0,
  }));
  const timeout = options.connectionTimeoutMillis;
  const state: State = { lanes, free: [...lanes], waiters: new Set(), timeout, isEnding: false };
  const connect = (asked?: string | null | Callback) =>
    typeof asked === 'function' ? connectWith(state, asked) : connectNear(state, asked ?? null);
  const all = Object.assign(new Pool({ ...options, max }), { connect, end: () => end(state) });
  const counts = {
    totalCount: { get: () => sum(lanes, ({ pool }) => pool.totalCount) },
    idleCount: { get: () => sum(lanes, ({ pool }) => pool.idleCount) },
    waitingCount: { get: () => state.waiters.size },
  };
  for (const { pool } of lanes) {
    for (const event of ['connect', 'acquire', 'error'] as const) {
      pool.on(event, (...facts: unknown[]) => all.emit(event, ...facts));
    }
  }
  return Object.defineProperties(all, counts);
}

/** Whoever has it gives it back by `release`. */
async function connectNear(state: State, near: string | null): Promise<PoolClient> {
  const lane = await takeLane(state, near);
  try {
    const client = await lane.pool.connect();
    const release = client.release.bind(client);
    client.release = (isSpent) => {
      release(isSpent);
      giveBack(state, lane);
    };
    return client;
  } catch (error) {
    giveBack(state, lane);
    throw error;
  }
}

/** As `pg` itself asks for one, and the job queue. */
async function connectWith(state: State, callback: Callback): Promise<void> {
  let client: PoolClient;
  try {
    client = await connectNear(state, null);
  } catch (error) {
    callback(error instanceof Error ? error : new Error('no connection', { cause: error }), undefined, () => {});
    return;
  }
  callback(undefined, client, client.release.bind(client));
}

/** Resolves when all connections were given back. */
async function end(state: State): Promise<void> {
  state.isEnding = true;
  for (const { refuse } of state.waiters) refuse(new Error('the pool is closed'));
  await Promise.all(state.lanes.map(({ pool }) => pool.end()));
}

async function takeLane(state: State, near: string | null): Promise<Lane> {
  if (state.isEnding) throw new Error('the pool is closed');
  const wanted = wantedBy(state, near);
  const lane = firstFree(state, near, wanted) ?? (await wait(state, near, wanted));
  lane.heldFor = near;
  lane.heldSince = monotonic();
  return lane;
}

function wantedBy({ lanes, free, waiters }: State, near: string | null): readonly Lane[] {
  if (near === null) return lanes;
  const atOnce =
    1 + sum(lanes, ({ heldFor }) => Number(heldFor === near)) + sum(waiters, (one) => Number(one.near === near));
  const since = monotonic() - longUse;
  const usual = inOrderOf(lanes, near).filter(
    (lane) => lane.heldFor === near || lane.heldSince > since || free.includes(lane),
  );
  return usual.slice(0, atOnce);
}

function inOrderOf(lanes: readonly Lane[], near: string): Lane[] {
  const first = hashOf(near) % lanes.length;
  return [...lanes.slice(first), ...lanes.slice(0, first)];
}

function firstFree({ free }: State, near: string | null, wanted: readonly Lane[]): Lane | undefined {
  if (near === null) return free.pop();
  const lane = wanted.find((one) => free.includes(one));
  if (lane !== undefined) free.splice(free.indexOf(lane), 1);
  return lane;
}

function wait(state: State, near: string | null, wanted: readonly Lane[]): Promise<Lane> {
  const { lanes, waiters } = state;
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(impatience);
      clearTimeout(timeout);
      waiters.delete(waiter);
    };
    const waiter: Waiter = {
      near,
      wanted,
      take(lane) {
        stop();
        resolve(lane);
      },
      refuse(cause) {
        stop();
        reject(cause);
      },
    };
    const impatience = setTimeout(() => {
      waiter.wanted = near === null ? lanes : inOrderOf(lanes, near);
      const lane = firstFree(state, near, waiter.wanted);
      if (lane !== undefined) waiter.take(lane);
    }, patience);
    const timeout = setTimeout(() => waiter.refuse(new Error('no connection was free in time')), state.timeout);
    waiters.add(waiter);
  });
}

function giveBack({ free, waiters }: State, lane: Lane): void {
  lane.heldFor = null;
  const next = [...waiters].find(({ wanted }) => wanted.includes(lane));
  if (next === undefined) free.push(lane);
  else next.take(lane);
}

function sum<T>(items: Iterable<T>, count: (item: T) => number): number {
  let found = 0;
  for (const item of items) found += count(item);
  return found;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
