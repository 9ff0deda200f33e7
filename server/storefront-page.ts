import { createHash } from 'node:crypto';
import { type Brand, defaultBrand } from '../shared/contract/brand.ts';
import type { Locale } from '../shared/contract/common.ts';
import type { SettingValues } from '../shared/contract/settings.ts';
import { fontStacks } from '../shared/rules/fonts.ts';
import { escapeHtml } from './core/mail.ts';

/** A page without scripts, and the content security policy that lets its one style element in by its hash. */
export type Document = { html: string; policy: string };

type Opening = { name: string; brand: Brand; page: SettingValues['page']; language: Locale };

const openingWords: Record<Locale, { title: string; text: string }> = {
  en: { title: 'Opening soon', text: 'This store sells nothing yet. Come back later.' },
  es: { title: 'Abre pronto', text: 'Esta tienda aún no vende nada. Vuelve más tarde.' },
  fr: { title: 'Ouvre bientôt', text: 'Cette boutique ne vend encore rien. Revenez plus tard.' },
};

/** A store that is not selling yet, in its own look and language. */
export function openingPage({ name, brand, page, language }: Opening): Document {
  const { title, text } = openingWords[language];
  const { title: tabTitle, description, faviconUrl: iconUrl } = page;
  return makeDocument({ brand, language, tabTitle, name, title, text, description, iconUrl });
}

/** A store that is closed for a while; its name when it may be told. */
export function closedPage(name: string | null): Document {
  return makeDocument({
    ...plain,
    tabTitle: name ?? 'Closed',
    name,
    title: 'Closed at the moment',
    text: 'This store is closed for now. What you bought stays as it is. Come back later.',
  });
}

/** An address without a store. */
export function missingPage(): Document {
  return makeDocument({
    ...plain,
    tabTitle: 'Not found',
    name: null,
    title: 'There is no store at this address',
    text: 'Check the address, or start from the website of your team.',
  });
}

const plain = { brand: defaultBrand, language: 'en', description: '', iconUrl: null } as const;

type Content = {
  brand: Brand;
  language: Locale;
  tabTitle: string;
  name: string | null;
  title: string;
  text: string;
  description: string;
  iconUrl: string | null;
};

function makeDocument({ brand, language, tabTitle, name, title, text, description, iconUrl }: Content): Document {
  const style = styleOf(brand);
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(tabTitle)}</title>
<link rel="icon" href="${escapeHtml(iconUrl ?? 'data:,')}">
<style>${style}</style>
</head>
<body>
${name === null ? '' : `<header>${logoOf(brand, name)}</header>`}
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
</main>
</body>
</html>
`;
  return { html, policy: policyFor(style) };
}

function logoOf({ logo }: Brand, name: string): string {
  if (logo.url === null) return escapeHtml(name);
  return `<img src="${escapeHtml(logo.url)}" alt="${escapeHtml(logo.alt)}">`;
}

/** Colours, font and lengths are closed sets of the contract: nothing a person typed freely gets into the style. */
function styleOf({ colours, font }: Brand): string {
  return `
* { box-sizing: border-box; margin: 0; }
body {
  min-height: 100vh; display: flex; flex-direction: column; font: 1rem/1.5 ${fontStacks[font]};
  color: ${colours.text}; background: ${colours.background};
}
header {
  display: flex; align-items: center; min-height: 4rem; padding: 0.5rem 1.5rem; font-size: 1.25rem; font-weight: 700;
  color: ${colours.onPrimary}; background: ${colours.primary};
}
header img { display: block; max-height: 3rem; }
main { flex: 1; display: grid; place-content: center; gap: 0.75rem; padding: 2rem 1.5rem; text-align: center; }
h1 { font-size: clamp(1.75rem, 5vw, 2.75rem); line-height: 1.15; text-wrap: balance; }
p { color: ${colours.mutedText}; font-size: 1.125rem; text-wrap: balance; }
`;
}

function policyFor(style: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "img-src 'self' https: data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
