import { activate } from '../../test/factories/switching.ts';
import { serve } from '../support/processes.ts';
import { against, type Bench, type Measured } from './bench.ts';
import { inTurn, sample } from './sample.ts';

const rounds = 11;
const count = 3_000;
const connections = 32;
const targets = { ratio: 0.5, p99: 5 };
/** More than the limit on one address lets through in a minute. */
const addresses = 16_000;

/** The price of five games of a pack with three tiers, beside a POST that only parses and sums. */
export async function measureQuote({ url, app, shop, load }: Bench): Promise<Measured> {
  await activate(app, shop.store, shop.programs.packs);
  const product = await serve({ kind: 'product', databaseUrl: url });
  const events = [0, 1, 9, 10, 30].map((game) => ({
    eventCode: shop.eventCodes[game] ?? '',
    seats: [{ priceCode: 'B', count: 2 }],
  }));
  const body = JSON.stringify({ packId: shop.packId, partySize: 2, events });
  const path = `/api/stores/${shop.store.key}/quote`;
  const requests = Array.from({ length: addresses }, (_, index) => post(path, body, addressOf(index)));
  const first = await fetch(`http://127.0.0.1:${product.port}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  const quoted: { findings: { code: string }[] } = JSON.parse(await first.text());
  if (quoted.findings.some(({ code }) => code !== 'selection.complete'))
    throw new Error(JSON.stringify(quoted.findings));
  const headers = Object.fromEntries(
    [...first.headers].filter(([name]) => !['date', 'content-length', 'connection', 'keep-alive'].includes(name)),
  );
  const cents = Object.fromEntries(shop.eventCodes.map((code) => [`${code}/B`, 9_000]));
  const bare = await serve({ kind: 'bare-post', headers, cents });
  const of = { connections, requests, count };
  const { ours, theirs, ratio } = await inTurn(
    rounds,
    () => sample(load, product, of),
    () => sample(load, bare, of),
  );
  await product.stop();
  await bare.stop();
  await activate(app, shop.store, shop.programs.regular);
  const isMet = ratio >= targets.ratio && ours.p99 < targets.p99;
  const text = `\`POST /quote\` of five games in a pack with three tiers: every rule, tier, limit and hint. Beside it a POST that parses and sums. ${connections} callers, median of ${rounds} rounds in turn.

| | product/s | bare/s | ratio | product µs CPU | bare µs CPU | ratio | p99 ms | bare p99 ms | targets |
|---|---|---|---|---|---|---|---|---|---|
| quote | ${ours.rate.toFixed(0)} | ${theirs.rate.toFixed(0)} | ${(ours.rate / theirs.rate).toFixed(2)} | ${ours.cpu.toFixed(0)} | ${theirs.cpu.toFixed(0)} | ${ratio.toFixed(2)} | ${ours.p99.toFixed(1)} | ${theirs.p99.toFixed(1)} | ${against(`≥ ${targets.ratio}, p99 < ${targets.p99} ms`, isMet)} |`;
  return { text, isMet };
}

function post(path: string, body: string, address: string): string {
  const headers = [
    'host: bench.example',
    'content-type: application/json',
    `content-length: ${body.length}`,
    `x-forwarded-for: ${address}`,
  ];
  return [`POST ${path} HTTP/1.1`, ...headers, '', body].join('\r\n');
}

function addressOf(index: number): string {
  return `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
}
