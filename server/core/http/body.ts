import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../problem.ts';

const maxDepth = 32;

/** Bodies are JSON in UTF-8 and nothing else; what they say is checked by the route. */
export function addBodyParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      const [, charset] = /charset=["']?([\w-]+)/i.exec(request.headers['content-type'] ?? '') ?? [];
      if (charset !== undefined && charset.toLowerCase() !== 'utf-8') throw problem('request.unsupported_media_type');
      return parseJson(bytes);
    },
  );
}

/** JSON of well-formed UTF-8, without NUL, lone surrogates, `__proto__` keys or absurd nesting. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const text = readText(bytes);
  const value = readJson(text);
  if (!isPlain(text)) assertClean(value, '/body');
  return value;
}

/** Refuses text that PostgreSQL cannot keep or that would come back changed. `at` is a JSON pointer. */
export function assertClean(value: unknown, at: string, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) {
      throw problem('request.malformed', { reason: `${shorten(at)} has a character that is not allowed. Remove it.` });
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth > maxDepth) throw problem('request.malformed', { reason: 'The body is nested too deeply.' });
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') {
      throw problem('request.malformed', { reason: `${shorten(at)} has a field that is not allowed.` });
    }
    assertClean(key, at, depth + 1);
    assertClean(inner, pointer(at, key), depth + 1);
  }
}

/** The JSON pointer (RFC 6901) one step further. */
export function pointer(at: string, ...steps: readonly PropertyKey[]): string {
  return [at, ...steps.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** A pointer is made of names somebody sent: it must not blow up the answer. */
export function shorten(at: string): string {
  return at.length <= 200 ? at : `${at.slice(0, 200).toWellFormed()}…`;
}

/**
 * True for text whose value cannot have anything against it: without an escape it names no NUL and no lone surrogate, and
 * it is nested no deeper than it has brackets.
 */
function isPlain(text: string): boolean {
  if (text.includes('\\u') || text.includes('\u0000') || text.includes('__proto__')) return false;
  let brackets = 0;
  for (const opening of ['{', '[']) {
    for (let at = text.indexOf(opening); at >= 0 && brackets <= maxDepth; at = text.indexOf(opening, at + 1)) {
      brackets += 1;
    }
  }
  return brackets <= maxDepth;
}

function readText(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw problem('request.malformed', { reason: 'The body is not valid UTF-8. Encode it as UTF-8.' });
  }
  const text = bytes.toString();
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw problem('request.malformed', { reason: 'The body is not valid JSON. Correct it and send it again.' });
  }
}
