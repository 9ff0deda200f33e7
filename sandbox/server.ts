import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { includes, productOfKey } from './accounts.ts';
import type { Calls, Outcome, Reply } from './calls.ts';
import type { SentTicket } from './polling.ts';
import { type Account, type Product, products } from './types.ts';

/** Answers everything that is not a call of the vendor's protocol. */
export type Elsewhere = (request: IncomingMessage, response: ServerResponse, body: string) => void;
export type Listening = {
  url: string;
  /** Until then every request is answered 503. */
  open: (calls: Calls, elsewhere: Elsewhere) => void;
  /** Breaks what is still connected. */
  close: () => Promise<void>;
};
export type ServerOptions = { port: number; accounts: readonly Account[] };

const mostBytes = 256 * 1024;

/** Listens on loopback; rejects when the port is taken. */
export async function listen({ port, accounts }: ServerOptions): Promise<Listening> {
  const targetOf = makeTargets(accounts);
  const silences = new Set<NodeJS.Timeout>();
  let handlers: { calls: Calls; elsewhere: Elsewhere } | null = null;

  const server = createServer((request, response) => {
    readBody(request, response, (body) => {
      if (handlers === null) return sendText(response, 503, 'The sandbox is starting.');
      const target = targetOf(request.url ?? '/');
      if (target === null) return handlers.elsewhere(request, response, body);
      if ('status' in target) return sendText(response, target.status, target.why);
      if (request.method !== 'POST') return sendText(response, 405, 'Calls are posted.');
      const ticket = ticketIn(request.headers.cookie);
      const handling = handlers.calls.receive({ ...target, url: request.url ?? '/', ticket, body });
      const finish = () => deliver(guarded(handling.work), response, silences);
      if (handling.delayMs === 0) finish();
      else later(silences, handling.delayMs, finish);
    });
  });
  server.keepAliveTimeout = 65_000; // longer than callers keep theirs, so that it is they who close
  const taken = await start(server, port);
  return {
    url: `http://127.0.0.1:${taken}`,
    open(calls, elsewhere) {
      handlers = { calls, elsewhere };
    },
    async close() {
      for (const silence of silences) clearTimeout(silence);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

export function sendText(response: ServerResponse, status: number, text: string) {
  const type = 'text/plain; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

export function sendJson(response: ServerResponse, status: number, value: unknown) {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

function start(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.off('error', reject);
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function readBody(request: IncomingMessage, response: ServerResponse, use: (body: string) => void) {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= mostBytes) chunks.push(chunk);
    else if (!response.headersSent) {
      response.setHeader('connection', 'close');
      sendText(response, 413, `A request has at most ${mostBytes} bytes.`);
      response.once('finish', () => request.destroy());
    }
  });
  request.on('end', () => {
    if (length <= mostBytes) use(Buffer.concat(chunks).toString('utf8'));
  });
  request.on('error', () => {}); // The caller is gone before it had said everything: nothing was asked.
}

type Target = { account: Account; product: Product } | { status: 401 | 404; why: string };

/** Callers use few addresses, again and again. */
function makeTargets(accounts: readonly Account[]): (url: string) => Target | null {
  const known = new Map<string, Target>();
  return (url) => {
    const found = known.get(url);
    if (found !== undefined) return found;
    const target = readTarget(url, accounts);
    if (target !== null && 'account' in target && known.size < 1000) known.set(url, target);
    return target;
  };
}

function readTarget(url: string, accounts: readonly Account[]): Target | null {
  const at = url.indexOf('?');
  const path = at === -1 ? url : url.slice(0, at);
  const [, name] = /^\/([^/]*)\/ticketing_services\.aspx$/.exec(path) ?? [];
  if (name === undefined) return null;
  const product = products.find((one) => `sth-${one}` === name);
  if (product === undefined) return { status: 404, why: `There is no product ${name}.` };
  const query = new URLSearchParams(at === -1 ? '' : url.slice(at));
  const account = accounts.find(({ dsn }) => dsn === query.get('dsn'));
  if (account === undefined) return { status: 404, why: 'There is no such dsn.' };
  const held = productOfKey(account, query.get('apikey') ?? '');
  if (held === null) return { status: 401, why: 'The apikey is not valid.' };
  return includes(held, product) ? { account, product } : { status: 401, why: `The apikey is not one for ${name}.` };
}

function ticketIn(header: string | undefined): SentTicket | null {
  if (header === undefined) return null;
  const ticket: SentTicket = {};
  for (const part of header.split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === 'SID' || name === 'CID' || name === 'QTKN') ticket[name] = value ?? '';
  }
  return Object.keys(ticket).length === 0 ? null : ticket;
}

function guarded(work: () => Outcome): Outcome | null {
  try {
    return work();
  } catch (error) {
    console.error('The sandbox failed at a call.', error);
    return null;
  }
}

function deliver(outcome: Outcome | null, response: ServerResponse, silences: Set<NodeJS.Timeout>) {
  if (outcome === null) return sendText(response, 500, 'The sandbox failed; its output says why.');
  switch (outcome.kind) {
    case 'drop':
      return void response.socket?.destroy();
    case 'hang':
      return later(silences, outcome.ms, () => response.socket?.destroy());
    case 'reply':
      return send(outcome.reply, response);
  }
}

const jsonType = 'application/json; charset=utf-8';

function send({ status, body, cookies, retryAfter, mangle }: Reply, response: ServerResponse) {
  const headers: Record<string, string | number | string[]> = {
    'content-type': status < 300 ? jsonType : 'text/plain; charset=utf-8',
    'content-length': body.length,
  };
  const changed = Object.entries(cookies).map(([name, value]) => `${name}=${value}; path=/; HttpOnly`);
  if (changed.length > 0) headers['set-cookie'] = changed;
  if (retryAfter !== null) headers['retry-after'] = retryAfter;
  switch (mangle) {
    case null:
      return void response.writeHead(status, headers).end(body);
    case 'half':
      response.writeHead(status, headers);
      return void response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
    case 'wrong_type':
      return void response.writeHead(status, { ...headers, 'content-type': 'text/html' }).end(body);
    case 'garbage':
    case 'wrong_shape': {
      const text = mangle === 'garbage' ? garbage : misshapen;
      return void response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
    }
  }
}

const garbage = '\u0000{"command1":{"cmd":}}<br>Server Error in /ticketing';
/** Says that all is well and nothing else. */
const misshapen = '{"command1":{"result":0},"header":{"ver":1,"result":0}}';

function later(silences: Set<NodeJS.Timeout>, ms: number, work: () => void) {
  const timer = setTimeout(() => {
    silences.delete(timer);
    work();
  }, ms);
  silences.add(timer);
}
