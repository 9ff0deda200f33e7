import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** An answer that is made once and sent many times as it is: its bytes, also compressed, and its entity tag. */
export type Ready = {
  readonly isReady: true;
  /** Of the uncompressed bytes, without quotes; equal bytes have equal tags on every node. */
  readonly tag: string;
  readonly plain: Buffer;
  readonly type: string;
  readonly cacheControl: string;
  readonly vary: string;
  /** Kept by the encoding; made when the first reader who takes it asks. */
  readonly variants: Map<Encoding, ReadyAnswer>;
  /** To readers who have it, by what they say they have. */
  readonly unchanged: Map<string, ReadyAnswer>;
};
export type Encoding = 'br' | 'gzip' | 'identity';

export type ReadyOptions = {
  type?: string;
  /** private for what is answered to one session only. */
  reach?: 'everybody' | 'session';
};

/** Smaller bodies fit into one packet anyway. */
const worthIt = 1_024;
/** Different texts of the same tag that are remembered: there are three tags, and proxies that make them weak. */
const mostUnchanged = 12;
/** Above it the last per cent of size costs seconds of a processor. */
const finestUpTo = 256 * 1_024;

export function makeReady(text: string, { type = 'application/json', reach = 'everybody' }: ReadyOptions = {}): Ready {
  const plain = Buffer.from(text);
  return {
    isReady: true,
    tag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    plain,
    type,
    cacheControl: reach === 'everybody' ? 'no-cache' : 'private, no-cache',
    vary: reach === 'everybody' ? 'accept-encoding' : 'accept-encoding, cookie',
    variants: new Map(),
    unchanged: new Map(),
  };
}

export function isReady(value: unknown): value is Ready {
  return typeof value === 'object' && value !== null && 'isReady' in value;
}

/** The same object for the same answer. */
export type ReadyAnswer = {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
};

/**
 * What a reader gets who takes these encodings and has these entity tags. A compressed body is made in the background
 * when it is first asked for; until it is there, readers get the plain one.
 */
export function answerReady(ready: Ready, accepted: string | undefined, known: string | undefined): ReadyAnswer {
  if (known === undefined) return variantFor(ready, accepted);
  const before = ready.unchanged.get(known);
  if (before !== undefined) return before;
  const match = matchOf(ready, known);
  if (match === null) return variantFor(ready, accepted);
  const headers = { etag: match, 'cache-control': ready.cacheControl, vary: ready.vary };
  const answer: ReadyAnswer = { status: 304, headers, body: null };
  if (ready.unchanged.size < mostUnchanged) ready.unchanged.set(known, answer);
  return answer;
}

/** Resolves when the body is there that is compressed the soonest: readers of Brotli get it until theirs is made. */
export function compressSoonest(ready: Ready): Promise<void> {
  return ready.plain.length > worthIt ? compressed(ready, 'gzip') : Promise.resolve();
}

/** Resolves when the compressed bodies are there. */
export async function compressAll(ready: Ready): Promise<void> {
  await Promise.all((['br', 'gzip'] as const).map((encoding) => compressed(ready, encoding)));
}

function variantFor(ready: Ready, accepted: string | undefined): ReadyAnswer {
  const wanted = ready.plain.length > worthIt ? bestEncoding(accepted) : 'identity';
  if (wanted !== 'identity') {
    const found = ready.variants.get(wanted);
    if (found !== undefined) return found;
    void compressed(ready, wanted);
    const other = wanted === 'br' && takesGzip(accepted) ? ready.variants.get('gzip') : undefined;
    if (other !== undefined) return other;
  }
  return identityOf(ready);
}

function identityOf(ready: Ready): ReadyAnswer {
  const found = ready.variants.get('identity') ?? makeVariant(ready, 'identity', ready.plain);
  ready.variants.set('identity', found);
  return found;
}

const pending = new WeakMap<Ready, Map<Encoding, Promise<void>>>();

/** One at a time for each body and encoding. A failure to compress leaves the plain body, which is as good. */
function compressed(ready: Ready, encoding: 'br' | 'gzip'): Promise<void> {
  const making = pending.get(ready) ?? new Map<Encoding, Promise<void>>();
  pending.set(ready, making);
  const known = making.get(encoding);
  if (known !== undefined) return known;
  const made = compress(ready.plain, encoding)
    .then((body) => void ready.variants.set(encoding, makeVariant(ready, encoding, body)))
    .catch(() => {});
  making.set(encoding, made);
  return made;
}

async function compress(plain: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(plain, { level: 9 });
  const quality = plain.length <= finestUpTo ? constants.BROTLI_MAX_QUALITY : 9;
  return promisify(brotliCompress)(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
}

function makeVariant(ready: Ready, encoding: Encoding, body: Buffer): ReadyAnswer {
  const headers = {
    'content-type': ready.type,
    'content-length': String(body.length),
    etag: encoding === 'identity' ? `"${ready.tag}"` : `"${ready.tag}-${encoding}"`,
    'cache-control': ready.cacheControl,
    vary: ready.vary,
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  };
  return { status: 200, headers, body };
}

/**
 * The tag among those the reader has that names these bytes in any encoding: what the reader keeps under it is current.
 * Compared weakly, as RFC 9110 says, because a proxy that compresses makes our tags weak ones.
 */
function matchOf(ready: Ready, known: string): string | null {
  if (!known.includes(ready.tag)) return known.trim() === '*' ? `"${ready.tag}"` : null;
  for (const part of known.split(',')) {
    const tag = part.trim().replace(/^W\//, '');
    if (tag === `"${ready.tag}"` || tag === `"${ready.tag}-br"` || tag === `"${ready.tag}-gzip"`) return tag;
  }
  return null;
}

/** Also a reader who would rather have Brotli. */
function takesGzip(accepted: string | undefined): boolean {
  return accepted !== undefined && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}

const preferences = new Map<string, Encoding>();

/** The better of what the reader takes; `q=0` means it does not. Browsers send the same few texts over and over. */
function bestEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  const known = preferences.get(accepted);
  if (known !== undefined) return known;
  const taken = accepted
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .filter(([, quality = '1']) => Number(quality) > 0)
    .map(([name]) => name);
  const best = taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : 'identity';
  if (preferences.size < 200) preferences.set(accepted, best);
  return best;
}
