import { EventEmitter } from 'node:events';
import { Pool, type PoolClient, type PoolConfig } from 'pg';

export type AffinityPoolOptions = PoolConfig & { max: number; connectionTimeoutMillis: number };

/** One connection: a pool of one opens it when it is asked for, and replaces it when it is broken or old. */
type Lane = { readonly pool: Pool; heldFor: string | null; heldSince: number };
type Waiter = {
  near: string | null;
  /** The lanes it takes. */
  wanted: readonly Lane[];
  take: (lane: Lane) => void;
  refuse: (cause: Error) => void;
};

/** Milliseconds for which a caller waits for a connection that knows its store while others are free. */
const patience = 25;
/** Milliseconds after which nobody waits for a connection any more: a report has it, or who listens. */
const longUse = 250;

/**
 * Connections, each of which goes on with the stores it knows.
 *
 * A backend of PostgreSQL keeps the catalog of every store it has served and the plans of its statements; to learn those
 * of one store costs it more than a checkout does. So each store has an order of the connections: alone it uses the
 * first of them, with n things at once the first n, and it waits a moment for one that is busy with another store. What
 * belongs to no store takes any that is free.
 */
export class AffinityPool extends EventEmitter {
  private readonly lanes: readonly Lane[];
  private readonly connectTimeout: number;
  /** The one that was used last stands last. */
  private readonly free: Lane[];
  private readonly waiters = new Set<Waiter>();
  private isEnding = false;

  constructor({ max, ...options }: AffinityPoolOptions) {
    super();
    this.connectTimeout = options.connectionTimeoutMillis;
    this.lanes = Array.from({ length: max }, () => ({
      pool: new Pool({ ...options, max: 1 }),
      heldFor: null,
      heldSince: 0,
    }));
    this.free = [...this.lanes];
    for (const { pool } of this.lanes) {
      for (const event of ['connect', 'acquire', 'error'] as const) {
        pool.on(event, (...facts: unknown[]) => this.emit(event, ...facts));
      }
    }
  }

  get totalCount(): number {
    return this.lanes.reduce((sum, { pool }) => sum + pool.totalCount, 0);
  }

  get idleCount(): number {
    return this.lanes.reduce((sum, { pool }) => sum + pool.idleCount, 0);
  }

  get waitingCount(): number {
    return this.waiters.size;
  }

  /** `near`: the schema of the store it is for. Whoever has it gives it back by `release`. */
  async connect(near: string | null = null): Promise<PoolClient> {
    const lane = await this.takeLane(near);
    try {
      const client = await lane.pool.connect();
      const release = client.release.bind(client);
      client.release = (isSpent) => {
        release(isSpent);
        this.giveBack(lane);
      };
      return client;
    } catch (error) {
      this.giveBack(lane);
      throw error;
    }
  }

  /** One statement on any connection, as `pg` has it; without a callback. */
  readonly query = (async (...given: Parameters<PoolClient['query']>) => {
    const client = await this.connect();
    try {
      return await client.query(...given);
    } finally {
      client.release();
    }
  }) as Pool['query'];

  /** Resolves when all connections were given back. */
  async end(): Promise<void> {
    this.isEnding = true;
    for (const { refuse } of this.waiters) refuse(new Error('the pool is closed'));
    await Promise.all(this.lanes.map(({ pool }) => pool.end()));
  }

  private async takeLane(near: string | null): Promise<Lane> {
    if (this.isEnding) throw new Error('the pool is closed');
    const wanted = this.wantedBy(near);
    const lane = this.firstFree(near, wanted) ?? (await this.wait(near, wanted));
    lane.heldFor = near;
    lane.heldSince = performance.now();
    return lane;
  }

  private wantedBy(near: string | null): readonly Lane[] {
    if (near === null) return this.lanes;
    let atOnce = 1;
    for (const { heldFor } of this.lanes) if (heldFor === near) atOnce += 1;
    for (const waiter of this.waiters) if (waiter.near === near) atOnce += 1;
    const since = performance.now() - longUse;
    const usual = this.inOrderOf(near).filter(
      (lane) => lane.heldFor === near || lane.heldSince > since || this.free.includes(lane),
    );
    return usual.slice(0, atOnce);
  }

  private inOrderOf(near: string): Lane[] {
    const first = hashOf(near) % this.lanes.length;
    return [...this.lanes.slice(first), ...this.lanes.slice(0, first)];
  }

  private firstFree(near: string | null, wanted: readonly Lane[]): Lane | undefined {
    if (near === null) return this.free.pop();
    const lane = wanted.find((one) => this.free.includes(one));
    if (lane !== undefined) this.free.splice(this.free.indexOf(lane), 1);
    return lane;
  }

  private wait(near: string | null, wanted: readonly Lane[]): Promise<Lane> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(impatience);
        clearTimeout(timeout);
        this.waiters.delete(waiter);
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
        waiter.wanted = near === null ? this.lanes : this.inOrderOf(near);
        const lane = this.firstFree(near, waiter.wanted);
        if (lane !== undefined) waiter.take(lane);
      }, patience);
      const timeout = setTimeout(() => waiter.refuse(new Error('no connection was free in time')), this.connectTimeout);
      this.waiters.add(waiter);
    });
  }

  private giveBack(lane: Lane) {
    lane.heldFor = null;
    for (const waiter of this.waiters) {
      if (waiter.wanted.includes(lane)) return waiter.take(lane);
    }
    this.free.push(lane);
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
