import type { z } from 'zod';
import type { Route, RouteScope } from '../../../shared/contract/route.ts';
import type { Ctx, StoreCtx } from '../ctx.ts';
import type { Ready } from './ready.ts';

/** What a handler may say besides the body. */
export type Reply<T> = {
  readonly isReply: true;
  body: T;
  status?: number;
  /** Header values are checked by Node; a cookie is a whole `Set-Cookie` value. */
  headers?: Record<string, string>;
  cookies?: readonly string[];
  /** Answered as a strong `ETag`, and read back from `If-Match` on the next write. */
  version?: number;
};

export function reply<T>(body: T, options: Omit<Reply<T>, 'body' | 'isReply'> = {}): Reply<T> {
  return { isReply: true, body, ...options };
}

export function isReply(value: unknown): value is Reply<unknown> {
  return typeof value === 'object' && value !== null && 'isReply' in value;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Answer<R extends Route> = R['produces'] extends string
  ? string | AsyncIterable<string>
  : R['response'] extends z.ZodType
    ? z.input<R['response']>
    : undefined;

export type RouteInput<R extends Route> = {
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  body: Parsed<R['body']>;
  /** The version of `If-Match`, on routes that ask for it. */
  version: R['ifMatch'] extends true ? number : undefined;
};
/** Store routes get a context bound to the store of `{storeKey}`. */
export type RouteCtx<R extends Route> = RouteScope<R['access']> extends 'store' ? StoreCtx : Ctx;
export type Handler<R extends Route> = (ctx: RouteCtx<R>, input: RouteInput<R>) => Promise<Said<Answer<R>>>;
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without an answer simply ends
type Said<T> = T | Reply<T> | Ready | void;

export type Controller = {
  readonly routes: Readonly<Record<string, Route>>;
  readonly handlers: Readonly<Record<string, UntypedHandler>>;
};
type UntypedInput = { params: unknown; query: unknown; body: unknown; version: number | undefined };
/**
 * Any handler, for the pipeline, which gives each exactly what its route declares. Written as a method because only
 * methods may take narrower parameters than their type says.
 */
export type UntypedHandler = { handle(ctx: Ctx, input: UntypedInput): Promise<unknown> }['handle'];

/** Binds each route of a module's contract to its handler; a missing one is a type error. */
export function defineController<const T extends Record<string, Route>>(
  routes: T,
  handlers: { [K in keyof T]: Handler<T[K]> },
): Controller {
  return { routes, handlers };
}
