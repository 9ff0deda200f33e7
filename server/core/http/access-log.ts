import type { FastifyReply, FastifyRequest } from 'fastify';
import { monotonic } from '../clock.ts';
import type { Actor } from '../ctx.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from './metrics.ts';

/** What is known of a request besides its route. */
type Seen = { actor: Actor; storeKey: string | null; isStream: boolean };

const seen = new WeakMap<object, Seen>();
/** Asked by machines every few seconds. */
const routine = new Set(['/healthz', '/readyz', '/metrics']);

/** Remembers who asked and for which store, for the request's line in the log. */
export function noteSeen(request: FastifyRequest, facts: Partial<Seen>): void {
  const known = seen.get(request.raw) ?? { actor: { kind: 'anonymous' }, storeKey: null, isStream: false };
  seen.set(request.raw, { ...known, ...facts });
}

/**
 * One line a request when its answer is over: the route's pattern, never the address as it came, because a query or a
 * path can hold a secret; no headers, no bodies.
 */
export function logWhenOver(log: Logger, metrics: Metrics, request: FastifyRequest, response: FastifyReply): void {
  const start = monotonic();
  response.raw.once('close', () => {
    const { actor, storeKey, isStream } = seen.get(request.raw) ?? { actor: { kind: 'anonymous' as const } };
    const route = request.is404 ? null : (request.routeOptions.url ?? null);
    const milliseconds = monotonic() - start;
    const { statusCode, writableFinished } = response.raw;
    const line = {
      requestId: request.id,
      method: request.method,
      route,
      status: statusCode,
      ms: Math.round(milliseconds * 10) / 10,
      actor: actor.kind,
      ...actorId(actor),
      ...(storeKey !== undefined && storeKey !== null && { store: storeKey }),
      ...(!writableFinished && { isCutOff: true }),
    };
    log[routine.has(route ?? '') ? 'debug' : 'info'](line, 'request');
    if (isStream !== true) metrics.requestDone(request.method, route ?? 'none', statusCode, milliseconds / 1000);
  });
}

function actorId(actor: Actor): { actorId?: string } {
  switch (actor.kind) {
    case 'staff':
      return { actorId: actor.staffId };
    case 'api_key':
      return { actorId: actor.keyId };
    case 'fan':
      return { actorId: actor.fanId };
    default:
      return {};
  }
}
