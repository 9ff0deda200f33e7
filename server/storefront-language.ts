import type { FastifyRequest } from 'fastify';
import { Locale } from '../shared/contract/common.ts';

type Languages = { default: Locale; enabled: readonly Locale[] };

export const languageCookie = 'flex_lang';

/** The language of a page: asked for in the address, chosen before, or the first the browser wants; of those the store has. */
export function languageOf(request: FastifyRequest, { enabled, default: usual }: Languages): Locale {
  const accepted = acceptedLanguages(request.headers['accept-language'] ?? '');
  const wanted = [askedLanguage(request), request.cookies[languageCookie], ...accepted];
  return wanted.map(toLocale).find((one) => one !== null && enabled.includes(one)) ?? usual;
}

/** `?lang=es`, when it is a language at all. */
export function askedLanguage(request: FastifyRequest): Locale | null {
  const { query } = request;
  return toLocale(typeof query === 'object' && query !== null && 'lang' in query ? query.lang : null);
}

function toLocale(value: unknown): Locale | null {
  const parsed = Locale.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** `es-MX,es;q=0.9,en;q=0.8` are Spanish, Spanish, English: the most wanted first. */
function acceptedLanguages(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const quality = rest.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { language: tag.split('-')[0] ?? '', quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
}
