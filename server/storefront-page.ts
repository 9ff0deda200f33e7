import { createHash } from 'node:crypto';
import { type Brand, defaultBrand } from '../shared/contract/brand.ts';
import type { Locale } from '../shared/contract/common.ts';
import { fontStacks } from '../shared/rules/fonts.ts';
import { escapeHtml } from './core/mail.ts';

/** A page without scripts, and the content security policy that lets its one style element in by its hash. */
export type Document = { html: string; policy: string };

type Words = Readonly<Record<Locale, { tab: string; title: string; text: string }>>;

const closed: Words = {
  en: {
    tab: 'Closed',
    title: 'Closed at the moment',
    text: 'This store is closed for now. What you have bought stays yours. Please come back later.',
  },
  es: {
    tab: 'Cerrada',
    title: 'Cerrada por el momento',
    text: 'La tienda está cerrada por ahora. Lo que ya compraste sigue siendo tuyo. Vuelve más tarde.',
  },
  fr: {
    tab: 'Fermée',
    title: 'Fermée pour le moment',
    text: 'La boutique est fermée pour l’instant. Ce que vous avez acheté reste à vous. Revenez plus tard.',
  },
};

const missing: Words = {
  en: {
    tab: 'Not found',
    title: 'There is no store at this address',
    text: 'Check the address, or start from your team’s website.',
  },
  es: {
    tab: 'No encontrada',
    title: 'No hay ninguna tienda en esta dirección',
    text: 'Comprueba la dirección o empieza desde la web de tu equipo.',
  },
  fr: {
    tab: 'Introuvable',
    title: 'Il n’y a pas de boutique à cette adresse',
    text: 'Vérifiez l’adresse ou partez du site de votre équipe.',
  },
};

/** A store that is closed for a while; its name when it may be told. */
export function closedPage(name: string | null, language: Locale): Document {
  const { tab, ...words } = closed[language];
  return makeDocument({ ...words, tab: name ?? tab, name, language });
}

/** An address without a store. */
export function missingPage(language: Locale): Document {
  return makeDocument({ ...missing[language], name: null, language });
}

type Content = { language: Locale; tab: string; name: string | null; title: string; text: string };

function makeDocument({ language, tab, name, title, text }: Content): Document {
  const style = styleOf(defaultBrand);
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(tab)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${name === null ? '' : `<header>${escapeHtml(name)}</header>`}
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
</main>
</body>
</html>
`;
  return { html, policy: policyFor(style) };
}

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
main { flex: 1; display: grid; place-content: center; gap: 0.75rem; padding: 2rem 1.5rem; text-align: center; }
h1 { font-size: clamp(1.75rem, 5vw, 2.75rem); line-height: 1.15; text-wrap: balance; }
p { color: ${colours.mutedText}; font-size: 1.125rem; text-wrap: balance; }
@media (forced-colors: active) { header { border-bottom: 1px solid; } }
`;
}

function policyFor(style: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
