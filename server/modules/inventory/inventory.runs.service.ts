import { z } from 'zod';
import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { budgetOf } from '../vendors/vendors.service.ts';
import * as marks from './inventory.marks.repository.ts';
import { planEvents } from './inventory.plan.service.ts';
import { announceRun } from './inventory.recording.service.ts';
import { listAvailability } from './inventory.repository.ts';
import * as results from './inventory.results.repository.ts';
import { requestRound } from './inventory.round.service.ts';
import * as acts from './inventory.run-acts.repository.ts';
import * as runs from './inventory.runs.repository.ts';

/** A run as it is kept. */
export type Run = runs.RunRow;
/** What came of one event in a run. */
export type SyncedEvent = results.ResultRow;

export type SyncRequest = { eventCodes: readonly string[] | null; isFull: boolean };
type Page = { limit: number; cursor?: string | undefined };

const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);
const Code = z.tuple([z.string()]);

/**
 * Has the named events, or all that are copied, read from the vendor before others. One such run goes on at a time: while
 * it does, it is answered and nothing else happens.
 */
export async function syncNow(ctx: StoreCtx, { eventCodes, isFull }: SyncRequest): Promise<Run> {
  requireStore(ctx, 'store.inventory.sync');
  await planEvents(ctx, await budgetOf(ctx));
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const run = { id: newId(), askedBy: actorName(ctx.actor), isFull, startedAt: ctx.clock.now() };
    if (!(await acts.insert(ctx.store.db, run))) return readRunning(ctx);
    const wish = { eventCodes, runId: run.id, at: run.startedAt, isFull };
    const wanted = await marks.want(ctx.store.db, wish);
    if (wanted.length === 0) throw await nothingToSync(ctx, eventCodes);
    await acts.setSize(ctx.store.db, { id: run.id, eventCount: wanted.length });
    const subject = { type: 'sync_run', id: run.id, name: 'inventory' };
    await audit.record(ctx, { action: 'inventory.sync', subject, after: { eventCodes, isFull, count: wanted.length } });
    await requestRound(ctx);
    await announceRun(ctx, run.id);
    return readRun(ctx, run.id);
  });
}

/** What was read stays; what was not comes in its ordinary turn. */
export async function cancelRun(ctx: StoreCtx, runId: string): Promise<Run> {
  requireStore(ctx, 'store.inventory.sync');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const { state } = await readRun(ctx, runId);
    const at = ctx.clock.now();
    const isCancelled = await acts.cancel(ctx.store.db, { id: runId, at, by: actorName(ctx.actor) });
    if (!isCancelled) throw problem('inventory.run_over', { state });
    await marks.dropWanted(ctx.store.db, { runId, at });
    const subject = { type: 'sync_run', id: runId, name: 'inventory' };
    await audit.record(ctx, { action: 'inventory.cancel_sync', subject });
    await announceRun(ctx, runId);
    return readRun(ctx, runId);
  });
}

export async function getRun(ctx: StoreCtx, runId: string): Promise<Run> {
  requireStore(ctx, 'store.inventory.view');
  return readRun(ctx, runId);
}

/** Newest first. */
export async function listRuns(ctx: StoreCtx, cause: Run['cause'] | null, { limit, cursor }: Page) {
  requireStore(ctx, 'store.inventory.view');
  const [at, beforeId] = readCursorAs(cursor, Place) ?? [null, null];
  const found = await runs.list(ctx.store.db, { cause, beforeAt: toDate(at), beforeId, limit: limit + 1 });
  return toPage(found, limit, ({ startedAt, id }) => [startedAt.toISOString(), id]);
}

/** What changed and what failed in a run, by event code. */
export async function listResults(ctx: StoreCtx, runId: string, { limit, cursor }: Page) {
  requireStore(ctx, 'store.inventory.view');
  await readRun(ctx, runId);
  const [afterCode] = readCursorAs(cursor, Code) ?? [null];
  const found = await results.listOfRun(ctx.store.db, { runId, afterCode, limit: limit + 1 });
  return toPage(found, limit, ({ eventCode }) => [eventCode]);
}

/** What changed in an event, newest first. */
export async function listChanges(ctx: StoreCtx, eventCode: string, { limit, cursor }: Page) {
  requireStore(ctx, 'store.inventory.view');
  const [event] = await listAvailability(ctx.store.db, [eventCode]);
  if (event === undefined) throw problem('inventory.event_not_found');
  const [at, beforeId] = readCursorAs(cursor, Place) ?? [null, null];
  const of = { eventCode, beforeAt: toDate(at), beforeId, limit: limit + 1 };
  const found = await results.listOfEvent(ctx.store.db, of);
  return toPage(found, limit, (result) => [result.at.toISOString(), result.runId]);
}

async function readRun(ctx: StoreCtx, runId: string): Promise<Run> {
  const run = await runs.find(ctx.store.db, runId);
  if (run === null) throw problem('inventory.run_not_found');
  return run;
}

async function readRunning(ctx: StoreCtx): Promise<Run> {
  const id = await runs.findRunning(ctx.store.db);
  if (id === null) throw problem('server.unavailable'); // it ended at this very moment
  return readRun(ctx, id);
}

async function nothingToSync(ctx: StoreCtx, eventCodes: readonly string[] | null) {
  const known = await listAvailability(ctx.store.db, eventCodes ?? []);
  const isUnknown = eventCodes !== null && known.length < new Set(eventCodes).size;
  return problem(isUnknown ? 'inventory.event_not_found' : 'inventory.nothing_to_sync');
}

function toDate(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}
