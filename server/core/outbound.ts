import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch } from 'undici';

/** Which addresses outside the product a request may reach. */
export type Reach = {
  /** This machine too; for demo and tests only. */
  allowsLoopback: boolean;
};
type OutboundRequest = {
  method: string;
  headers: Record<string, string>;
  body?: string | URLSearchParams | Uint8Array | null | undefined;
  signal?: AbortSignal | undefined;
};

/** Milliseconds and bytes. */
export type AgentLimits = {
  /** Sockets to one host at a time; what is more waits for one. */
  connections: number;
  connectTimeout: number;
  /** Until an answer begins. */
  headersTimeout: number;
  /** Between two pieces of an answer. */
  bodyTimeout: number;
  /** How long an idle socket is kept, unless the server says less. */
  keepAlive: number;
  /** The longest answer; -1 for no limit. */
  answerBytes: number;
};

/** The `code` of an error that says so. */
export const addressNotAllowed = 'ERR_ADDRESS_NOT_ALLOWED';

const timeLimit = 10_000;
const answerLimit = 1_000_000;

/**
 * Fetches an address somebody typed in, so that it cannot be turned against our own network (server-side request
 * forgery): https only, no private or reserved address whatever its name resolves to, checked on the connection itself;
 * no redirect is followed; answers beyond 1 MB or 10 s are cut off. Rejects with an Error that says why.
 */
export async function fetchOutside(url: string, request: OutboundRequest, reach: Reach): Promise<Response> {
  assertReachable(url, reach);
  const { method, headers, body = null } = request;
  const limit = AbortSignal.timeout(timeLimit);
  const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
  const dispatcher = reach.allowsLoopback ? loopbackAgent : publicAgent;
  const answer = await fetch(url, { method, headers, body, signal, dispatcher, redirect: 'manual' });
  const bytes = await readLimited(answer.body);
  const isEmpty = bytes.length === 0 || answer.status === 204 || answer.status === 304;
  return new Response(isEmpty ? null : bytes, { status: answer.status, headers: [...answer.headers] });
}

/** Throws unless the address may be asked at all: its scheme, and its host when that is a bare IP address. */
export function assertReachable(url: string, reach: Reach): void {
  const { protocol, hostname } = new URL(url);
  assertHost(protocol, hostname.replace(/^\[|\]$/g, ''), reach, url);
}

/**
 * Sockets kept open to hosts somebody typed in, for who calls one often. Every connection is checked as `fetchOutside`
 * checks it, the addresses a name resolves to included; no redirect is followed. The caller closes it.
 */
export function openAgent(reach: Reach, limits: AgentLimits): Agent {
  const { connections, connectTimeout, headersTimeout, bodyTimeout, keepAlive, answerBytes } = limits;
  return new Agent({
    connect: connectWithin(reach, connectTimeout),
    connections,
    headersTimeout,
    bodyTimeout,
    keepAliveTimeout: keepAlive,
    maxResponseSize: answerBytes,
  });
}

/** True for an address of the public internet; false for private, local, reserved and documentation ranges. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !closed.check(address, 'ipv4');
  if (isIP(address) === 6) return globalUnicast.check(address, 'ipv6') && !closed.check(address, 'ipv6');
  return false;
}

/** IANA special-purpose registries, RFC 6890 and its updates. */
const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  closed.addSubnet(net, bits, 'ipv6');
}
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

function assertHost(protocol: string, host: string, reach: Reach, url: string): void {
  const isLocal = host === 'localhost' || isLoopbackAddress(host);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal && reach.allowsLoopback)) {
    throw new Error(`${url} does not start with https://`);
  }
  if (isIP(host) !== 0) assertAddress(host, reach);
}

function assertAddress(address: string, { allowsLoopback }: Reach): void {
  if (isPublicAddress(address) || (allowsLoopback && isLoopbackAddress(address))) return;
  throw notAllowed(`${address} is not a public address`);
}

/** What is thrown for an address that must not be asked has the code `addressNotAllowed`, also when it was resolved. */
function notAllowed(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code: addressNotAllowed });
}

/** Resolves a name and refuses it when any of its addresses is closed: the connection then uses what was checked. */
function lookupWithin(reach: Reach): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error !== null) return done(error, '');
      if (first === undefined) return done(new Error(`${hostname} has no address`), '');
      try {
        for (const { address } of found) assertAddress(address, reach);
      } catch (cause) {
        return done(notAllowed(`${hostname} does not resolve to a public address`, cause), '');
      }
      return options.all === true ? done(null, found) : done(null, first.address, first.family);
    });
  };
}

/** A bare address is never looked up, so it is checked here. */
function connectWithin(reach: Reach, timeout: number): buildConnector.connector {
  const connect = buildConnector({ lookup: lookupWithin(reach), timeout });
  return (options, done) => {
    try {
      assertHost(options.protocol, options.hostname, reach, `${options.protocol}//${options.hostname}`);
    } catch (error) {
      return done(error instanceof Error ? error : new Error(String(error)), null);
    }
    return connect(options, done);
  };
}

const fetchLimits: AgentLimits = {
  connections: 100,
  connectTimeout: timeLimit,
  headersTimeout: timeLimit,
  bodyTimeout: timeLimit,
  keepAlive: 1_000,
  answerBytes: -1, // read piece by piece below
};
const publicAgent = openAgent({ allowsLoopback: false }, fetchLimits);
const loopbackAgent = openAgent({ allowsLoopback: true }, fetchLimits);

async function readLimited(body: AsyncIterable<Uint8Array> | null): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > answerLimit) throw new Error(`the answer is longer than ${answerLimit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
