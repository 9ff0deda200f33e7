import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageData, Storefront } from '../../shared/contract/storefront.ts';
import { median, took } from '../report.ts';
import { readAnswers } from '../selling/catalog.ts';
import { get, inTurn, sample } from '../selling/sample.ts';
import { openLoad, serve } from '../support/processes.ts';
import { firstPages } from './phone.ts';
import type { OpenStore } from './store.ts';

const rounds = 7;
const count = 3_000;
const target = 0.85;

/** The first page from memory beside a server that knows nothing but its bytes, and what making one takes. */
export async function measureRendering(databaseUrl: string, { storeKey, url }: OpenStore) {
  const product = await serve({ kind: 'product', databaseUrl });
  const load = await openLoad();
  const address = `/s/${storeKey}`;
  const answers = await readAnswers(product.port, address);
  const bare = await serve({ kind: 'bare', ...answers.brotli, notModified: answers.notModified });
  // so many fans, because one address may ask only so often
  const requests = Array.from({ length: count }, (_, fan) =>
    get(address, 'accept-encoding: br', `x-forwarded-for: 10.0.${fan >> 8}.${fan & 255}`),
  );
  const of = { connections: 32, requests, count };
  const { ours, theirs, ratio } = await inTurn(
    rounds,
    () => sample(load, product, of),
    () => sample(load, bare, of),
  );
  const making = await timeOfMaking(url);
  for (const one of [product, bare, load]) await one.stop();
  const isMissed = ratio < target;
  const text = [
    '| | product/s | bare/s | product µs CPU | bare µs CPU | ratio | p99 ms | target |',
    '|---|---|---|---|---|---|---|---|',
    `| home, Brotli, 32 connections | ${ours.rate.toFixed(0)} | ${theirs.rate.toFixed(0)} | ${ours.cpu.toFixed(1)} | ${theirs.cpu.toFixed(1)} | ${ratio.toFixed(2)} | ${ours.p99.toFixed(1)} | ≥ ${target}${isMissed ? ', **missed**' : ''} |`,
    '',
    `Home is ${answers.plainBytes} bytes, ${answers.brotliBytes} in Brotli. ${making}`,
  ].join('\n');
  return { text, missed: isMissed ? ['home from memory'] : [] };
}

/** Done once for each offer, language and address; afterwards the page is sent from memory. */
async function timeOfMaking(url: string): Promise<string> {
  const built = await import(pathToFileURL(path.resolve('dist/web/storefront/server/render.js')).href);
  const storefront: Storefront = built.storefront;
  const told: string[] = [];
  for (const { name, address } of firstPages(url)) {
    const html = await (await fetch(address)).text();
    const data: PageData = JSON.parse(/id="page-data">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null');
    const times: number[] = [];
    for (let round = 0; round < 30; round += 1) {
      times.push(await took(() => storefront.renderPage({ data, origin: 'https://bench.example', assets: {} })));
    }
    told.push(`${name} ${median(times.slice(10)).toFixed(1)} ms (the first time ${times[0]?.toFixed(0)} ms)`);
  }
  return `Making the HTML anew, once for each offer, language and address: ${told.join(', ')}.`;
}
