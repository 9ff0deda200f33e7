import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';

const script = `
  import { createElement, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  function Clicked() {
    const [count, setCount] = useState(0);
    const button = createElement('button', { key: 'button', onClick: () => setCount(count + 1) }, 'Click');
    return [button, createElement('p', { key: 'text' }, 'Clicked ' + count)];
  }
  createRoot(document.getElementById('root')).render(createElement(Clicked));
`;

/** React and nothing else, built as for production. */
export async function openBarePage(browser: Browser): Promise<Page> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.setContent('<!doctype html><div id="root"></div>');
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}
