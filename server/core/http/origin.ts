import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { problem } from '../problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cross-site request forgery: a write must not come from another site's page. Browsers name the page's `Origin` on
 * writes, or at least `Sec-Fetch-Site`; a write that names another one is refused, with cookies or without, so that
 * nobody can be signed in as somebody else either. One that names none may not carry cookies: it is no browser.
 * Throws `request.origin_refused`.
 */
export function assertOrigin(request: FastifyRequest, config: Config): void {
  if (safeMethods.has(request.method)) return;
  const { origin, cookie } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (isGiven(origin)) {
    if (!isOurs(origin, request, config)) throw problem('request.origin_refused');
  } else if (site !== undefined) {
    if (site !== 'same-origin') throw problem('request.origin_refused');
  } else if (cookie !== undefined) {
    throw problem('request.origin_refused');
  }
}

/** A page that hides its referrer, as ours do, sends a form with the origin `null`; then only the site is telling. */
function isGiven(origin: string | undefined): origin is string {
  return origin !== undefined && origin !== 'null';
}

function isOurs(origin: string, request: FastifyRequest, config: Config): boolean {
  if (origin === new URL(config.publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
