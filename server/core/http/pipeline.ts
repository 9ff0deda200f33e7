import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Route } from '../../../shared/contract/route.ts';
import {
  type Actor,
  type Ctx,
  type CtxParts,
  makeCtx,
  require,
  requireOpen,
  type StoreCtx,
  type StoreFacts,
  withStore,
} from '../ctx.ts';
import { problem } from '../problem.ts';
import { noteSeen } from './access-log.ts';
import { sendAnswer, sendReady } from './answer.ts';
import { type Controller, isReply, type Reply, type UntypedHandler } from './controller.ts';
import { parse, readVersion } from './input.ts';
import { actorKey, type Limiter, perActor } from './limits.ts';
import { isReady, type Ready } from './ready.ts';
import { addressOf, endOf, requestFacts } from './request-facts.ts';
import { asStream, type OpenStreams, sendStream } from './streams.ts';

export type PipelineParts = Omit<CtxParts, 'requestId' | 'actor' | 'request'> & {
  /** Who is asking, from the session cookie or the API key. Throws `auth.key_invalid`; anonymous when there is neither. */
  resolveActor: (ctx: Ctx) => Promise<Actor>;
  /** The store of a key; throws `store.not_found`, also when the actor may not know of it, or `store.unavailable`. */
  resolveStore: (ctx: Ctx, storeKey: string) => Promise<StoreFacts>;
  /** The client of a key; throws `client.not_found`. */
  resolveClient: (ctx: Ctx, clientKey: string) => Promise<{ id: string }>;
  /** The store of a key as fans reach it; throws `store.not_found`, `store.closed` or `store.unavailable`. */
  resolveOpenStore: (ctx: Ctx, storeKey: string) => Promise<StoreFacts>;
  /** The fan of the store's fan cookie; anonymous without one. */
  resolveFan: (ctx: StoreCtx) => Promise<Actor>;
};
type Guards = { limiter: Limiter; streams: OpenStreams };

export const generalBodyLimit = 256 * 1024;

/**
 * Every route of a controller. Before a byte of the body is read: who asks, how often, and whether they may do this to
 * what the path names. Then the input is parsed, the handler called, its answer sent.
 */
export function addController(app: FastifyInstance, parts: PipelineParts, guards: Guards, controller: Controller) {
  const admitted = new WeakMap<FastifyRequest, { ctx: Ctx; over: AbortController }>();
  for (const [name, route] of Object.entries(controller.routes)) {
    const handler = controller.handlers[name];
    if (handler === undefined) throw new Error(`the route ${name} has no handler`);
    app.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      bodyLimit: route.bodyLimit ?? generalBodyLimit,
      onRequest: async (request, response) => {
        const over = endOf(response.raw);
        admitted.set(request, { ctx: await admit(parts, guards, route, request, over.signal), over });
      },
      handler: async (request, response) => {
        const found = admitted.get(request);
        if (found === undefined) throw new Error(`${name} was not admitted`);
        const said = await call(route, handler, found.ctx, request);
        if (isReady(said)) return sendReady(parts.config, route, request, response, said);
        const stream = asStream(route, said);
        return stream === null
          ? sendAnswer(parts.config, route, response, said)
          : sendStream(guards.streams, found.ctx, found.over, request, response, stream);
      },
    });
  }
}

async function admit(
  parts: PipelineParts,
  { limiter }: Guards,
  route: Route,
  request: FastifyRequest,
  signal: AbortSignal,
) {
  const anonymous = makeCtx({
    ...parts,
    requestId: request.id,
    actor: { kind: 'anonymous' },
    request: requestFacts(request, signal),
    log: parts.log.child({ requestId: request.id }),
  });
  const ctx = isOfFans(route) ? await asVisitor(parts, anonymous, request) : await asActor(parts, anonymous);
  noteSeen(request, { actor: ctx.actor });
  const who = actorKey(ctx.actor, addressOf(request));
  if (ctx.actor.kind !== 'anonymous') limiter.take(who, perActor);
  if (route.perMinute !== undefined) limiter.take(`${route.method} ${route.path} ${who}`, route.perMinute);
  return bindTarget(parts, route, ctx, request);
}

function isOfFans({ access }: Route): boolean {
  return access === 'visitor' || access === 'fan';
}

async function asActor(parts: PipelineParts, ctx: Ctx): Promise<Ctx> {
  return { ...ctx, actor: await parts.resolveActor(ctx) };
}

async function asVisitor(parts: PipelineParts, ctx: Ctx, request: FastifyRequest): Promise<StoreCtx> {
  const store = await parts.resolveOpenStore(ctx, pathParam(request.params, 'storeKey'));
  noteSeen(request, { storeKey: store.key });
  const inStore = withStore(ctx, store);
  return { ...inStore, actor: await parts.resolveFan(inStore) };
}

/** Checks the route's permission on what its path names; a store's route gets a context bound to the store. */
async function bindTarget(parts: PipelineParts, route: Route, ctx: Ctx, request: FastifyRequest): Promise<Ctx> {
  if (route.access === 'public' || route.access === 'visitor') return ctx;
  if (route.access === 'fan') {
    if (ctx.actor.kind !== 'fan') throw problem('fan.sign_in_required');
    return ctx;
  }
  if (ctx.actor.kind === 'anonymous') throw problem('auth.required');
  if (route.access === 'signed_in') {
    if (ctx.actor.kind !== 'staff') throw problem('permission.person_required');
    return ctx;
  }
  const [scope] = route.access.split('.');
  if (scope === 'store') {
    const store = await parts.resolveStore(ctx, pathParam(request.params, 'storeKey'));
    noteSeen(request, { storeKey: store.key });
    require(ctx, route.access, { storeId: store.id, clientId: store.clientId });
    if (route.method !== 'GET' && route.worksWhileClosed !== true) requireOpen(store);
    return withStore(ctx, store);
  }
  if (scope === 'client') {
    const client = await parts.resolveClient(ctx, pathParam(request.params, 'clientKey'));
    require(ctx, route.access, { clientId: client.id });
    return ctx;
  }
  require(ctx, route.access);
  return ctx;
}

function pathParam(params: unknown, name: string): string {
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === 'string' ? value : '';
}

async function call(
  route: Route,
  handler: UntypedHandler,
  ctx: Ctx,
  request: FastifyRequest,
): Promise<Reply<unknown> | Ready> {
  const input = {
    params: parse('params', route.params, request.params),
    query: parse('query', route.query, request.query),
    body: parse('body', route.body, request.body),
    version: readVersion(route, request),
  };
  const result = await handler(ctx, input);
  return isReply(result) || isReady(result) ? result : { isReply: true, body: result };
}
