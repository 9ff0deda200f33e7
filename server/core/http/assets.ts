import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type Asset = {
  type: string;
  /** Its name has a hash of its content, so it never changes. */
  isImmutable: boolean;
  /** The bytes and their entity tag in the best encoding of those the reader takes. */
  encoded: (accepted: string) => Promise<{ bytes: Buffer; etag: string; encoding: 'br' | 'gzip' | null }>;
};
/** By path below the folder, such as `assets/main-Bx3k9.js`. */
export type Assets = ReadonlyMap<string, Asset>;

/** Every file of a built application, in memory: what is not in the map does not exist, whatever the path looks like. */
export async function readAssets(folder: string): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const assets = await Promise.all(
    files.map(async (file): Promise<[string, Asset]> => {
      const name = path.relative(folder, file).split(path.sep).join('/');
      return [name, makeAsset(name, await readFile(file))];
    }),
  );
  return new Map(assets);
}

/** A file of this name, which says its type. */
export function makeAsset(name: string, bytes: Buffer): Asset {
  const type = types[path.extname(name).toLowerCase()] ?? 'application/octet-stream';
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const isWorthIt = compressible.test(type) && bytes.length > 1_024;
  const made = new Map<string, Promise<Buffer>>();
  const once = (encoding: 'br' | 'gzip') => {
    const known = made.get(encoding) ?? (encoding === 'br' ? toBrotli(bytes) : toGzip(bytes));
    made.set(encoding, known);
    return known;
  };
  return {
    type,
    isImmutable: /^assets\/.*-[\w-]{8,}\.\w+$/.test(name),
    async encoded(accepted) {
      const encoding = isWorthIt ? bestEncoding(accepted) : null;
      if (encoding === null) return { bytes, etag: `"${hash}"`, encoding };
      return { bytes: await once(encoding), etag: `"${hash}-${encoding}"`, encoding };
    },
  };
}

/** Sends the file, or only that it is still the same. */
export async function sendAsset(request: FastifyRequest, response: FastifyReply, asset: Asset) {
  const { bytes, etag, encoding } = await asset.encoded(request.headers['accept-encoding'] ?? '');
  response.headers({
    etag,
    vary: 'accept-encoding',
    'cache-control': asset.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.headers['if-none-match'] === etag) return response.code(304).send();
  if (encoding !== null) response.header('content-encoding', encoding);
  return response.type(asset.type).send(bytes);
}

/** The better of what the reader takes; `q=0` means it does not. */
function bestEncoding(accepted: string): 'br' | 'gzip' | null {
  const taken = accepted
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .filter(([, quality = '1']) => Number(quality) > 0)
    .map(([name]) => name);
  if (taken.includes('br')) return 'br';
  return taken.includes('gzip') ? 'gzip' : null;
}

/** Quality 9: within 3 % of the best, and a tenth of its time; done once for each file that is asked for. */
function toBrotli(bytes: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

function toGzip(bytes: Buffer): Promise<Buffer> {
  return promisify(gzip)(bytes);
}

const compressible = /^(text\/|image\/svg|application\/(json|manifest|wasm))/;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};
