import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../problem.ts';
import { type Assets, readAssets, sendAsset } from './assets.ts';
import { newNonce, pageHeaders } from './headers.ts';

/** Stands in a built page wherever its nonce belongs: `html.cspNonce` of Vite. */
export const noncePlaceholder = '__STYLE_NONCE__';

/**
 * A built single-page application at `prefix`. Every path below it is the page, except those of its files; a file that
 * does not exist is a 404, not the page. Files are read when the first request comes: `page.not_built` until they exist.
 */
export function addPages(app: FastifyInstance, { prefix, folder }: { prefix: `/${string}`; folder: string }): void {
  const assets = keepOnceRead(folder);
  const answer = async (request: FastifyRequest, response: FastifyReply) => {
    const [url = ''] = request.url.split('?');
    const name = decodeURIComponent(url.slice(prefix.length + 1));
    const all = await assets();
    const asset = name === 'index.html' ? undefined : all.get(name);
    if (asset !== undefined) return sendAsset(request, response, asset);
    if (isFile(request, name)) throw problem('route.not_found');
    return sendPage(response, await pageOf(all));
  };
  app.route({ method: ['GET', 'HEAD'], url: prefix, handler: answer });
  app.route({ method: ['GET', 'HEAD'], url: `${prefix}/*`, handler: answer });
}

function sendPage(response: FastifyReply, page: string) {
  const nonce = newNonce();
  response.headers(pageHeaders(nonce)).type('text/html; charset=utf-8');
  return response.send(page.replaceAll(noncePlaceholder, nonce));
}

async function pageOf(assets: Assets): Promise<string> {
  const page = await assets.get('index.html')?.encoded('');
  if (page === undefined) throw problem('page.not_built');
  return page.bytes.toString('utf8');
}

/** A path that ends like a file's, unless a person opens it as a page. */
function isFile(request: FastifyRequest, name: string): boolean {
  if (name.startsWith('assets/')) return true;
  return /\.\w+$/.test(name) && !(request.headers.accept ?? '').includes('text/html');
}

/** Reads the folder once it is there. */
function keepOnceRead(folder: string): () => Promise<Assets> {
  let kept: Promise<Assets> | null = null;
  return () => {
    kept ??= readAssets(folder).catch((cause: unknown) => {
      kept = null;
      throw problem('page.not_built', {}, { cause });
    });
    return kept;
  };
}
