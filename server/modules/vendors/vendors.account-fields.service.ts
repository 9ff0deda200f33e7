import type { Ctx } from '../../core/ctx.ts';
import { assertReachable } from '../../core/outbound.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import type { AccountQuota, AdapterFacts } from './vendors.accounts.types.ts';
import { reachOf } from './vendors.keys.service.ts';
import type { VendorAdapter } from './vendors.types.ts';

/** Percent of a quota that must be left to synchronisation. */
const leftToSync = 5;

/** What staff can connect to, in the order of names. */
export function listAdapters(ctx: Ctx): AdapterFacts[] {
  return Object.entries(ctx.ports.vendors)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { label, fields, keys, usual }]) => ({
      name,
      label,
      fields: fields.map((field) => ({ ...field })),
      keys: keys.map((key) => ({ ...key })),
      usual,
    }));
}

/** Throws `request.invalid` for a name nobody knows. */
export function findAdapter(ctx: Ctx, name: string): VendorAdapter {
  const known = Object.keys(ctx.ports.vendors);
  const adapter = known.includes(name) ? ctx.ports.vendors[name] : undefined;
  if (adapter === undefined) throw invalid([wrong('/body/adapter', 'unknown', `Use one of: ${known.join(', ')}.`)]);
  return adapter;
}

/** Every field of the adapter, none else, and addresses that may be called: `vendor.address_unusable`. */
export function assertConnection(ctx: Ctx, { fields }: VendorAdapter, given: Readonly<Record<string, string>>): void {
  const at = '/body/connection';
  const missing = fields.filter(({ name }) => given[name] === undefined);
  const errors = missing.map(({ name, label }) => wrong(`${at}/${name}`, 'required', `Enter: ${label}.`));
  const found = [...errors, ...unknownIn(given, fields, at)];
  if (found.length > 0) throw invalid(found);
  for (const { name, kind } of fields) if (kind === 'address') assertAddress(ctx, given[name] ?? '');
}

/** At least one; a vendor whose keys differ by what they allow may give one for all. */
export function assertKeys({ keys }: VendorAdapter, given: Readonly<Record<string, string>>): void {
  const at = '/body/keys';
  const isEmpty = Object.keys(given).length === 0;
  const found = isEmpty ? [wrong(at, 'required', 'Enter at least one key.')] : unknownIn(given, keys, at);
  if (found.length > 0) throw invalid(found);
}

export function assertShares({ checkoutShare, holdShare }: AccountQuota): void {
  if (checkoutShare + holdShare <= 100 - leftToSync) return;
  const message = `Both shares together may be at most ${100 - leftToSync}: synchronisation needs the rest.`;
  throw invalid([wrong('/body/holdShare', 'too_big', message)]);
}

function unknownIn(given: Readonly<Record<string, string>>, known: readonly { name: string }[], at: string) {
  const names = known.map(({ name }) => name);
  return Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => wrong(`${at}/${name}`, 'unknown_field', `Use: ${names.join(', ')}.`));
}

function assertAddress(ctx: Ctx, address: string) {
  if (!URL.canParse(address)) throw problem('vendor.address_unusable', { reason: `${address} is not an address.` });
  try {
    assertReachable(address, reachOf(ctx));
  } catch (cause) {
    throw problem('vendor.address_unusable', { reason: cause instanceof Error ? cause.message : '' }, { cause });
  }
}

function wrong(at: string, code: string, message: string): FieldError {
  return { at, code, message };
}

function invalid(errors: readonly FieldError[]) {
  return problem('request.invalid', {}, { errors });
}
