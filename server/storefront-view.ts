import { createHash } from 'node:crypto';
import type { Locale } from '../shared/contract/common.ts';
import type { RenderedPage } from '../shared/contract/storefront.ts';
import { compressSoonest, makeReady, type Ready } from './core/http/ready.ts';
import type { PageFacts } from './modules/catalog/catalog.page.service.ts';
import type { StorefrontFiles } from './storefront-files.ts';

/** A page that is made: its bytes with their tag, and what the browser may do with it. */
export type MadePage = { status: 200 | 404; ready: Ready; policy: string };

export type PagePlace = { storeKey: string; origin: string; base: string; path: string; locale: Locale };

/** Pages of one offer that are kept; each costs some tens of kilobytes. */
const mostPages = 60;

/** Pages by the offer they were made of, so that they are forgotten with it. */
const made = new WeakMap<object, Map<string, Promise<MadePage>>>();

/** The page for everybody who is sent this offer. Made once for each place and language. */
export function pageOf(files: StorefrontFiles, facts: PageFacts, place: PagePlace): Promise<MadePage> {
  const pages = made.get(facts.key) ?? new Map<string, Promise<MadePage>>();
  made.set(facts.key, pages);
  const { storeKey, origin, base, path, locale } = place;
  const name = [facts.tag, storeKey, origin, base, locale, path].join('\n');
  const known = pages.get(name);
  if (known !== undefined) return known;
  const page = makePage(files, facts, place);
  page.catch(() => pages.delete(name));
  pages.set(name, page);
  for (const oldest of pages.keys()) if (pages.size > mostPages) pages.delete(oldest);
  return page;
}

async function makePage(
  { storefront, addresses }: StorefrontFiles,
  facts: PageFacts,
  { origin, ...place }: PagePlace,
): Promise<MadePage> {
  const { offer, free, tag, at, isForEverybody } = facts;
  const data = { ...place, at, offer, copy: facts.copy(), free, tag };
  const page = await storefront.renderPage({ data, origin, assets: addresses });
  const reach = isForEverybody ? 'everybody' : 'session';
  const ready = makeReady(page.html, { type: 'text/html; charset=utf-8', reach });
  await compressSoonest(ready);
  return { status: page.status, ready, policy: policyOf(page, "'none'") };
}

/**
 * Scripts come from our own files only, and what stands in the page between script tags is data. The brand's style element
 * is let in by its hash, pictures from where the store's own lie.
 */
export function policyOf({ style, imageOrigins }: Pick<RenderedPage, 'style' | 'imageOrigins'>, ancestors: string) {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'sha256-${hash}'`,
    ["img-src 'self' data:", ...imageOrigins].join(' '),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
}
