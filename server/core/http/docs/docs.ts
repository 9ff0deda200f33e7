import type { FastifyInstance } from 'fastify';
import { makeAsset, sendAsset } from '../assets.ts';
import { documentHeaders } from '../headers.ts';
import { type About, makeOpenApi } from './openapi.ts';
import { base } from './page.ts';
import { problemsPage } from './problems-page.ts';
import { routesPage } from './routes-page.ts';
import { icon, style } from './style.ts';

/**
 * `/api/openapi.json` for machines and `/api/docs` for people, both made from the route table when first asked for: it
 * takes as long as the rest of a start.
 */
export function addDocs(app: FastifyInstance, about: About): void {
  const document = once(() => makeOpenApi(about));
  addText(app, '/api/openapi.json', 'openapi.json', () => JSON.stringify(document()));
  addText(app, base, 'routes.html', () => routesPage(document()));
  addText(app, `${base}/problems`, 'problems.html', problemsPage);
  addText(app, `${base}/style.css`, 'style.css', () => style);
  addText(app, `${base}/icon.svg`, 'icon.svg', () => icon);
}

/** A text that stays the same while the process runs; the ending of `name` says its type. */
function addText(app: FastifyInstance, url: string, name: string, text: () => string) {
  const asset = once(() => makeAsset(name, Buffer.from(text())));
  app.get(url, (request, response) => sendAsset(request, response.headers(documentHeaders()), asset()));
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
