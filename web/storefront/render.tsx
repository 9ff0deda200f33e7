import { renderToString } from 'react-dom/server';
import type { PageRequest, PreviewData, RenderedPage, Storefront } from '../../shared/contract/storefront.ts';
import { brandStyle, schemeOf } from './app/brand.ts';
import { formatsOf } from './app/formats.ts';
import { openApp } from './app/open.ts';
import { parsePath, pathOf } from './app/route.ts';
import { StorefrontPage } from './app/StorefrontPage.tsx';
import { loadStep, stepSources } from './app/steps.ts';
import { makeTranslate } from './app/text.ts';
import { titleOf } from './app/title.ts';
import { loadWords, wordSources } from './app/words.ts';
import { descriptionOf } from './description.ts';
import { documentOf, imageOriginsIn } from './document.ts';
import { eventData } from './structured.ts';

/** The first view of a page, whole: the browser goes on from it. */
async function renderPage({ data: facts, origin, assets }: PageRequest): Promise<RenderedPage> {
  const { locale, offer, copy } = facts;
  const data = { ...facts, formats: formatsOf(locale, offer.state === 'open' ? offer.currency : 'USD') };
  const route = parsePath(data.path);
  const [words, Step] = await Promise.all([loadWords(locale, route.step), loadStep(route.step)]);
  const app = openApp({ data, words, Step });
  const body = renderToString(<StorefrontPage app={app} />);
  const style = brandStyle(copy);
  const t = makeTranslate(words, locale);
  const isFound = route.step !== 'missing';
  const html = documentOf({
    data,
    assets,
    sources: ['main.tsx', ...wordSources(locale, route.step), stepSources[route.step]],
    style,
    scheme: schemeOf(copy),
    body,
    head: {
      title: titleOf(route, copy, { t }),
      description: descriptionOf(data, t),
      siteName: copy.store.name,
      address: { origin, base: data.base, path: data.path },
      languages: copy.languages,
      locale,
      imageUrl: copy.page.shareImageUrl ?? copy.presentation?.banner?.url ?? null,
      iconUrl: copy.page.faviconUrl,
      themeColour: copy.presentation?.colours.primary ?? copy.brand.colours.primary,
      isIndexed: isFound && (route.step === 'home' || route.step === 'choose') && data.offer.state === 'open',
      structured: route.step === 'home' ? eventData(data, origin) : null,
    },
  });
  return { status: isFound ? 200 : 404, html, style, imageOrigins: imageOriginsIn(copy) };
}

/** The page staff look at an offer with: empty until the browser has asked for it with the staff's own session. */
function renderPreview({ data, assets }: Parameters<Storefront['renderPreview']>[0]): RenderedPage {
  const html = documentOf({
    data: data satisfies PreviewData,
    assets,
    sources: ['main.tsx', 'steps/preview/openPreview.tsx', ...wordSources(data.locale, 'choose')],
    style: '',
    scheme: 'light',
    body: '',
    head: null,
  });
  return { status: 200, html, style: '', imageOrigins: [] };
}

export const storefront: Storefront = { pathTo: (path) => pathOf(parsePath(path)), renderPage, renderPreview };
