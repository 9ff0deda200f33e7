import type { OfferCopy } from '../../shared/contract/catalog.copy.ts';
import type { Locale } from '../../shared/contract/common.ts';
import type { Image } from '../../shared/contract/program-content.ts';
import type { PageAssets, PageData, PreviewData } from '../../shared/contract/storefront.ts';
import { pageDataElement, safeJson } from './app/pageData.ts';

type Head = {
  title: string;
  description: string;
  siteName: string;
  address: { origin: string; base: string; path: string };
  languages: OfferCopy['languages'];
  locale: Locale;
  imageUrl: string | null;
  iconUrl: string | null;
  themeColour: string;
  /** Search engines may keep it. */
  isIndexed: boolean;
  /** What search engines read of the events. */
  structured: unknown;
};
type Parts = {
  data: PageData | PreviewData;
  assets: PageAssets;
  /** Sources whose files the first view needs. */
  sources: readonly string[];
  style: string;
  scheme: 'light' | 'dark';
  body: string;
  /** Null: a page nobody finds by searching. */
  head: Head | null;
};

/** A whole page. Everything that came from people is escaped; `body` is React's. */
export function documentOf({ data, assets, sources, style, scheme, body, head }: Parts): string {
  return `<!doctype html>
<html lang="${data.locale}" data-scheme="${scheme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head === null ? '<meta name="robots" content="noindex">\n<title>Preview</title>\n<link rel="icon" href="data:,">' : headOf(head)}
<style>${style}</style>
${filesOf(assets, sources)}
</head>
<body>
<div id="root">${body}</div>
${pageDataElement(data)}
${head === null || head.structured === null ? '' : `<script type="application/ld+json">${safeJson(head.structured)}</script>`}
</body>
</html>
`;
}

/** The style sheets, the entry, and ahead of time what the entry asks for next. */
function filesOf(assets: PageAssets, sources: readonly string[]): string {
  const files = sources.flatMap((source) => assets[source] ?? []);
  const styles = new Set(files.flatMap((file) => file.styles));
  const [entry, ...others] = new Set(files.flatMap(({ scripts }) => scripts));
  return [
    ...[...styles].map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`),
    ...(entry === undefined ? [] : [`<script type="module" src="${escapeHtml(entry)}"></script>`]),
    ...others.map((href) => `<link rel="modulepreload" href="${escapeHtml(href)}">`),
  ].join('\n');
}

function headOf({ title, description, siteName, address, languages, locale, ...head }: Head): string {
  const { origin, base, path } = address;
  const page = `${origin}${base}${path === '/' && base !== '' ? '' : path}`;
  const inLanguage = (one: Locale) => (one === languages.default ? page : `${page}?lang=${one}`);
  const alternates = languages.enabled.length < 2 ? [] : languages.enabled;
  const tags = [
    `<title>${escapeHtml(title)}</title>`,
    description === '' ? '' : meta('name', 'description', description),
    head.isIndexed ? '' : meta('name', 'robots', 'noindex'),
    meta('name', 'theme-color', head.themeColour),
    `<link rel="icon" href="${escapeHtml(head.iconUrl ?? 'data:,')}">`,
    `<link rel="canonical" href="${escapeHtml(inLanguage(locale))}">`,
    ...alternates.map((one) => `<link rel="alternate" hreflang="${one}" href="${escapeHtml(inLanguage(one))}">`),
    alternates.length === 0 ? '' : `<link rel="alternate" hreflang="x-default" href="${escapeHtml(page)}">`,
    meta('property', 'og:type', 'website'),
    meta('property', 'og:site_name', siteName),
    meta('property', 'og:title', title),
    description === '' ? '' : meta('property', 'og:description', description),
    meta('property', 'og:url', inLanguage(locale)),
    meta('property', 'og:locale', locale),
    head.imageUrl === null ? '' : meta('property', 'og:image', new URL(head.imageUrl, origin).href),
    meta('name', 'twitter:card', head.imageUrl === null ? 'summary' : 'summary_large_image'),
  ];
  return tags.filter((tag) => tag !== '').join('\n');
}

function meta(kind: 'name' | 'property', name: string, content: string): string {
  return `<meta ${kind}="${name}" content="${escapeHtml(content)}">`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Where the pictures of these texts lie, besides this site. */
export function imageOriginsIn(copy: OfferCopy): string[] {
  const { brand, page, presentation, packs, packages, addOns, suites, events } = copy;
  const groups: readonly Readonly<Record<string, { image: Image | null }>>[] = [
    packs,
    packages,
    addOns,
    suites,
    events,
  ];
  const images = groups.flatMap((group) => Object.values(group).map(({ image }) => image));
  const urls = [
    brand.logo.url,
    page.faviconUrl,
    presentation?.banner?.url ?? null,
    ...images.map((one) => one?.url ?? null),
  ];
  return [...new Set(urls.flatMap((url) => originOf(url)))].toSorted();
}

function originOf(url: string | null): string[] {
  if (url === null || !url.startsWith('https://') || !URL.canParse(url)) return [];
  return [new URL(url).origin];
}
