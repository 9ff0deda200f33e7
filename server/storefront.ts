import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Ctx, type StoreFacts, withStore } from './core/ctx.ts';
import { ProblemError } from './core/problem.ts';
import { findStoreByHost, findStoreForFans } from './modules/stores/stores.service.ts';
import { settingOf } from './modules/stores/stores.settings.service.ts';
import { closedPage, type Document, missingPage, openingPage } from './storefront-page.ts';

/**
 * What fans see of a store: at `/s/{storeKey}`, and at the start of each of its host names. At any other host name the
 * start of the site leads to Cortex.
 */
export function addStorefront(app: FastifyInstance, ctx: Ctx): void {
  app.route<{ Params: { storeKey: string } }>({
    method: ['GET', 'HEAD'],
    url: '/s/:storeKey',
    handler: async ({ params }, response) =>
      send(response, await answerFor(ctx, findStoreForFans(ctx, params.storeKey))),
  });
  app.route({
    method: ['GET', 'HEAD'],
    url: '/',
    handler: async (request: FastifyRequest, response) => {
      const found = await answerFor(ctx, findStoreByHost(ctx, request.hostname));
      return found.status === 404 ? toCortex(response) : send(response, found);
    },
  });
}

type Answer = { status: 200 | 404 | 503; document: Document };

async function answerFor(ctx: Ctx, finding: Promise<StoreFacts>): Promise<Answer> {
  try {
    const store = await finding;
    const inStore = withStore(ctx, store);
    const [brand, page, languages] = await Promise.all([
      settingOf(inStore, 'brand'),
      settingOf(inStore, 'page'),
      settingOf(inStore, 'languages'),
    ]);
    return { status: 200, document: openingPage({ name: store.name, brand, page, language: languages.default }) };
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Answer {
  if (!(error instanceof ProblemError)) throw error;
  const { store } = error.params;
  switch (error.code) {
    case 'store.not_found':
      return { status: 404, document: missingPage() };
    case 'store.closed':
    case 'store.unavailable':
      return { status: 503, document: closedPage(typeof store === 'string' ? store : null) };
    default:
      throw error;
  }
}

function send(response: FastifyReply, { status, document }: Answer) {
  return response
    .code(status)
    .header('cache-control', 'no-cache')
    .header('content-security-policy', document.policy)
    .type('text/html; charset=utf-8')
    .send(document.html);
}

function toCortex(response: FastifyReply) {
  return response.header('cache-control', 'no-cache').redirect('/cortex', 302);
}
