import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { RequestFacts } from '../ctx.ts';
import { newId } from '../ids.ts';

/** The request's id: ours, or the one a trusted proxy in front of us gave it. */
export function requestId(config: Config, raw: IncomingMessage): string {
  const given = raw.headers['x-request-id'];
  const isTrusted = config.trustedProxies > 0 && typeof given === 'string' && /^[\w.-]{8,64}$/.test(given);
  return isTrusted ? given : newId();
}

/** What a handler may know of the request besides its input. */
export function requestFacts(request: FastifyRequest, signal: AbortSignal): RequestFacts {
  return {
    address: addressOf(request),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 400),
    host: request.hostname,
    cookies: request.cookies,
    headers: request.headers,
    signal,
  };
}

/** The client's address, as the trusted proxies say it; the connection's when they say nonsense. */
export function addressOf(request: FastifyRequest): string {
  return isIP(request.ip) !== 0 ? request.ip : (request.socket.remoteAddress ?? '');
}

/** Aborted when the answer is over, whether it was sent whole or the client went away. */
export function endOf(response: ServerResponse): AbortController {
  const controller = new AbortController();
  response.once('close', () => controller.abort(over));
  return controller;
}

/** Without a reason Node makes an exception for each answer, which costs more than most answers. */
const over = 'the answer is over';
