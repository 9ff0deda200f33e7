import { coalesce } from '../../core/coalesce.ts';
import { type Ctx, type StoreFacts, together, unhurried, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { newId } from '../../core/ids.ts';
import { isProblem } from '../../core/problem.ts';
import * as calls from './vendors.calls.repository.ts';
import * as connections from './vendors.connections.repository.ts';
import type { CallRecord } from './vendors.types.ts';

/** Calls of this process on their way into the database; nobody who calls the vendor waits for them. */
export type CallLog = {
  add: (store: StoreFacts, call: CallRecord) => void;
  /** Writes what was added so far. What the database does not take stays for the next time. */
  flush: () => Promise<void>;
  /** Ends the writing by itself, after a last one. */
  close: () => Promise<void>;
};

const flushEvery = 1_000;
/** Calls that wait for the database; more are counted and dropped. */
const usualCapacity = 5_000;
const longestText = 500;

type Waiting = { store: StoreFacts; rows: calls.CallRow[]; dropped: number };

export function openCallLog(ctx: Ctx, capacity = usualCapacity): CallLog {
  const waiting = new Map<string, Waiting>();
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const flush = coalesce(async () => {
    clearTimeout(timer);
    timer = undefined;
    const batches = [...waiting.values()];
    waiting.clear();
    size = 0;
    for (const batch of await writeAll(ctx, batches)) keep(batch);
    if (waiting.size > 0) plan();
  });
  const plan = () => {
    if (!isOver) timer ??= setTimeout(() => void flush(), flushEvery).unref();
  };
  const keep = ({ store, rows, dropped }: Waiting) => {
    const entry = waiting.get(store.id) ?? { store, rows: [], dropped: 0 };
    const taken = rows.slice(0, Math.max(0, capacity - size));
    entry.rows.push(...taken);
    entry.dropped += dropped + rows.length - taken.length;
    size += taken.length;
    waiting.set(store.id, entry);
  };
  return {
    add(store, call) {
      keep({ store, rows: [toRow(call)], dropped: 0 });
      plan();
    },
    flush,
    async close() {
      isOver = true;
      await flush();
    },
  };
}

/**
 * Answers what is to be tried again. All go out together; when one does not go in, each by itself. The work of the last
 * moment may be lost with the database server: nobody decides by it.
 */
async function writeAll(ctx: Ctx, batches: readonly Waiting[]): Promise<Waiting[]> {
  try {
    await unhurried(ctx, (inside) => together(batches.map((batch) => write(inside, batch))), 'vendor calls');
    return [];
  } catch {
    const left: Waiting[] = [];
    for (const batch of batches) if (!(await isWritten(ctx, batch))) left.push(batch);
    return left;
  }
}

/** A store that was removed meanwhile needs nothing any more. */
async function isWritten(ctx: Ctx, batch: Waiting): Promise<boolean> {
  try {
    await write(ctx, batch);
    return true;
  } catch (error) {
    if (isProblem(error, 'store.not_found')) return true;
    ctx.log.warn({ err: faultFacts(error), store: batch.store.key }, 'vendors: calls are not written yet');
    return false;
  }
}

async function write(ctx: Ctx, { store, rows, dropped }: Waiting): Promise<void> {
  if (rows.length > 0) await calls.insert(withStore(ctx, store).store.db, rows);
  if (dropped > 0) await connections.addDropped(ctx.platform, { storeId: store.id, count: dropped });
}

function toRow({ attempts, polls, durationMs, ...call }: CallRecord): calls.CallRow {
  return {
    ...call,
    id: newId(),
    operation: clean(call.operation),
    eventCode: call.eventCode === null ? null : clean(call.eventCode),
    detail: call.detail === null ? null : clean(call.detail),
    durationMs: Math.max(0, Math.round(durationMs)),
    attemptCount: attempts,
    pollCount: polls,
  };
}

/** As PostgreSQL can keep it: one call that it does not take would hold up all the others. */
function clean(text: string): string {
  return text.slice(0, longestText).toWellFormed().replaceAll('\0', '\uFFFD');
}
