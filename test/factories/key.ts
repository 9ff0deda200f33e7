import { randomBytes } from 'node:crypto';

/** A key nobody else has: `client-k3f2a91c04b`. */
export function uniqueKey(what: string): string {
  return `${what}-k${randomBytes(5).toString('hex')}`;
}
