import type { Agent } from 'undici';
import { reasonOf } from './deadline.ts';

export type HttpAnswer = {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
};
type Exchange = {
  /** Rejects when the answer does not come whole, and as soon as the signal aborts. */
  answer: Promise<HttpAnswer>;
  /** False as long as certainly nothing of the request has left: there was no connection to write it to. */
  isBegun: () => boolean;
};
type Post = { origin: string; path: string; headers: Record<string, string>; body: string };

/**
 * One POST over the kept sockets of `agent`. By its lowest interface, which says when a request goes out, and costs half
 * of the others. One that is cut off while it waits for a connection is never sent.
 */
export function exchange(agent: Agent, post: Post, signal: AbortSignal): Exchange {
  let isBegun = false;
  const answer = new Promise<HttpAnswer>((resolve, reject) => {
    const cutOff = () => new Error(reasonOf(signal));
    let stop = () => {};
    const onAbort = () => {
      reject(cutOff());
      stop();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const chunks: Buffer[] = [];
    let head: Pick<HttpAnswer, 'status' | 'headers'> = { status: 0, headers: {} };
    agent.dispatch(
      { ...post, method: 'POST' },
      {
        onRequestStart(controller) {
          if (signal.aborted) return controller.abort(cutOff());
          isBegun = true;
          stop = () => controller.abort(cutOff());
        },
        onResponseStart(_, status, headers) {
          head = { status, headers };
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          signal.removeEventListener('abort', onAbort);
          resolve({ ...head, text: new TextDecoder().decode(Buffer.concat(chunks)) });
        },
        onResponseError(_, error) {
          signal.removeEventListener('abort', onAbort);
          reject(error);
        },
      },
    );
  });
  return { answer, isBegun: () => isBegun };
}
