import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx, StoreCtx } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import type { Live } from '../../core/live.ts';
import { isProblem } from '../../core/problem.ts';
import { makeSlots } from '../../core/slots.ts';
import * as attempts from './webhooks.attempts.repository.ts';
import { attemptNext } from './webhooks.attempts.service.ts';

/** Sends of a process at the same time. */
const mostSends = 64;
/** Of these to one endpoint; one that fails gets a single one. */
const mostPerEndpoint = 4;
/** Milliseconds a job waits for the sends it started; what is slower goes on without it. */
const waitFor = 1_000;

/**
 * Starts sending all that is due of the store. A job that ends with sends under way loses nothing: what a process had
 * taken when it died is sent again by another.
 */
export async function deliverDue(ctx: StoreCtx): Promise<void> {
  if (ctx.store.state !== 'active') return;
  const sender = senderOf(ctx.live);
  const due = await attempts.listDue(ctx.store.db, ctx.clock.now());
  for (const { endpointId, dueCount, isFailing } of due) {
    const most = isFailing ? 1 : Math.min(mostPerEndpoint, dueCount);
    startLanes(ctx, sender, endpointId, most);
  }
  const waiting = new AbortController();
  const patience = sleep(waitFor, undefined, { signal: waiting.signal }).catch(() => {});
  const started = due.flatMap(({ endpointId }) => [...(sender.lanes.get(endpointId) ?? [])]);
  await Promise.race([Promise.all(started), patience]);
  waiting.abort();
}

/** Ends the sends under way, so that others may make them, and starts no more. */
export async function stopSending(ctx: Ctx): Promise<void> {
  const sender = senderOf(ctx.live);
  sender.stop.abort();
  await Promise.all([...sender.lanes.values()].flatMap((lanes) => [...lanes]));
}

type Sender = {
  slots: ReturnType<typeof makeSlots>;
  /** By endpoint: each sends one delivery after another. */
  lanes: Map<string, Set<Promise<void>>>;
  /** Endpoints for which more came while their lanes were running. */
  wanted: Set<string>;
  stop: AbortController;
};
const sendersOfProcess = new WeakMap<Live, Sender>();

function senderOf(live: Live): Sender {
  const known = sendersOfProcess.get(live);
  if (known !== undefined) return known;
  const made = {
    slots: makeSlots(mostSends),
    lanes: new Map(),
    wanted: new Set<string>(),
    stop: new AbortController(),
  };
  sendersOfProcess.set(live, made);
  return made;
}

function startLanes(ctx: StoreCtx, sender: Sender, endpointId: string, most: number) {
  const lanes = sender.lanes.get(endpointId) ?? new Set();
  if (lanes.size > 0) sender.wanted.add(endpointId);
  sender.lanes.set(endpointId, lanes);
  while (lanes.size < most) {
    const lane: Promise<void> = runLane(ctx, sender, endpointId).finally(() => {
      lanes.delete(lane);
      if (lanes.size === 0) sender.lanes.delete(endpointId);
    });
    lanes.add(lane);
  }
}

/** Until nothing is due. What cannot be written is taken again when its lease is over. */
async function runLane(ctx: StoreCtx, sender: Sender, endpointId: string): Promise<void> {
  const { signal } = sender.stop;
  try {
    for (let isMore = true; isMore && !signal.aborted; ) {
      isMore = await sender.slots(() => attemptNext(ctx, endpointId, signal));
      isMore ||= sender.wanted.delete(endpointId);
    }
  } catch (error) {
    if (isProblem(error, 'store.not_found')) return;
    ctx.log.error({ err: faultFacts(error), endpointId }, 'webhooks: a delivery was not written down');
  }
}
