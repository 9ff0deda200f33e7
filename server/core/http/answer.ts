import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../../../shared/contract/route.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { type ProblemError, problemBody } from '../problem.ts';
import type { Reply } from './controller.ts';
import { faultFacts } from './errors.ts';
import { securityHeaders } from './headers.ts';
import { answerReady, type Ready } from './ready.ts';

/** Status, headers and body of an answer that is not a stream. Outside production it must be as the contract says. */
export function sendAnswer(config: Config, route: Route, response: FastifyReply, said: Reply<unknown>) {
  setHeaders(response, said);
  if (route.produces !== undefined) {
    const status = said.status ?? route.status ?? 200;
    return response.code(status).type(`${route.produces}; charset=utf-8`).send(String(said.body));
  }
  if (route.response === undefined) return response.code(said.status ?? route.status ?? 204).send();
  const body = config.mode === 'production' ? said.body : route.response.parse(said.body);
  const status = said.status ?? route.status ?? 200;
  return response.code(status).type('application/json').send(JSON.stringify(body));
}

/** Bytes that are ready, or only that the reader has them. Outside production they must be as the contract says. */
export function sendReady(config: Config, route: Route, request: FastifyRequest, response: FastifyReply, ready: Ready) {
  if (config.mode !== 'production') route.response?.parse(JSON.parse(ready.plain.toString()));
  const { 'accept-encoding': accepted, 'if-none-match': known } = request.headers;
  const { status, headers, body } = answerReady(ready, typeof accepted === 'string' ? accepted : undefined, known);
  return response
    .code(status)
    .headers(headers)
    .send(body ?? undefined);
}

/** What a handler says besides the body. A value that could split the headers is a fault of the handler. */
export function setHeaders(response: FastifyReply, said: Reply<unknown>): void {
  for (const [name, value] of Object.entries(said.headers ?? {})) response.header(name, oneLine(name, value));
  for (const value of said.cookies ?? []) response.header('set-cookie', oneLine('set-cookie', value));
  if (said.version !== undefined) response.header('etag', `"${said.version}"`);
  if (!response.hasHeader('cache-control')) response.header('cache-control', 'no-store');
}

/** `application/problem+json`, whatever the handler had said before. A fault of ours goes to the log with its cause. */
export function sendProblem(
  parts: { config: Config; log: Logger },
  request: FastifyRequest,
  response: FastifyReply,
  error: ProblemError,
) {
  if (error.status >= 500) {
    parts.log.error({ requestId: request.id, problem: error.code, err: faultFacts(error.cause ?? error) }, 'a fault');
  }
  for (const name of ['set-cookie', 'etag', 'location']) response.removeHeader(name);
  return response
    .code(error.status)
    .headers({ ...securityHeaders(parts.config), 'x-request-id': request.id, ...problemHeaders(error) })
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(error, request.id)));
}

/** The headers that go with a problem's status. */
export function problemHeaders({ status, params }: ProblemError): Record<string, string> {
  const { seconds, minutes, allowed } = params;
  return {
    'cache-control': 'no-store',
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(status === 503 && { 'retry-after': '5' }),
    ...(status === 429 && typeof seconds === 'number' && { 'retry-after': String(seconds) }),
    ...(status === 429 && typeof minutes === 'number' && { 'retry-after': String(minutes * 60) }),
    ...(status === 405 && typeof allowed === 'string' && { allow: allowed }),
  };
}

function oneLine(name: string, value: string): string {
  if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value))
    throw new Error(`the header ${name} has a character it cannot carry`);
  return value;
}
