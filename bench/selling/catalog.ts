import { request as ask } from 'node:http';
import { type ServerProcess, serve } from '../support/processes.ts';
import { against, type Bench, type Measured } from './bench.ts';
import { get, inTurn, sample } from './sample.ts';

const rounds = 7;
const count = 3_000;
const target = 0.85;

type Read = { name: string; request: string; yardstick: ServerProcess };

/** The hottest read beside a server that knows nothing but these bytes. */
export async function measureCatalog({ url, shop, load }: Bench): Promise<Measured> {
  const product = await serve({ kind: 'product', databaseUrl: url });
  const path = `/api/stores/${shop.store.key}/offer`;
  const answers = await readAnswers(product.port, path);
  const bare = await serve({ kind: 'bare', ...answers.plain, notModified: answers.notModified });
  const bareBrotli = await serve({ kind: 'bare', ...answers.brotli, notModified: answers.notModified });
  const reads: Read[] = [
    { name: '200, plain', request: get(path), yardstick: bare },
    { name: '200, Brotli', request: get(path, 'accept-encoding: br'), yardstick: bareBrotli },
    { name: '304', request: get(path, `if-none-match: ${answers.plain.headers.etag}`), yardstick: bare },
  ];
  const before = await product.usage();
  const lines: string[] = [];
  const ratios: number[] = [];
  for (const { name, request, yardstick } of reads) {
    for (const connections of [32, 128]) {
      const of = { connections, requests: [request], count };
      const { ours, theirs, ratio } = await inTurn(
        rounds,
        () => sample(load, product, of),
        () => sample(load, yardstick, of),
      );
      ratios.push(ratio);
      const rates = `${ours.rate.toFixed(0)} | ${theirs.rate.toFixed(0)} | ${(ours.rate / theirs.rate).toFixed(2)}`;
      const cpus = `${ours.cpu.toFixed(1)} | ${theirs.cpu.toFixed(1)} | ${ratio.toFixed(2)}`;
      lines.push(
        `| ${name}, ${connections} connections | ${rates} | ${cpus} | ${ours.p99.toFixed(1)} | ${against(`≥ ${target}`, ratio >= target)} |`,
      );
    }
  }
  const after = await product.usage();
  for (const server of [product, bare, bareBrotli]) await server.stop();
  const { plainBytes, brotliBytes } = answers;
  const text = `The offer of a season of 41 games at 4 price codes, two rules, beside it \`node:http\` that sends the same bytes and headers and knows nothing else. Median of ${rounds} rounds in turn; the ratio that counts on a shared
machine is that of processor time. During all of it the product asked its database ${after.roundTrips - before.roundTrips} times (it looks for news twice a second).

| body | bytes | target |
|---|---|---|
| plain | ${plainBytes} | ${against('≤ 15,000', plainBytes <= 15_000)} |
| Brotli | ${brotliBytes} | ${against('≤ 2,000', brotliBytes <= 2_000)} |

| | product/s | bare/s | ratio | product µs CPU | bare µs CPU | ratio | p99 ms | target |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}`;
  const isSmall = plainBytes <= 15_000 && brotliBytes <= 2_000;
  return { text, isMet: isSmall && ratios.every((ratio) => ratio >= target) };
}

/** What the product answers, asked until it has compressed it. */
export async function readAnswers(port: number, path: string) {
  const plain = await readAnswer(port, path, 'identity');
  let brotli = plain;
  while (brotli.headers['content-encoding'] !== 'br') brotli = await readAnswer(port, path, 'br');
  const { etag = '', vary = '' } = plain.headers;
  const fixed = Object.entries(plain.headers).filter(
    ([name]) => !name.startsWith('content-') || name === 'content-security-policy',
  );
  const notModified = { ...Object.fromEntries(fixed), etag, vary };
  return { plain, brotli, notModified, plainBytes: plain.length, brotliBytes: brotli.length };
}

function readAnswer(port: number, path: string, encoding: string) {
  return new Promise<{ headers: Record<string, string>; body: string; length: number }>((resolve, reject) => {
    const asked = ask({ port, path, headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const headers = Object.entries(response.headers).filter(([name]) => !perAnswer.has(name));
        resolve({
          headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
          body: bytes.toString('base64'),
          length: bytes.length,
        });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Made by Node for each answer. */
const perAnswer = new Set(['date', 'connection', 'keep-alive', 'x-request-id']);
