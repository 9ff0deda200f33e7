import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, type PoolClient } from 'pg';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/core/config.ts';
import { openLog } from '../../server/core/log.ts';
import { archticsAdapter } from '../../server/modules/vendors/adapters/archtics/adapter.ts';
import type { VendorAdapter } from '../../server/modules/vendors/vendors.types.ts';
import { type BareCheckout, openBareCheckout } from './bare-checkout.ts';
import { publicUrl } from './public-url.ts';

/**
 * One server process of a measurement, started by its parent: `product` is the product as in production, the others are
 * the yardsticks.
 */
export type Serving =
  | { kind: 'product'; databaseUrl: string }
  /** A checkout without a rule. */
  | BareCheckout
  /** Answers every GET with these bytes, or only with the headers when it is asked for what the reader has. */
  | { kind: 'bare'; headers: Record<string, string>; body: string; notModified: Record<string, string> }
  /** Parses a POST and sums its seats. */
  | { kind: 'bare-post'; headers: Record<string, string>; cents: Record<string, number> }
  /** Tells when it was notified. */
  | { kind: 'listener'; databaseUrl: string };
/** `roundTrips`: how often the product waited for its database; statements that go out together are one. */
export type Usage = { cpuMs: number; rssMb: number; roundTrips: number };
export type Told = { ready: number } | { usage: Usage } | { heardAt: number };

process.on('disconnect', () => process.exit(0));
process.once('message', (serving: Serving) => {
  start(serving).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function start(serving: Serving) {
  let roundTrips = 0;
  if (serving.kind === 'listener') return listen(serving.databaseUrl);
  const port = await open(serving, () => (roundTrips += 1));
  process.on('message', (message) => {
    if (message !== 'usage') return;
    const { user, system } = process.cpuUsage();
    tell({ usage: { cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage().rss / 1024 / 1024, roundTrips } });
  });
  tell({ ready: port });
}

function open(serving: Exclude<Serving, { kind: 'listener' }>, onRoundTrip: () => void): Promise<number> {
  if (serving.kind === 'product') return openProduct(serving.databaseUrl, onRoundTrip);
  return serving.kind === 'bare-checkout' ? openBareCheckout(serving) : openBare(serving);
}

function tell(told: Told) {
  process.send?.(told);
}

/** As in production, but that its log goes to a file nobody reads and its vendor is the sandbox of this machine. */
async function openProduct(databaseUrl: string, onRoundTrip: () => void): Promise<number> {
  const config = readConfig({
    FLEX_MODE: 'production',
    FLEX_ROLE: 'http',
    PUBLIC_URL: publicUrl,
    FLEX_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    SMTP_URL: 'smtp://localhost:1',
    TRUSTED_PROXIES: '1',
  });
  const app = await openApp({
    config,
    databaseUrl,
    log: openLog('info'),
    ports: { mail: { send: async () => {} }, vendors: { archtics: onThisMachine(archticsAdapter) } },
  });
  const counted = new WeakSet<PoolClient>();
  app.ctx.database.pool.on('acquire', (client) => {
    // a connection that has answered all it was asked
    if (!counted.has(client)) client.on('drain', onRoundTrip);
    counted.add(client);
  });
  await app.start();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  return portOf(app.http.server.address());
}

function onThisMachine(adapter: VendorAdapter): VendorAdapter {
  return {
    ...adapter,
    open: (connection, hooks) => adapter.open(connection, { ...hooks, reach: { allowsLoopback: true } }),
  };
}

async function openBare(serving: Extract<Serving, { kind: 'bare' | 'bare-post' }>): Promise<number> {
  const server = createServer(serving.kind === 'bare' ? bareGet(serving) : barePost(serving));
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return portOf(server.address());
}

function bareGet({ headers, body, notModified }: Extract<Serving, { kind: 'bare' }>) {
  const bytes = Buffer.from(body, 'base64');
  return (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers['if-none-match'] === undefined) response.writeHead(200, headers).end(bytes);
    else response.writeHead(304, notModified).end();
  };
}

type Asked = { events: { eventCode: string; seats: { priceCode: string; count: number }[] }[] };

function barePost({ headers, cents }: Extract<Serving, { kind: 'bare-post' }>) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { events }: Asked = JSON.parse(Buffer.concat(chunks).toString());
      let totalCents = 0;
      for (const { eventCode, seats } of events) {
        for (const { priceCode, count } of seats) totalCents += (cents[`${eventCode}/${priceCode}`] ?? 0) * count;
      }
      const body = JSON.stringify({ totalCents });
      response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    });
  };
}

/** `LISTEN` and nothing else. */
async function listen(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  client.on('notification', () => tell({ heardAt: performance.timeOrigin + performance.now() }));
  await client.query('listen bench_bare');
  tell({ ready: 0 });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}
