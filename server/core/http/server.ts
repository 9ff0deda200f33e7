import { createServer, type RequestListener, type Server } from 'node:http';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { problem } from '../problem.ts';
import { logWhenOver } from './access-log.ts';
import { trackMethods } from './allowed-methods.ts';
import { sendProblem } from './answer.ts';
import { addBodyParser } from './body.ts';
import type { Controller } from './controller.ts';
import { addDocs } from './docs/docs.ts';
import type { About } from './docs/openapi.ts';
import { addDraining } from './draining.ts';
import { toProblem } from './errors.ts';
import type { Front } from './front.ts';
import { securityHeaders } from './headers.ts';
import { addHealth } from './health.ts';
import { assertWellFormed, maxParamLength } from './input.ts';
import { addressKey, makeLimiter, perAddress } from './limits.ts';
import { addMetrics, type Metrics } from './metrics.ts';
import { assertOrigin } from './origin.ts';
import { addController, generalBodyLimit, type PipelineParts } from './pipeline.ts';
import { answerRawError } from './raw-errors.ts';
import { addressOf, requestId } from './request-facts.ts';
import { makeOpenStreams } from './streams.ts';

export type HttpParts = PipelineParts & {
  controllers: readonly Controller[];
  metrics: Metrics;
  /** What the documentation is made of. */
  about: About;
  /** Answers before the framework what it has ready. */
  front?: Front;
  /** Answers readers of an address that nothing else has; what it throws is answered as a problem. */
  missingPage?: MissingPage;
  limits?: Partial<HttpLimits>;
};
export type MissingPage = (request: FastifyRequest, response: FastifyReply) => Promise<FastifyReply>;
/** In milliseconds. */
export type HttpLimits = {
  /** For a whole request to arrive. */
  requestTimeout: number;
  /** Between looks for requests that take too long. */
  timeoutCheck: number;
  /** For requests in flight when the server closes. */
  closeDeadline: number;
};
const usualLimits: HttpLimits = { requestTimeout: 30_000, timeoutCheck: 5_000, closeDeadline: 10_000 };

/** The HTTP server with every route of the controllers, health, metrics and documentation; pages are added by the caller. */
export async function openHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { config, metrics, log } = parts;
  const limits = { ...usualLimits, ...parts.limits };
  const app = openFastify(parts, limits);
  const draining = addDraining(app, limits.closeDeadline);
  draining.onClosing(() => parts.front?.close());
  const limiter = makeLimiter(parts.clock);
  parts.front?.limitBy(limiter);
  const methodsOf = trackMethods(app);
  const headers = securityHeaders(config);
  app.addHook('onRequest', async (request, response) => {
    response.headers({ ...headers, 'x-request-id': request.id });
    logWhenOver(log, metrics, request, response);
    if (unlimited.has(request.routeOptions.url ?? '')) return;
    if (draining.isClosing()) throw problem('server.stopping');
    assertWellFormed(request);
    limiter.take(addressKey(addressOf(request)), perAddress);
    if (!request.is404) return assertOrigin(request, config);
    const allowed = methodsOf(request.url.split('?')[0] ?? '');
    if (allowed.length > 0 || !isRead(request)) throw missing(allowed);
  });
  app.setErrorHandler((error, request, response) =>
    sendProblem(parts, request, response, toProblem(error, request.routeOptions.bodyLimit)),
  );
  app.setNotFoundHandler(async (request, response) => {
    if (parts.missingPage === undefined || !isRead(request)) throw missing([]);
    return parts.missingPage(request, response);
  });
  addBodyParser(app);
  await app.register(cookie);
  addHealth(app, parts, draining);
  addMetrics(app, config, metrics);
  addDocs(app, parts.about);
  const guards = { limiter, streams: makeOpenStreams(draining) };
  for (const controller of parts.controllers) addController(app, parts, guards, controller);
  return app;
}

/** Asked by machines that must always get an answer. */
const unlimited = new Set(['/healthz', '/readyz', '/metrics']);

/** Fastify without its own log, which would name addresses and with them secrets. */
function openFastify(parts: HttpParts, limits: HttpLimits): FastifyInstance {
  const { config } = parts;
  return Fastify({
    serverFactory: (framework) => openServer(framework, parts.front, limits),
    logger: false,
    trustProxy: (_address, hop) => hop < config.trustedProxies,
    bodyLimit: generalBodyLimit,
    genReqId: (raw) => requestId(config, raw),
    routerOptions: { maxParamLength, ignoreTrailingSlash: false },
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => answerRawError(parts, error, socket),
    frameworkErrors: (error, request, response) => {
      logWhenOver(parts.log, parts.metrics, request, response);
      void sendProblem(parts, request, response, toProblem(error));
    },
  });
}

function openServer(framework: RequestListener, front: Front | undefined, limits: HttpLimits): Server {
  const options = {
    requestTimeout: limits.requestTimeout,
    // Node exchanges the two when this one is the longer.
    headersTimeout: Math.min(limits.requestTimeout, 10_000),
    connectionsCheckingInterval: limits.timeoutCheck,
    requireHostHeader: false,
    keepAliveTimeout: 65_000,
  };
  if (front === undefined) return createServer(options, framework);
  return createServer(options, (request, response) => {
    if (!front.answer(request, response)) framework(request, response);
  });
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function missing(allowed: readonly string[]) {
  if (allowed.length === 0) return problem('route.not_found');
  return problem('route.method_not_allowed', { allowed: allowed.join(', ') });
}
