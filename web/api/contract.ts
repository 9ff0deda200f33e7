import type { z } from 'zod';
import type { routes } from '../../shared/contract/routes.ts';

type Modules = typeof routes;
type AnyRoute = { [M in keyof Modules]: Modules[M][keyof Modules[M]] }[keyof Modules];
type NameOf<R> = R extends { method: infer M extends string; path: infer P extends string } ? `${M} ${P}` : never;

/** Every route of the contract under `METHOD /path`, as types only: no schema reaches the browser through this file. */
export type Api = { [R in AnyRoute as NameOf<R>]: R };
export type Endpoint = keyof Api & string;
export type ReadEndpoint = Extract<Endpoint, `GET ${string}`>;

type Sent<S> = S extends z.ZodType ? z.input<S> : never;

/** What a call to the endpoint must be given: each part is there only if the route declares it. */
export type Input<E extends Endpoint> = ParamsOf<Api[E]> &
  QueryOf<Api[E]> &
  BodyOf<Api[E]> &
  VersionOf<Api[E]> &
  KeyOf<Api[E]>;
type ParamsOf<R> = R extends { params: infer S } ? { params: Sent<S> } : unknown;
type QueryOf<R> = R extends { query: infer S }
  ? object extends Sent<S>
    ? { query?: Sent<S> }
    : { query: Sent<S> }
  : unknown;
type BodyOf<R> = R extends { body: infer S }
  ? undefined extends Sent<S>
    ? { body?: Sent<S> }
    : { body: Sent<S> }
  : unknown;
/** The version that was read, sent as `If-Match`. */
type VersionOf<R> = R extends { ifMatch: true } ? { version: number } : unknown;
/** Sent as `Idempotency-Key` where the route does something once however often it is called. */
type KeyOf<R> = R extends { problems: readonly (infer P)[] }
  ? 'idempotency.key_required' extends P
    ? { idempotencyKey: string }
    : unknown
  : unknown;

/** The body of the answer as it is on the wire; `undefined` for 204. */
export type Output<E extends Endpoint> = Api[E] extends { response: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : undefined
  : undefined;

/** The input may be left out when nothing in it is required. */
export type InputArgs<T> = object extends T ? [input?: T] : [input: T];
