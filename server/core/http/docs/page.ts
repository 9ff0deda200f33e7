import { type Html, html } from './html.ts';

export const base = '/api/docs';

/** A page of the documentation, with its navigation beside it. */
export function page(title: string, navigation: Html, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Attend Flex API</title>
<link rel="icon" href="${base}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${base}/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
<a class="home" href="${base}">Attend Flex <span>API</span></a>
<nav aria-label="Documentation">
<a href="${base}">Routes</a>
<a href="${base}/problems">Problems</a>
<a href="/api/openapi.json">openapi.json</a>
</nav>
</header>
<div class="frame">
<nav class="side" aria-label="On this page" tabindex="0">${navigation}</nav>
<main id="content" tabindex="-1">${content}</main>
</div>
</body>
</html>
`.markup;
}
