import type { IncomingMessage, ServerResponse } from 'node:http';
import { isActName, readAct } from './acts.ts';
import type { Clock } from './clock.ts';
import { type Faults, readRule } from './faults.ts';
import { InputError, isFields, number, optionalText, refuseUnknown } from './fields.ts';
import type { Quotas } from './quota.ts';
import type { Sales } from './sales.ts';
import { sendJson, sendText } from './server.ts';
import { type Account, type Acts, type Fields, type Quota, Refusal, type Traffic, type World } from './types.ts';

/** What the admin endpoints act on. README.md lists them. */
export type Controls = {
  accounts: readonly Account[];
  clock: Clock;
  world: World;
  acts: Acts;
  faults: Faults;
  quotas: Quotas;
  sales: Sales;
  traffic: Traffic;
  waitingPolls: () => number;
  advance: (ms: number) => void;
  reset: () => void;
};

/** Everything beside the vendor's protocol: whether it runs, what it is, and the endpoints that move it. */
export function makeAdmin(controls: Controls) {
  const routes = routesOf(controls);
  return (request: IncomingMessage, response: ServerResponse, body: string) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://sandbox');
    if (path === '/healthz') return sendJson(response, 200, { status: 'ok' });
    if (path === '/') return sendText(response, 200, welcome(controls));
    if (path !== '/admin' && !path.startsWith('/admin/')) return sendText(response, 404, 'There is nothing here.');
    if (!isOwnMachine(request))
      return sendJson(response, 403, { error: 'the admin endpoints are for this machine only' });
    try {
      const { name, rest } = split(`${request.method} ${path}`, Object.keys(routes));
      const route = routes[name];
      if (route === undefined)
        return sendJson(response, 404, { error: 'no such endpoint', endpoints: Object.keys(routes) });
      sendJson(response, 200, route({ sent: readSent(request, body), rest, query }));
    } catch (error) {
      if (error instanceof InputError) return sendJson(response, 400, { error: error.message });
      if (error instanceof Refusal) return sendJson(response, 409, { error: error.message, code: error.code });
      console.error('The sandbox failed at an admin endpoint.', error);
      sendJson(response, 500, { error: error instanceof Error ? error.message : String(error) });
    }
  };
}

type Given = { sent: Fields; rest: string; query: URLSearchParams };
type Routes = Record<string, (given: Given) => unknown>;

/** A name that ends in `/` takes one more part of the path. */
function routesOf(controls: Controls): Routes {
  const { world, acts, faults, quotas, sales } = controls;
  return {
    'GET /admin/state': () => stateOf(controls),
    'GET /admin/ledger': ({ query }) => world.ledger().slice(since(query)),
    'GET /admin/holds': () => world.holds(),
    'GET /admin/charges': () => world.charges(),
    'POST /admin/check': () => {
      world.check();
      return { isConsistent: true };
    },
    'GET /admin/faults': () => faults.list(),
    'POST /admin/faults': ({ sent }) => faults.add(readRule(sent)),
    'DELETE /admin/faults': () => {
      faults.clear();
      return faults.list();
    },
    'DELETE /admin/faults/': ({ rest }) => {
      faults.clear(Number(rest));
      return faults.list();
    },
    'POST /admin/acts/': ({ sent, rest }) => {
      if (!isActName(rest)) throw new InputError(`there is no act ${rest}`);
      return readAct(rest, sent)(acts);
    },
    'POST /admin/quota': ({ sent }) => {
      refuseUnknown(sent, ['dsn', 'quota']);
      quotas.set(readQuota(sent.quota), readDsn(sent, controls.accounts));
      return quotas.list(controls.clock.now());
    },
    'POST /admin/sales': ({ sent }) => {
      refuseUnknown(sent, ['perMinute']);
      sales.set(number(sent, 'perMinute', { least: 0, most: 6000, whole: false }));
      return { perMinute: sales.perMinute() };
    },
    'POST /admin/clock': ({ sent }) => {
      refuseUnknown(sent, ['advanceMs']);
      controls.advance(number(sent, 'advanceMs', { least: 0 }));
      return { now: new Date(controls.clock.now()).toISOString() };
    },
    'POST /admin/reset': () => {
      controls.reset();
      return stateOf(controls);
    },
  };
}

function stateOf({ accounts, clock, world, faults, quotas, sales, traffic, waitingPolls }: Controls) {
  const now = clock.now();
  return {
    now: new Date(now).toISOString(),
    movedForwardMs: clock.offset(),
    world: world.summary(),
    ledger: world.ledger().length,
    accounts: accounts.map(({ dsn, uid }) => ({ dsn, uid, ...quotas.list(now)[dsn] })),
    traffic,
    waitingPolls: waitingPolls(),
    salesPerMinute: sales.perMinute(),
    faults: faults.list(),
  };
}

function split(called: string, names: readonly string[]): { name: string; rest: string } {
  if (names.includes(called) && !called.endsWith('/')) return { name: called, rest: '' };
  const at = called.lastIndexOf('/') + 1;
  return { name: called.slice(0, at), rest: decodeURIComponent(called.slice(at)) };
}

/**
 * The sandbox listens on loopback, so what is left to refuse is a page in this machine's browser: it names another host
 * or its own origin.
 */
function isOwnMachine({ socket, headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const isLoopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '');
  return isLoopback && ['127.0.0.1', 'localhost', '[::1]'].includes(host) && headers.origin === undefined;
}

function readSent({ method }: IncomingMessage, body: string): Fields {
  if (method !== 'POST' || body === '') return {};
  try {
    const sent: unknown = JSON.parse(body);
    if (isFields(sent)) return sent;
  } catch {
    // Said below.
  }
  throw new InputError('the body must be a JSON object');
}

function since(query: URLSearchParams): number {
  const text = query.get('since') ?? '0';
  if (!/^\d+$/.test(text)) throw new InputError('since must be the seq of the last entry that is known');
  return Number(text);
}

function readQuota(given: unknown): Quota | null {
  if (given === null) return null;
  if (!isFields(given)) throw new InputError('quota must be { perMinute, perDay }, or null for none');
  refuseUnknown(given, ['perMinute', 'perDay']);
  const bounds = { least: 0, most: 1_000_000 };
  return { perMinute: number(given, 'perMinute', bounds), perDay: number(given, 'perDay', bounds) };
}

function readDsn(sent: Fields, accounts: readonly Account[]): string | undefined {
  const dsn = optionalText(sent, 'dsn');
  if (dsn !== null && !accounts.some((account) => account.dsn === dsn)) throw new InputError(`there is no dsn ${dsn}`);
  return dsn ?? undefined;
}

function welcome({ accounts, world }: Controls): string {
  const facts = Object.entries(world.summary()).map(([name, value]) => `  ${name}: ${value}`);
  const paths = accounts.map(
    ({ dsn }) => `  POST /sth-{customer,inventory,hold,buy}/ticketing_services.aspx?dsn=${dsn}&apikey=…`,
  );
  return [
    "The sandbox vendor: it speaks a ticketing system's protocol and sells seats that do not exist.",
    ['Calls', ...paths].join('\n'),
    ['What it holds (GET /admin/state says more)', ...facts].join('\n'),
    'sandbox/README.md says how to call it and how to make it misbehave.',
    '',
  ].join('\n\n');
}
