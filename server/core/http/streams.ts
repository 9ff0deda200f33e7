import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../../../shared/contract/route.ts';
import type { Ctx } from '../ctx.ts';
import { problem } from '../problem.ts';
import { noteSeen } from './access-log.ts';
import { setHeaders } from './answer.ts';
import type { Reply } from './controller.ts';
import type { Draining } from './draining.ts';
import { faultFacts } from './errors.ts';
import { eventStream, lifetime, textStream } from './events.ts';
import { actorKey } from './limits.ts';

/** Event streams one actor or address may hold open: some tabs on some devices. */
export const streamsPerActor = 30;

export type OpenStreams = {
  /** Registers a stream; the answered function takes it out. Throws `request.too_many_streams`. */
  open: (key: string, controller: AbortController, most?: number) => () => void;
};

/** The event streams of one server: ended as soon as it closes, and few for each reader. */
export function makeOpenStreams(draining: Draining, usual = streamsPerActor): OpenStreams {
  const counts = new Map<string, number>();
  return {
    open(key, controller, most = usual) {
      const count = counts.get(key) ?? 0;
      if (count >= most) throw problem('request.too_many_streams', { most });
      counts.set(key, count + 1);
      const takeBack = draining.onClosing(() => controller.abort());
      return () => {
        takeBack();
        const left = (counts.get(key) ?? 1) - 1;
        if (left === 0) counts.delete(key);
        else counts.set(key, left);
      };
    },
  };
}

type StreamReply = Reply<AsyncIterable<string>> & {
  type: NonNullable<Route['produces']>;
  maxStreams: number | undefined;
};

/** The handler's answer as a stream, if it is one. */
export function asStream(route: Route, said: Reply<unknown>): StreamReply | null {
  const { body } = said;
  return route.produces !== undefined && isSource(body)
    ? { ...said, body, type: route.produces, maxStreams: route.maxStreams }
    : null;
}

/** Sends text as it is made. `over` ends a live stream: when the reader leaves, the server closes or it is old. */
export async function sendStream(
  streams: OpenStreams,
  ctx: Ctx,
  over: AbortController,
  request: FastifyRequest,
  response: FastifyReply,
  said: StreamReply,
) {
  setHeaders(response, said);
  response.code(said.status ?? 200).type(`${said.type}; charset=utf-8`);
  const onFault = (error: unknown) => ctx.log.error({ err: faultFacts(error) }, 'an answer broke off');
  if (said.type !== 'text/event-stream') return response.send(await textStream(said.body, onFault));
  noteSeen(request, { isStream: true });
  const close = streams.open(actorKey(ctx.actor, ctx.request?.address ?? ''), over, said.maxStreams);
  const timer = setTimeout(() => over.abort(), lifetime);
  const forget = () => {
    clearTimeout(timer);
    close();
  };
  if (over.signal.aborted) forget();
  else over.signal.addEventListener('abort', forget);
  response.headers({ 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' });
  return response.send(eventStream(said.body, over.signal, onFault));
}

function isSource(body: unknown): body is AsyncIterable<string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
