import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { monotonic } from '../clock.ts';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import { type ProblemError, problemBody } from '../problem.ts';
import { problemHeaders } from './answer.ts';
import { parseJson } from './body.ts';
import { toProblem } from './errors.ts';
import { addressKey, type Limiter, perAddress } from './limits.ts';
import type { Metrics } from './metrics.ts';

/** A write that only computes: from what is in memory and its body it makes its answer at once, and changes nothing. */
export type Quick = { route: string; run: (body: unknown) => unknown };
/** By the address as it came; null when the framework is to answer. */
export type FindQuick = (url: string) => Quick | null;

type Parts = {
  config: Config;
  metrics: Pick<Metrics, 'requestDone'>;
  limiter: Limiter;
  /** Headers of every answer, name and value in turn. */
  fixed: readonly string[];
};

/** Bytes of body; more goes to the framework. */
const mostBytes = 32 * 1024;

/** True for a plain JSON body of nobody in particular, not from another site; the framework looks closer at the rest. */
export function isQuick(config: Config, { headers }: IncomingMessage): boolean {
  const { host, origin } = headers;
  const length = Number(headers['content-length'] ?? Number.NaN);
  const isOurs = origin === undefined ? headers['sec-fetch-site'] === undefined : isOwn(config, origin, host);
  return (
    host !== undefined &&
    headers.cookie === undefined &&
    headers.authorization === undefined &&
    headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    length > 0 &&
    length <= mostBytes &&
    isOurs
  );
}

/** Takes the body, runs and answers; what is wrong is answered as the problem the framework would have said. */
export function answerQuickly(parts: Parts, quick: Quick, request: IncomingMessage, response: ServerResponse): void {
  const start = monotonic();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [only = Buffer.alloc(0)] = chunks;
    const { status, headers, body } = outcomeOf(
      parts,
      quick,
      request,
      chunks.length === 1 ? only : Buffer.concat(chunks),
    );
    const size = Buffer.byteLength(body);
    response.writeHead(status, [...parts.fixed, ...headers, 'content-length', String(size)]);
    // as text the body goes out with the headers in one piece; what is plain ASCII need not be encoded
    response.end(body, size === body.length ? 'latin1' : 'utf8');
    parts.metrics.requestDone('POST', quick.route, status, (monotonic() - start) / 1_000);
  });
}

const answerHeaders = ['content-type', 'application/json', 'cache-control', 'no-store'];

function outcomeOf({ config, limiter }: Parts, { run }: Quick, request: IncomingMessage, bytes: Buffer) {
  try {
    limiter.take(addressKey(addressOf(config, request)), perAddress);
    return { status: 200, headers: answerHeaders, body: JSON.stringify(run(parseJson(bytes))) };
  } catch (error) {
    return problemOutcome(toProblem(error));
  }
}

function problemOutcome(error: ProblemError) {
  const requestId = newId();
  const headers = { 'x-request-id': requestId, 'content-type': 'application/problem+json', ...problemHeaders(error) };
  const body = JSON.stringify(problemBody(error, requestId));
  return { status: error.status, headers: Object.entries(headers).flat(), body };
}

/** The client's address as the framework finds it: behind as many proxies as are trusted. */
function addressOf({ trustedProxies }: Config, { headers, socket }: IncomingMessage): string {
  const said = trustedProxies === 0 ? undefined : headers['x-forwarded-for'];
  const hops = typeof said === 'string' ? said.split(',') : [];
  const found = (hops[Math.max(0, hops.length - trustedProxies)] ?? '').trim();
  // the system is asked for the connection's own only where nothing better was said
  return isIP(found) === 0 ? (socket.remoteAddress ?? '') : found;
}

function isOwn({ publicUrl }: Config, origin: string, host: string | undefined): boolean {
  return origin === `https://${host}` || origin === `http://${host}` || origin === new URL(publicUrl).origin;
}
