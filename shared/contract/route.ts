import type { z } from 'zod';
import type { ClientPermission, Permission, PlatformPermission, StorePermission } from './permissions.ts';
import type { ProblemCode } from './problems.ts';

/**
 * Who may call a route: anybody, anybody of the staff, or an actor with the permission on the platform, on the client
 * named by `{clientKey}` or on the store named by `{storeKey}`. Of the open store named by `{storeKey}`: anybody, who may
 * be signed in as its fan (`visitor`), or its signed-in fans (`fan`). Staff sessions and API keys count for nothing there.
 */
export type Access = 'public' | 'signed_in' | 'visitor' | 'fan' | Permission;

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{storeKey}` style parameters. */
  path: `/${string}`;
  summary: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Absent: 204 without a body, unless `produces` is given. */
  response?: z.ZodType;
  /** 200 with a response, 204 without, unless said. */
  status?: 201 | 202 | 302;
  /** The write carries the version it read (`If-Match`); 428 without, and the service answers 412 when stale. */
  ifMatch?: true;
  /** A write that stays possible while its store is suspended or about to be removed; the others are refused. */
  worksWhileClosed?: true;
  /** A body that is not JSON; the handler answers text, a stream of text, or for `text/event-stream` live events. */
  produces?: 'text/csv' | 'text/calendar' | 'application/x-ndjson' | 'text/event-stream' | 'text/html';
  /** Requests a minute per actor and address, when it must be less than the general limit. */
  perMinute?: number;
  /** Open event streams an actor or address may have, when it must differ from the general limit. */
  maxStreams?: number;
  /** Bytes of body, when it must differ from the general limit. */
  bodyLimit?: number;
  /** Codes this route may answer with, besides those that come with what it takes and who may call it; documented. */
  problems?: readonly ProblemCode[];
};

export type RouteScope<A extends Access> = A extends PlatformPermission
  ? 'platform'
  : A extends ClientPermission
    ? 'client'
    : A extends StorePermission | 'visitor' | 'fan'
      ? 'store'
      : 'none';

/** Keeps the literal types of a module's routes. */
export function defineRoutes<const T extends Record<string, Route>>(routes: T): T {
  return routes;
}
