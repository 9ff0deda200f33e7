import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { firstPages } from './phone.ts';

const target = 90_000;
const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;

/** What a first visit moves, as it was sent, and its scripts in gzip whatever they were sent in. */
export async function measureBytes(browser: Browser, url: string) {
  const lines: string[] = [];
  const missed: string[] = [];
  for (const { name, address } of firstPages(url)) {
    const page = await browser.newPage();
    const sent = new Map<string, number>();
    let [scripts, count, all] = [0, 0, 0];
    const reading: Promise<void>[] = [];
    page.on('response', (response) => {
      if (response.headers()['content-type']?.startsWith('text/event-stream')) return;
      reading.push(
        (async () => {
          const { responseBodySize } = await response.request().sizes();
          const kind = response.request().resourceType();
          sent.set(kind, (sent.get(kind) ?? 0) + responseBodySize);
          all += responseBodySize;
          if (kind !== 'script') return;
          const file = path.join(
            'dist/web/storefront/public',
            new URL(response.url()).pathname.replace('/storefront', ''),
          );
          scripts += gzipSync(await readFile(file), { level: 9 }).length;
          count += 1;
        })(),
      );
    });
    await page.goto(address);
    // the stream of news never ends, so it is not waited for
    await page.waitForTimeout(2_000);
    await Promise.all(reading);
    await page.close();
    const of = (kind: string) => kilobytes(sent.get(kind) ?? 0);
    const isOver = name === 'home' && scripts >= target;
    if (isOver) missed.push('scripts of home');
    lines.push(
      `| ${name} | ${of('document')} | ${of('stylesheet')} | ${of('script')} | ${of('fetch')} | ${kilobytes(all)} | ${kilobytes(scripts)}, ${count} files | ${name === 'home' ? `< 90 kB${isOver ? ', **missed**' : ''}` : ''} |`,
    );
  }
  const head = ['page', 'styles', 'scripts', 'data', 'all', 'scripts in gzip', 'target'];
  return { text: [`| | ${head.join(' | ')} |`, `|---|${'---|'.repeat(head.length)}`, ...lines].join('\n'), missed };
}
