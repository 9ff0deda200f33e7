import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Route } from '../../../shared/contract/route.ts';
import { problem } from '../problem.ts';
import { fieldErrors } from './errors.ts';

/** Longest path parameter; keys and ids are far shorter. */
export const maxParamLength = 200;

/** Refuses what no route takes, before anybody looks at the request: its framing, its host, its address. */
export function assertWellFormed(request: FastifyRequest): void {
  const { host } = request.headers;
  if (host === undefined ? request.raw.httpVersion !== '1.0' : !hostName.test(host)) {
    throw problem('request.malformed', { reason: 'The Host header is missing or not a host name.' });
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw problem('request.compressed');
  if (request.method === 'GET' && hasBody(request)) {
    throw problem('request.malformed', { reason: 'This request takes no body.' });
  }
  assertPlain(request.url);
}

/** Parts of a request that a route does not declare must be empty. Throws `request.invalid`. */
export function parse(where: 'params' | 'query' | 'body', schema: z.ZodType | undefined, value: unknown): unknown {
  const parsed = (schema ?? (where === 'body' ? nothing : noFields)).safeParse(value);
  if (!parsed.success) throw problem('request.invalid', {}, { errors: fieldErrors(where, parsed.error) });
  return parsed.data;
}

/** The version in `If-Match`; throws `version.required`. A proxy that compresses may have made the tag a weak one. */
export function readVersion(route: Route, request: FastifyRequest): number | undefined {
  if (route.ifMatch !== true) return undefined;
  const header = request.headers['if-match'];
  if (header === undefined) throw problem('version.required');
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  if (found !== null) return Number(found[1]);
  throw problem('request.malformed', { reason: 'If-Match must be the ETag of the version you read.' });
}

const hostName = /^([\w.-]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(:\d{1,5})?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\u0000-\u001f\u007f]/;
const nothing = z.undefined({ error: 'This request takes no body.' });
const noFields = z.strictObject({});

function hasBody(request: FastifyRequest): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

/** Control characters have no business in an address, and could split a header or a line of the log. */
function assertPlain(url: string) {
  if (controlCharacter.test(decode(url))) {
    throw problem('request.malformed', { reason: 'The address has a character that is not allowed. Remove it.' });
  }
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    throw problem('request.malformed', { reason: 'The address is not a valid URL.' });
  }
}
