import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { answerQuickly, type FindQuick, isQuick } from './front-quick.ts';
import { securityHeaders } from './headers.ts';
import type { Limiter } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { answerReady, type Ready, type ReadyAnswer } from './ready.ts';

/** What a process has ready, by the address as it came; null for anything else. Answers at once, from memory. */
export type FindReady = (url: string) => { ready: Ready; route: string } | null;

export type Front = {
  /** True if it answers. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** From here on these are answered before the framework sees them. */
  serve: (what: { ready: FindReady; quick: FindQuick }) => void;
  /** Counts what costs something against the same limits as the framework. */
  limitBy: (limiter: Limiter) => void;
  /** From here on it answers nothing, so that the framework can say that the server stops. */
  close: () => void;
};

/**
 * Answers the hottest requests in front of the framework: reads that a module has ready, and writes that only compute.
 * They go out with the headers every answer has. Whatever is unusual about a request leaves it to the framework. These
 * answers are counted, not logged; sending what is ready costs less than the limit on addresses would.
 */
export function makeFront(config: Config, metrics: Pick<Metrics, 'readyAnswered' | 'requestDone'>): Front {
  const fixed = Object.entries(securityHeaders(config)).flat();
  const flat = new WeakMap<ReadyAnswer, string[]>();
  /** As Node takes them with the least work. */
  const headersOf = (answer: ReadyAnswer) => {
    const known = flat.get(answer);
    if (known !== undefined) return known;
    const made = [...fixed, ...Object.entries(answer.headers).flat()];
    flat.set(answer, made);
    return made;
  };
  let find: { ready: FindReady; quick: FindQuick } | null = null;
  let limiter: Limiter | null = null;
  const answerRead = (request: IncomingMessage, response: ServerResponse, found: ReturnType<FindReady>) => {
    const { headers } = request;
    if (found === null || isUnusual(headers)) return false;
    const answer = answerReady(found.ready, headers['accept-encoding'], headers['if-none-match']);
    metrics.readyAnswered(found.route, answer.status);
    response.writeHead(answer.status, headersOf(answer));
    response.end(answer.body ?? undefined);
    return true;
  };
  return {
    answer(request, response) {
      const { method, url } = request;
      if (find === null || url === undefined) return false;
      if (method === 'GET') return answerRead(request, response, find.ready(url));
      if (method !== 'POST' || limiter === null) return false;
      const quick = isQuick(config, request) ? find.quick(url) : null;
      if (quick === null) return false;
      answerQuickly({ config, metrics, limiter, fixed }, quick, request, response);
      return true;
    },
    serve(what) {
      find = what;
    },
    limitBy(given) {
      limiter = given;
    },
    close() {
      find = null;
    },
  };
}

/** Without a host, or with a body: the framework says what is wrong with it. */
function isUnusual(headers: IncomingMessage['headers']): boolean {
  return (
    headers.host === undefined || headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  );
}
