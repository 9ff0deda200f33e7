import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, type Pool, type PoolClient, type QueryConfig } from 'pg';

/** Milliseconds between tries to connect. */
const pause = 250;

/**
 * The pool as the job queue gets it: a query whose connection breaks is sent again on another one, until it is answered,
 * or `isOver` and it is dropped. Left to itself the queue gives up at once when it cannot write the end of a job, and
 * ends the process; with its own retries switched on it may then never stop, because they count wrongly.
 */
export function patientPool(pool: Pool, isOver: AbortSignal): Pool {
  const connect = (callback?: Parameters<Pool['connect']>[0]) =>
    callback === undefined ? patientClient(pool, isOver) : pool.connect(callback);
  return Object.create(pool, { connect: { value: connect } }) as Pool;
}

/** Only what the queue uses. For single queries: a transaction would lose its beginning. */
async function patientClient(pool: Pool, isOver: AbortSignal): Promise<PoolClient> {
  let client = await connect(pool, isOver);
  const release = (isBroken: boolean) => {
    client?.release(isBroken);
    client = null;
  };
  const query = async (config: string | QueryConfig, values?: unknown[]) => {
    for (client ??= await connect(pool, isOver); client !== null; client = await connect(pool, isOver)) {
      try {
        return await client.query(config, values);
      } catch (error) {
        if (!isLost(error)) throw error;
        release(true);
      }
    }
    return { rows: [], rowCount: 0 };
  };
  return { query, release: () => release(false) } as unknown as PoolClient;
}

/** Null when it is over. */
async function connect(pool: Pool, isOver: AbortSignal): Promise<PoolClient | null> {
  for (;;) {
    try {
      return await pool.connect();
    } catch {
      if (isOver.aborted) return null;
      await sleep(pause, undefined, { signal: isOver, ref: false }).catch(() => {});
    }
  }
}

/** A broken connection, not an answer of PostgreSQL to the query. */
function isLost(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity !== 'ERROR';
}
