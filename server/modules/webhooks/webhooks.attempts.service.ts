import { monotonic } from '../../core/clock.ts';
import { asSystem, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { fetchOutside } from '../../core/outbound.ts';
import * as audit from '../audit/audit.service.ts';
import { answerToKeep } from './webhooks.answer.service.ts';
import * as attempts from './webhooks.attempts.repository.ts';
import * as endpoints from './webhooks.endpoints.repository.ts';
import { nameOf, reachOf } from './webhooks.lookup.service.ts';
import { deliverJob, tellOffJob } from './webhooks.news.service.ts';
import { headersOf, unsealSecret } from './webhooks.secrets.service.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Milliseconds from a failed try to the next; after the last one the delivery has failed. */
const delays = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
/** A try is over in ten seconds; whoever has taken a delivery for longer is dead. */
const leaseFor = minute;
/** An endpoint of which every try has failed for so long is switched off. */
const patience = 3 * day;
/** Nothing else looks for what is due sooner than this. */
const sweepEvery = minute;

type Outcome = { durationMs: number; status: number | null; failure: string | null; answer: string | null } & {
  /** Milliseconds the receiver asks us to stay away. */
  stayAway: number;
};

/**
 * Takes what has waited longest for the endpoint, sends it, and writes down how it went. False when nothing is due. When
 * `signal` ends it the delivery stays due, as if it had not been tried.
 */
export async function attemptNext(ctx: StoreCtx, endpointId: string, signal: AbortSignal): Promise<boolean> {
  const now = ctx.clock.now();
  const [leaseToken, attemptId] = [newId(), newId()];
  const leasedUntil = new Date(now.getTime() + leaseFor);
  const taken = await attempts.take(ctx.store.db, { endpointId, now, leaseToken, leasedUntil, attemptId });
  if (taken === null) return false;
  const outcome = await send(ctx, endpointId, taken, { at: now, signal });
  const { deliveryId, number } = taken;
  const { stayAway, ...answered } = outcome;
  await transaction(asSystem(ctx, 'webhooks'), async (ctx) => {
    const endpoint = await endpoints.lock(ctx.store.db, endpointId);
    await attempts.writeAnswer(ctx.store.db, { deliveryId, number, ...answered });
    if (signal.aborted && answered.status === null) {
      return attempts.giveBack(ctx.store.db, { id: deliveryId, leaseToken });
    }
    if (endpoint !== null) await settle(ctx, { endpoint, taken, leaseToken, outcome });
  });
  return true;
}

type Sending = { at: Date; signal: AbortSignal };

/** Every way in which it can fail is an outcome. */
async function send(
  ctx: StoreCtx,
  endpointId: string,
  taken: attempts.TakenRow,
  { at, signal }: Sending,
): Promise<Outcome> {
  const { messageId, body, url } = taken;
  const began = monotonic();
  const took = () => Math.round(monotonic() - began);
  try {
    const secrets = secretsOf(taken, at).map((sealed) => unsealSecret(ctx, endpointId, sealed));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Attend-Flex-Webhooks/1',
      ...headersOf({ id: messageId, at, body }, secrets),
    };
    const answer = await fetchOutside(url, { method: 'POST', headers, body, signal }, reachOf(ctx));
    const { status } = answer;
    const failure = answer.ok ? null : `It answered ${status}.`;
    const stayAway = stayAwayOf(answer.headers.get('retry-after'));
    return { durationMs: took(), status, failure, answer: answerToKeep(await answer.text()), stayAway };
  } catch (error) {
    const failure = signal.aborted ? 'The process that was sending it was stopped.' : failureOf(error);
    return { durationMs: took(), status: null, failure, answer: null, stayAway: 0 };
  }
}

/** The present one, and during a rotation the one before. */
function secretsOf({ sealedSecret, previousSealedSecret, previousUntil }: attempts.TakenRow, at: Date): Buffer[] {
  const isOldKept = previousSealedSecret !== null && previousUntil !== null && previousUntil > at;
  return isOldKept ? [sealedSecret, previousSealedSecret] : [sealedSecret];
}

/** As a header says it in seconds; the other form of the header is rare, and the usual delay stands. */
function stayAwayOf(header: string | null): number {
  return header !== null && /^\d{1,6}$/.test(header) ? Math.min(day, Number(header) * second) : 0;
}

/** What the connection says hides in the cause of what `fetch` says. */
function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not be sent.';
  if (error.name === 'TimeoutError') return 'It did not answer within 10 seconds.';
  const { cause } = error;
  const text = cause instanceof Error && cause.message !== '' ? cause.message : error.message;
  return text.slice(0, 300);
}

type Settling = {
  endpoint: endpoints.EndpointRow;
  taken: attempts.TakenRow;
  leaseToken: string;
  outcome: Outcome;
};

async function settle(ctx: StoreCtx, { endpoint, taken, leaseToken, outcome }: Settling): Promise<void> {
  const now = ctx.clock.now();
  const { deliveryId: id, tryCount, type } = taken;
  const { status, failure, stayAway } = outcome;
  const last = { id, leaseToken, lastStatus: status, lastFailure: failure };
  if (failure === null) {
    await attempts.settle(ctx.store.db, { ...last, state: 'delivered', dueAt: null, deliveredAt: now });
    if (endpoint.failingSince !== null) {
      await endpoints.setFailing(ctx.store.db, { id: endpoint.id, failingSince: null });
    }
    return;
  }
  const delay = type === 'webhook.test' ? undefined : delays[tryCount - 1];
  const dueAt = delay === undefined ? null : new Date(now.getTime() + Math.max(delay, stayAway));
  const state = dueAt === null ? 'failed' : 'waiting';
  const isOurs = await attempts.settle(ctx.store.db, { ...last, state, dueAt, deliveredAt: null });
  if (isOurs && dueAt !== null && dueAt.getTime() - now.getTime() < sweepEvery) {
    await enqueueForStore(ctx, deliverJob, {}, { key: `webhooks.retry:${id}`, runAt: dueAt });
  }
  await noteFailure(ctx, endpoint, { status, isTest: type === 'webhook.test' });
}

/** A test says nothing of how long real messages fail, but what is gone is gone. */
async function noteFailure(
  ctx: StoreCtx,
  endpoint: endpoints.EndpointRow,
  of: { status: number | null; isTest: boolean },
) {
  if (!endpoint.isOn) return;
  const now = ctx.clock.now();
  const since = endpoint.failingSince ?? now;
  if (of.status === 410) return switchOff(ctx, endpoint, 'gone');
  if (of.isTest) return;
  if (now.getTime() - since.getTime() >= patience) return switchOff(ctx, endpoint, 'failing');
  if (endpoint.failingSince === null) await endpoints.setFailing(ctx.store.db, { id: endpoint.id, failingSince: now });
}

async function switchOff(ctx: StoreCtx, endpoint: endpoints.EndpointRow, offBecause: 'gone' | 'failing') {
  const { id, version } = endpoint;
  const [before, after] = [{ isOn: true }, { isOn: false, offBecause }];
  await endpoints.update(ctx.store.db, { ...endpoint, ...after, offAt: ctx.clock.now() });
  await attempts.failWaiting(ctx.store.db, { endpointId: id, failure: 'The endpoint was switched off.' });
  const subject = { type: 'webhook', id, name: nameOf(endpoint), version: version + 1 };
  await audit.record(ctx, { action: 'webhooks.switch_off', subject, before, after });
  await enqueueForStore(ctx, tellOffJob, { endpointId: id }, { key: `webhooks.tell_off:${id}` });
}
