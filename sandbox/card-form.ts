import type { IncomingMessage, ServerResponse } from 'node:http';
import { formPage, tokensPath } from './card-form.page.ts';
import { formLocales } from './card-form.words.ts';
import { tokenise } from './cards.ts';
import { InputError, isFields } from './fields.ts';
import { type Elsewhere, sendJson, sendText } from './server.ts';

/**
 * The vendor's card form, before everything else the sandbox answers: docs/vendors/card-form.md. A card number is looked
 * at once and kept nowhere. `now` is in milliseconds.
 */
export function withCardForm(now: () => number, elsewhere: Elsewhere): Elsewhere {
  return (request, response, body) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://sandbox');
    if (path === '/card-form' && request.method === 'GET') return sendPage(response, query);
    if (path === tokensPath && request.method === 'POST') return sendToken(request, response, body, now());
    elsewhere(request, response, body);
  };
}

function sendPage(response: ServerResponse, query: URLSearchParams) {
  const origin = query.get('origin') ?? '';
  if (!isOrigin(origin)) return sendText(response, 400, 'origin must be that of the page that frames the form.');
  const wanted = query.get('locale');
  const locale = formLocales.find((one) => one === wanted) ?? 'en';
  const { html, policy } = formPage({ origin, locale });
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

/** A browser lets no other page send JSON here: there is no leave for other origins. */
function sendToken(request: IncomingMessage, response: ServerResponse, body: string, now: number) {
  if (request.headers['content-type'] !== 'application/json') return sendText(response, 415, 'A card is sent as JSON.');
  try {
    sendJson(response, 200, tokenise(readBody(body), now));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    sendJson(response, 400, { error: error.message });
  }
}

function readBody(body: string) {
  try {
    const sent: unknown = JSON.parse(body);
    if (isFields(sent)) return sent;
  } catch {
    // Said below.
  }
  throw new InputError('the body must be a JSON object');
}

/** A whole origin and nothing else, so that it is safe in a header. */
function isOrigin(given: string): boolean {
  if (!URL.canParse(given)) return false;
  const { origin, protocol } = new URL(given);
  return origin === given && (protocol === 'https:' || protocol === 'http:');
}
