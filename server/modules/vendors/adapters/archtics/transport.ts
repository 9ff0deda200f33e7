import type { Agent } from 'undici';
import { monotonic } from '../../../../core/clock.ts';
import { type AgentLimits, addressNotAllowed, assertReachable, openAgent } from '../../../../core/outbound.ts';
import { type CallPurpose, VendorFailure, type VendorHooks } from '../../vendors.types.ts';
import { type Jar, openJar } from './cookies.ts';
import { pause, reasonOf } from './deadline.ts';
import { exchange, type HttpAnswer } from './exchange.ts';

/** One request, the same for each of its polls. `path` holds the key: it goes to the socket and nowhere else. */
export type WireRequest = { path: string; body: string };
export type Sending = {
  purpose: CallPurpose;
  signal: AbortSignal;
  lineKey: string | undefined;
  /** Whether the vendor may do something because of it. */
  isActing: boolean;
  /** Told of each request that goes out. */
  onRequest: (isPoll: boolean) => void;
};
export type Transport = {
  /** The answer with HTTP 200, polled for if need be. Throws `VendorFailure`. */
  send: (request: WireRequest, sending: Sending) => Promise<Sent>;
  close: () => Promise<void>;
};
export type Sent = { text: string; wasPolled: boolean };
/** Milliseconds. */
export type Pace = { pollEvery: number; pollUntil: number; answerWithin: number };

/** The vendor's own words: about every 300 ms, for up to ten minutes. */
export const usualPace: Pace = { pollEvery: 300, pollUntil: 600_000, answerWithin: 60_000 };

/** How often in a row a poll may fail to reach the vendor. */
const mostMisses = 5;
/** When the vendor does not say: its quota is counted by the minute. */
const usualRefusal = 60_000;
const longestRefusal = 24 * 60 * 60_000;
/** 80,000 seats one by one are 8 MB. */
const answerBytes = 32 * 1024 * 1024;

/**
 * The way to one base address. Sockets are kept open between calls. Checkout has its own, and background work a few: a
 * payment never waits behind holds that the vendor leaves hanging, nor a fan behind synchronisation. No error of the
 * HTTP client leaves this file: they name addresses, and pieces of answers.
 */
export function openTransport(baseUrl: string, hooks: VendorHooks, pace: Pace): Transport {
  const limits = (connections: number): AgentLimits => ({
    connections,
    connectTimeout: 10_000,
    headersTimeout: pace.answerWithin,
    bodyTimeout: pace.answerWithin,
    keepAlive: 4_000,
    answerBytes,
  });
  const people = openAgent(hooks.reach, limits(32));
  const agents: Readonly<Record<CallPurpose, Agent>> = {
    checkout: openAgent(hooks.reach, limits(16)),
    hold: people,
    staff: people,
    sync: openAgent(hooks.reach, limits(4)),
  };
  const base = readBase(baseUrl, hooks);
  const ask = async (request: WireRequest, jar: Jar, sending: Sending): Promise<HttpAnswer> => {
    if (typeof base === 'string') throw new VendorFailure('setup', base);
    const { purpose, signal, lineKey } = sending;
    const isPoll = jar.header() !== null;
    await takeRoom(hooks, purpose, signal, { lineKey, isPoll });
    if (signal.aborted) throw new VendorFailure('unavailable', `not sent: ${reasonOf(signal)}`);
    sending.onRequest(isPoll);
    const cookie = jar.header();
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...(cookie && { cookie }) };
    const { origin, path } = base;
    const post = { origin, path: `${path}${request.path}`, headers, body: request.body };
    const { answer, isBegun } = exchange(agents[purpose], post, signal);
    try {
      return await answer;
    } catch (error) {
      const why = signal.aborted ? reasonOf(signal) : codeOf(error);
      if (why === addressNotAllowed) throw new VendorFailure('setup', notPublic);
      if (isBegun()) throw new VendorFailure('unknown', `the answer was lost: ${why}`);
      throw new VendorFailure('unavailable', `the vendor was not reached: ${why}`);
    }
  };
  return {
    send: (request, sending) => askUntilDone({ ask, hooks, pace }, request, sending),
    close: async () => {
      await Promise.all([...new Set(Object.values(agents))].map((agent) => agent.close()));
    },
  };
}

type Way = {
  ask: (request: WireRequest, jar: Jar, sending: Sending) => Promise<HttpAnswer>;
  hooks: VendorHooks;
  pace: Pace;
};

