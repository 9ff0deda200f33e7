import { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { type ProblemError, problem, problemBody } from '../problem.ts';
import { problemHeaders } from './answer.ts';
import { securityHeaders } from './headers.ts';

const answered = new WeakSet<Socket>();

/**
 * Answers bytes that are no HTTP request, or one that never ends, by a problem, and closes the connection. A request
 * that came whole before them on the same connection is answered first, so that its answer is not mistaken.
 */
export function answerRawError(parts: { config: Config; log: Logger }, error: Error, socket: Socket): void {
  if (answered.has(socket)) return;
  answered.add(socket);
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  afterWholeRequests(socket, () => {
    if (socket.writable) writeProblem(parts, socket, toProblem(code));
    socket.destroySoon();
  });
}

function toProblem(code: string): ProblemError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('request.timeout');
    case 'HPE_HEADER_OVERFLOW':
      return problem('request.headers_too_large');
    default:
      return problem('request.malformed', { reason: 'This is not an HTTP request.' });
  }
}

function afterWholeRequests(socket: Socket, act: () => void) {
  const pending = pendingAnswer(socket);
  if (pending === null || !pending.req.complete) {
    if (pending?.headersSent === true) socket.destroy();
    else act();
    return;
  }
  pending.once('finish', () => setImmediate(() => afterWholeRequests(socket, act)));
}

/** Node keeps the answer being made on the socket, in no public field. */
function pendingAnswer(socket: Socket): ServerResponse | null {
  const found: unknown = Reflect.get(socket, '_httpMessage');
  return found instanceof ServerResponse ? found : null;
}

function writeProblem({ config, log }: { config: Config; log: Logger }, socket: Socket, error: ProblemError) {
  const requestId = newId();
  const body = JSON.stringify(problemBody(error, requestId));
  const headers = {
    ...securityHeaders(config),
    ...problemHeaders(error),
    'x-request-id': requestId,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write([`HTTP/1.1 ${error.status} ${statusTexts[error.status]}`, ...lines, '', body].join('\r\n'));
  log.info({ requestId, method: null, route: null, status: error.status }, 'request');
}

const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};
