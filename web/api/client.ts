import type { Endpoint, Input, InputArgs, Output, ReadEndpoint } from './contract.ts';
import { type ApiProblem, connectionFailed, readProblem, unreadable } from './problem.ts';

/** Longer than the server's own limit, so that its answer arrives first. */
const timeoutMilliseconds = 40_000;

/** `ended`: a call was refused because no staff is signed in any more; `fan_ended`: because no fan is. */
export const sessionEvents = new EventTarget();

type QueryValue = string | number | boolean | null | undefined;
type RequestParts = {
  params?: Readonly<Record<string, string>>;
  /** A list is sent as the same name several times. */
  query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
  body?: unknown;
  version?: number;
  idempotencyKey?: string;
};

/**
 * One call of the contract: `call('PATCH /api/stores/{storeKey}', { params, version, body })`. Throws `ApiProblem`.
 */
export function call<E extends Endpoint>(endpoint: E, ...[input]: InputArgs<Input<E>>): Promise<Output<E>> {
  return callWith(endpoint, input);
}

/**
 * `call` for code that is generic over endpoints: it trusts the input to be there when the endpoint needs it. Throws
 * the reason of the signal when the caller gave up.
 */
export function callWith<E extends Endpoint>(
  endpoint: E,
  input: Input<E> | undefined,
  signal?: AbortSignal,
): Promise<Output<E>>;
export async function callWith(endpoint: string, input?: unknown, signal?: AbortSignal): Promise<unknown> {
  const response = await send(endpoint, partsOf(input), signal);
  if (!response.ok) throw announce(await readProblem(response));
  return readBody(response);
}

/** The address of something to download or to open, such as an export. */
export function addressOf<E extends ReadEndpoint>(endpoint: E, ...[input]: InputArgs<Input<E>>): string;
export function addressOf(endpoint: string, input?: unknown): string {
  return addressIn(endpoint, partsOf(input));
}

/** What the signatures above have checked, as parts any endpoint may have. */
function partsOf(input: unknown): RequestParts {
  return typeof input === 'object' && input !== null ? input : {};
}

/** Tells whoever listens that the session is over, so that every screen ends the same way. */
function announce(problem: ApiProblem): ApiProblem {
  if (problem.code === 'auth.required') sessionEvents.dispatchEvent(new Event('ended'));
  if (problem.code === 'fan.sign_in_required') sessionEvents.dispatchEvent(new Event('fan_ended'));
  return problem;
}

async function send(endpoint: string, parts: RequestParts, signal: AbortSignal | undefined): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  const [method = 'GET'] = endpoint.split(' ', 1);
  try {
    return await fetch(addressIn(endpoint, parts), {
      method,
      headers: headersOf(parts),
      credentials: 'same-origin',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...(parts.body !== undefined && { body: JSON.stringify(parts.body) }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw connectionFailed(error);
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw connectionFailed(error);
  });
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(response);
  }
}

function headersOf(parts: RequestParts): Record<string, string> {
  return {
    accept: 'application/json, application/problem+json',
    ...(parts.body !== undefined && { 'content-type': 'application/json' }),
    ...(parts.version !== undefined && { 'if-match': `"${parts.version}"` }),
    ...(parts.idempotencyKey !== undefined && { 'idempotency-key': parts.idempotencyKey }),
  };
}

function addressIn(endpoint: string, { params = {}, query = {} }: RequestParts): string {
  const template = endpoint.slice(endpoint.indexOf(' ') + 1);
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  return search.size === 0 ? path : `${path}?${search}`;
}
