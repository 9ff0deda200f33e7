import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Locale } from '../shared/contract/common.ts';
import { type Actor, type Ctx, type StoreCtx, type StoreFacts, withStore } from './core/ctx.ts';
import { sendAsset } from './core/http/assets.ts';
import { answerReady } from './core/http/ready.ts';
import { endOf, requestFacts } from './core/http/request-facts.ts';
import type { MissingPage } from './core/http/server.ts';
import { ProblemError, problem } from './core/problem.ts';
import { pageFacts } from './modules/catalog/catalog.page.service.ts';
import { openStoreByHost, openStoreForFans } from './modules/stores/stores.doors.service.ts';
import { paymentFormOf } from './modules/vendors/vendors.service.ts';
import { filesPrefix, keepStorefrontFiles, type StorefrontFiles } from './storefront-files.ts';
import { askedLanguage, languageCookie, languageOf } from './storefront-language.ts';
import { closedPage, type Document, missingPage } from './storefront-page.ts';
import { pageOf, policyOf } from './storefront-view.ts';

export type StorefrontParts = {
  /** The built storefront. */
  folder: string;
  /** The fan of the store's fan cookie; anonymous without one. */
  resolveFan: (ctx: StoreCtx) => Promise<Actor>;
};

export type StorefrontDoors = {
  /** Adds the addresses it answers. */
  addTo: (app: FastifyInstance) => void;
  /** For addresses without a route; `route.not_found` unless they are at a store's own host. */
  missingPage: MissingPage;
};

/** The first parts of the paths of a store that has a host name of its own. */
const steps = ['choose', 'seats', 'add-ons', 'review', 'pay', 'orders', 'sign-in'];

/** Paths at a store's own host that are no pages of it. */
const others = /^\/(api|cortex|storefront)(\/|$)/;

/**
 * What fans see of a store: at `/s/{storeKey}`, and at each of its host names, where an address that leads nowhere is a
 * page of the store too. At any other host name the start of the site leads to Cortex.
 */
export function openStorefront(ctx: Ctx, { folder, resolveFan }: StorefrontParts): StorefrontDoors {
  const files = keepStorefrontFiles(folder);
  const byKey = async (request: FastifyRequest<KeyParams>, response: FastifyReply) => {
    const { storeKey } = request.params;
    const base = `/s/${storeKey}`;
    const door: Door = { base, origin: ctx.config.publicUrl, find: () => openStoreForFans(ctx, storeKey) };
    return send(request, response, await answerFor({ ctx, files, resolveFan }, request, response, door));
  };
  const byHost = async (request: FastifyRequest, response: FastifyReply) => {
    const origin = `${new URL(ctx.config.publicUrl).protocol}//${request.host}`;
    const door: Door = { base: '', origin, find: () => openStoreByHost(ctx, request.hostname) };
    const answer = await answerFor({ ctx, files, resolveFan }, request, response, door);
    if (answer.kind === 'missing') return pathIn(request) === '/' ? toCortex(response) : notFound();
    return send(request, response, answer);
  };
  return {
    addTo: (app) => addRoutes(app, { files, byKey, byHost }),
    missingPage: (request, response) => (others.test(pathIn(request)) ? notFound() : byHost(request, response)),
  };
}

type Routes = {
  files: () => Promise<StorefrontFiles>;
  byKey: (request: FastifyRequest<KeyParams>, response: FastifyReply) => Promise<FastifyReply>;
  byHost: MissingPage;
};

function addRoutes(app: FastifyInstance, { files, byKey, byHost }: Routes) {
  const method = ['GET', 'HEAD'];
  app.route({ method, url: '/s/:storeKey', handler: byKey });
  app.route({ method, url: '/s/:storeKey/*', handler: byKey });
  for (const url of ['', '/*']) {
    app.route({ method, url: `/s/:storeKey/preview/:programId${url}`, handler: previewHandler(files) });
  }
  for (const url of ['/', ...steps.flatMap((step) => [`/${step}`, `/${step}/*`])]) {
    app.route({ method, url, handler: byHost });
  }
  app.route({
    method,
    url: `${filesPrefix}/*`,
    handler: async (request: FastifyRequest<{ Params: { '*': string } }>, response) => {
      const asset = (await files()).assets.get(request.params['*']);
      if (asset === undefined) throw problem('route.not_found');
      return sendAsset(request, response, asset);
    },
  });
}

/** Of a page that belongs to no store, or to one that is closed. */
const anyLanguage = { default: 'en', enabled: Locale.options } as const;