/**
 * Asks, and asks again with the cookies while the answer is 202. From the first 202 on the vendor may be doing what was
 * asked: then only an answer tells, so whatever else happens to a command that acts is `unknown`. A poll that certainly
 * did not arrive, or met the quota, is repeated; one whose answer was lost is not, because the vendor may have
 * forgotten the cookies by then and take it for a new request.
 */
async function askUntilDone({ ask, hooks, pace }: Way, request: WireRequest, sending: Sending): Promise<Sent> {
  const jar = openJar();
  let acceptedAt: number | null = null;
  let misses = 0;
  for (;;) {
    try {
      const answer = await ask(request, jar, sending);
      if (answer.status === 200) return { text: answer.text, wasPolled: acceptedAt !== null };
      if (answer.status !== 202) throw failureOf(answer, hooks);
      misses = 0;
      jar.take([answer.headers['set-cookie'] ?? []].flat(), hooks.now());
      if (jar.header() === null) throw new VendorFailure('unknown', 'HTTP 202 without cookies to ask again with');
    } catch (error) {
      if (acceptedAt === null) throw error;
      misses += 1;
      if (!mayPollAgain(error) || misses > mostMisses || sending.signal.aborted) throw afterAccepted(error, sending);
    }
    acceptedAt ??= monotonic();
    if (monotonic() - acceptedAt >= pace.pollUntil) {
      throw new VendorFailure('unknown', `still HTTP 202 after ${pace.pollUntil} ms`);
    }
    await pause(pace.pollEvery, sending.signal);
  }
}

function mayPollAgain(error: unknown): boolean {
  return error instanceof VendorFailure && (error.kind === 'busy' || error.kind === 'unavailable') && !isDown(error);
}

const down = 'HTTP 503';
function isDown(error: VendorFailure): boolean {
  return error.message === down;
}

function afterAccepted(error: unknown, { isActing }: Sending): unknown {
  if (!isActing || (error instanceof VendorFailure && error.kind === 'unknown')) return error;
  const detail = error instanceof VendorFailure ? error.message : 'the poll could not be made';
  return new VendorFailure('unknown', `after it was accepted: ${detail}`);
}

/** HTTP statuses that are no answer. One that the vendor's pages do not name says nothing of what was done. */
function failureOf({ status, headers }: HttpAnswer, hooks: VendorHooks): VendorFailure {
  if (status === 503) return new VendorFailure('unavailable', down);
  if (status === 401) return new VendorFailure('setup', 'HTTP 401: the key or the product is wrong');
  if (status === 404) return new VendorFailure('setup', 'HTTP 404: nothing is set up at this address');
  if (status !== 429) return new VendorFailure('unknown', `HTTP ${status}`);
  const retryAt = retryAtOf(headers['retry-after'], hooks.now());
  hooks.exhausted(retryAt);
  return new VendorFailure('busy', 'HTTP 429: the quota is used up', { line: { retryAt, place: 0 } });
}

/** RFC 9110: seconds, or a date. */
function retryAtOf(header: string | string[] | undefined, now: Date): Date {
  const text = [header ?? ''].flat()[0] ?? '';
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  const isTold = Number.isFinite(wait) && wait > 0;
  return new Date(now.getTime() + (isTold ? Math.min(wait, longestRefusal) : usualRefusal));
}

async function takeRoom(
  { spend }: VendorHooks,
  purpose: CallPurpose,
  signal: AbortSignal,
  more: { lineKey: string | undefined; isPoll: boolean },
): Promise<void> {
  try {
    await spend(purpose, signal, more);
  } catch (error) {
    if (error instanceof VendorFailure || !signal.aborted) throw error;
    throw new VendorFailure('busy', `waited for room in the rate budget: ${reasonOf(signal)}`);
  }
}

/** `ECONNREFUSED`, `UND_ERR_SOCKET`; never the message, which may quote what it read. */
function codeOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && !('code' in inner) && inner.cause !== undefined) inner = inner.cause;
  if (inner instanceof AggregateError && !('code' in inner)) inner = inner.errors[0];
  const code = inner instanceof Error && 'code' in inner ? inner.code : null;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'no reason was given';
}

const notPublic = 'the address of the vendor must start with https:// and be public';

/** The address staff typed; a text says what is wrong with it. */
export function readBase(
  baseUrl: string,
  { reach }: Pick<VendorHooks, 'reach'>,
): { origin: string; path: string } | string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null) return 'the address of the vendor is none';
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return 'the address of the vendor has more than a host and a path';
  }
  try {
    assertReachable(baseUrl, reach);
  } catch {
    return notPublic;
  }
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
}
