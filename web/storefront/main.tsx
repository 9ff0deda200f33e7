import './styles/tokens.css';
import './styles/base.css';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { openApp } from './app/open.ts';
import { readPageData } from './app/pageData.ts';
import { parsePath } from './app/route.ts';
import { StorefrontPage } from './app/StorefrontPage.tsx';
import { loadStep } from './app/steps.ts';
import { loadWords } from './app/words.ts';

/** Goes on from the HTML the server made, with what it was made of. */
async function start() {
  const root = document.getElementById('root');
  const data = readPageData(document);
  if (root === null || data === null) return;
  if ('preview' in data) {
    const { openPreview } = await import('./steps/preview/openPreview.tsx');
    return openPreview(root, data);
  }
  const { step } = parsePath(data.path);
  const [words, Step] = await Promise.all([loadWords(data.locale, step), loadStep(step)]);
  const page = <StorefrontPage app={openApp({ data, words, Step })} />;
  // in small parts, so that a slow phone answers in between
  startTransition(() => void hydrateRoot(root, page));
}

void start();
