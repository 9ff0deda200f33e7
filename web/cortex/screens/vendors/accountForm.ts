import type { VendorAccount } from '../../../../shared/contract/vendors.ts';
import type { Input } from '../../../api/contract.ts';
import type { Adapter } from './vendorsApi.ts';

/** What the fields of an account hold; an empty number is "no limit". */
export type AccountValues = {
  name: string;
  connection: Readonly<Record<string, string>>;
  keys: Readonly<Record<string, string>>;
  holdSeconds: number | string;
  perMinute: number | string;
  perDay: number | string;
  checkoutShare: number | string;
  holdShare: number | string;
};
export type NewAccount = Input<'POST /api/clients/{clientKey}/vendor-accounts'>['body'];
export type AccountEdit = Input<'PATCH /api/clients/{clientKey}/vendor-accounts/{accountId}'>['body'];

const usualShares = { checkoutShare: 20, holdShare: 30 };

/** The fields of a new account of the adapter, with what is usual there, or those of an account that is there. */
export function valuesOf(adapter: Adapter, account: VendorAccount | null): AccountValues {
  const limits = account ?? { ...adapter.usual, ...usualShares };
  return {
    name: account?.name ?? '',
    connection: Object.fromEntries(adapter.fields.map(({ name }) => [name, account?.connection[name] ?? ''])),
    keys: Object.fromEntries(adapter.keys.map(({ name }) => [name, ''])),
    holdSeconds: limits.holdSeconds ?? '',
    perMinute: limits.perMinute ?? '',
    perDay: limits.perDay ?? '',
    checkoutShare: limits.checkoutShare,
    holdShare: limits.holdShare,
  };
}

export function newAccountOf(adapter: Adapter, values: AccountValues): NewAccount {
  return {
    name: values.name,
    adapter: adapter.name,
    connection: { ...values.connection },
    keys: filled(values.keys),
    ...limitsOf(values),
  };
}

/** What differs from the account. Keys are sent only when the connection changes, as they are asked for only then. */
export function editOf(adapter: Adapter, account: VendorAccount, values: AccountValues): AccountEdit {
  const was = valuesOf(adapter, account);
  const limits = limitsOf(values);
  const before = limitsOf(was);
  const isMoved = isConnectionChanged(adapter, account, values);
  return {
    ...(values.name !== was.name && { name: values.name }),
    ...(isMoved && { connection: { ...values.connection }, keys: filled(values.keys) }),
    ...(limits.holdSeconds !== before.holdSeconds && { holdSeconds: limits.holdSeconds }),
    ...(limits.perMinute !== before.perMinute && { perMinute: limits.perMinute }),
    ...(limits.perDay !== before.perDay && { perDay: limits.perDay }),
    ...(limits.checkoutShare !== before.checkoutShare && { checkoutShare: limits.checkoutShare }),
    ...(limits.holdShare !== before.holdShare && { holdShare: limits.holdShare }),
  };
}

export function isConnectionChanged(adapter: Adapter, account: VendorAccount, { connection }: AccountValues): boolean {
  return adapter.fields.some(({ name }) => (account.connection[name] ?? '') !== connection[name]);
}

/** Keys that were typed; an empty one is none. */
export function filled(keys: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).filter(([, key]) => key.trim() !== ''));
}

function limitsOf({ holdSeconds, perMinute, perDay, checkoutShare, holdShare }: AccountValues) {
  return {
    holdSeconds: numberOrNull(holdSeconds),
    perMinute: numberOrNull(perMinute),
    perDay: numberOrNull(perDay),
    checkoutShare: Number(checkoutShare),
    holdShare: Number(holdShare),
  };
}

function numberOrNull(value: number | string): number | null {
  return value === '' ? null : Number(value);
}
