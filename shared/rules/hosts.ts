import { z } from 'zod';

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const address = z.url({ normalize: true });

/**
 * The DNS name that was typed, as it is stored and compared: lower case, other scripts in punycode. Null when it is none:
 * with a scheme, port, path, space or final dot, an IP address, a single label, or against the lengths of RFC 1035.
 */
export function readHost(typed: string): string | null {
  const text = typed.trim();
  if (/[\s/:@?#\\%[\]|<>^]/.test(text)) return null;
  const parsed = address.safeParse(`http://${text}`);
  const host = parsed.success ? parsed.data.slice('http://'.length, -1) : '';
  const labels = host.split('.');
  const isName = labels.length > 1 && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isName && host.length <= 253 ? host : null;
}

/** Top-level names that never reach a store: kept for documents, tests and private networks (RFC 2606, 6761, 6762, 8375). */
const reserved = new Set([
  'arpa',
  'corp',
  'example',
  'home',
  'internal',
  'invalid',
  'lan',
  'local',
  'localhost',
  'onion',
  'test',
]);

/** True if no fan could reach the name over the internet. */
export function isReservedHost(host: string): boolean {
  return reserved.has(host.slice(host.lastIndexOf('.') + 1));
}
