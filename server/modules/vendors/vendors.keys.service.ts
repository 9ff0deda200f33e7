import { z } from 'zod';
import type { Ctx } from '../../core/ctx.ts';
import type { Reach } from '../../core/outbound.ts';
import { seal, unseal } from '../../core/secrets.ts';

/** An account's keys at the vendor, by the names of the adapter. Written by staff, read only to call the vendor. */
export type VendorKeys = Readonly<Record<string, string>>;

const Keys = z.record(z.string(), z.string());
/** Of a shorter key even its end would tell too much. */
const shortestWithHint = 12;
const hintLength = 4;

export function sealKeys(ctx: Ctx, accountId: string, keys: VendorKeys): Buffer {
  return seal(ctx.config.secretKey, purposeOf(accountId), JSON.stringify(keys));
}

export function unsealKeys(ctx: Ctx, accountId: string, sealed: Buffer): VendorKeys {
  return Keys.parse(JSON.parse(unseal(ctx.config.secretKey, purposeOf(accountId), sealed)));
}

/** Production calls public addresses over https only; demo and tests also this machine. */
export function reachOf(ctx: Ctx): Reach {
  return { allowsLoopback: ctx.config.mode !== 'production' };
}

/** What may be shown of each key: enough to tell which one it is. */
export function hintsOf(keys: VendorKeys): Record<string, string> {
  const hint = (key: string) => (key.length < shortestWithHint ? '' : key.slice(-hintLength));
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, hint(key)]));
}

/** Sealed keys open only in the row they were sealed for. */
function purposeOf(accountId: string): string {
  return `vendor_accounts.secret_keys:${accountId}`;
}