type KeyParams = { Params: { storeKey: string } };
type Parts = { ctx: Ctx; files: () => Promise<StorefrontFiles>; resolveFan: StorefrontParts['resolveFan'] };
type Door = { base: string; origin: string; find: () => Promise<StoreFacts> };
type Answer =
  | { kind: 'page'; page: Awaited<ReturnType<typeof pageOf>>; frames: string | null }
  | { kind: 'missing' | 'closed'; status: 404 | 503; document: Document };

async function answerFor(parts: Parts, request: FastifyRequest, response: FastifyReply, door: Door): Promise<Answer> {
  const { ctx, files, resolveFan } = parts;
  try {
    const store = await door.find();
    const signal = endOf(response.raw).signal;
    const anonymous = withStore({ ...ctx, requestId: request.id, request: requestFacts(request, signal) }, store);
    const inStore = { ...anonymous, actor: await resolveFan({ ...anonymous, actor: { kind: 'anonymous' } }) };
    const facts = await pageFacts(inStore);
    const locale = languageOf(request, facts.languages);
    rememberLanguage(request, response, facts.languages.enabled);
    const built = await files();
    const path = built.storefront.pathTo(pathIn(request).slice(door.base.length) || '/');
    const { origin, base } = door;
    const page = await pageOf(built, facts, { storeKey: store.key, origin, base, path, locale });
    return { kind: 'page', page, frames: (await paymentFormOf(inStore))?.origin ?? null };
  } catch (error) {
    return refusal(error, languageOf(request, anyLanguage));
  }
}

/** A language that was asked for stays chosen for a year. It is no secret, and the page's own script does not need it. */
function rememberLanguage(request: FastifyRequest, response: FastifyReply, enabled: readonly string[]): void {
  const asked = askedLanguage(request);
  if (asked === null || !enabled.includes(asked)) return;
  void response.header('set-cookie', `${languageCookie}=${asked}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`);
}

function refusal(error: unknown, language: Locale): Answer {
  if (!(error instanceof ProblemError)) throw error;
  const { store } = error.params;
  switch (error.code) {
    case 'store.not_found':
      return { kind: 'missing', status: 404, document: missingPage(language) };
    case 'store.closed':
    case 'store.unavailable':
      return { kind: 'closed', status: 503, document: closedPage(typeof store === 'string' ? store : null, language) };
    default:
      throw error;
  }
}

function send(request: FastifyRequest, response: FastifyReply, answer: Answer) {
  if (answer.kind !== 'page') {
    return response
      .code(answer.status)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language, cookie')
      .header('content-security-policy', answer.document.policy)
      .type('text/html; charset=utf-8')
      .send(answer.document.html);
  }
  const { ready, policy, status } = answer.page;
  // the vendor's card form, and nothing else, may be framed: docs/vendors/card-form.md
  const framing = answer.frames === null ? '' : `; frame-src ${answer.frames}`;
  const { 'accept-encoding': accepted, 'if-none-match': known } = request.headers;
  const made = answerReady(ready, typeof accepted === 'string' ? accepted : undefined, known);
  return response
    .code(made.status === 200 ? status : made.status)
    .headers(made.headers)
    .header('vary', 'accept-encoding, accept-language, cookie')
    .header('content-security-policy', `${policy}${framing}`)
    .send(made.body ?? undefined);
}

/** Cortex shows it in a frame. What is in it the browser asks for, with the session of whoever looks. */
function previewHandler(files: () => Promise<StorefrontFiles>) {
  return async (
    request: FastifyRequest<{ Params: { storeKey: string; programId: string } }>,
    response: FastifyReply,
  ) => {
    const { storeKey, programId } = request.params;
    const { storefront, addresses } = await files();
    const locale = askedLanguage(request) ?? 'en';
    const data = { preview: { programId }, storeKey, base: `/s/${storeKey}/preview/${programId}`, locale };
    const { html, style } = storefront.renderPreview({ data, assets: addresses });
    return response
      .headers({ 'cache-control': 'no-store', 'x-frame-options': 'SAMEORIGIN' })
      .header('content-security-policy', policyOf({ style, imageOrigins: ['https:'] }, "'self'"))
      .type('text/html; charset=utf-8')
      .send(html);
  };
}

function pathIn(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/';
}

function notFound(): never {
  throw problem('route.not_found');
}

function toCortex(response: FastifyReply) {
  return response.header('cache-control', 'no-cache').redirect('/cortex', 302);
}
