import { isSecretName } from './redact.ts';

/**
 * Columns whose content never leaves the database, as `platform.<table>.<column>` or `store.<table>.<column>`. A test
 * compares the list with the catalog: what looks secret there must be listed here.
 */
export const secretColumns: readonly string[] = [
  'platform.api_keys.secret_hash',
  'platform.invitations.token_hash',
  'store.carts.held_from',
  'store.carts.lease_token',
  'store.carts.token_hash',
  'store.fan_codes.code_hash',
  'store.fan_sessions.token_hash',
  'store.hold_addresses.address_hash',
  'store.purchases.body_hash',
  'store.purchases.lease_token',
  'store.webhook_deliveries.lease_token',
  'store.webhook_endpoints.previous_sealed_secret',
  'store.webhook_endpoints.sealed_secret',
];

const listed = new Set(secretColumns);

/** True for a listed column, and for one that looks secret, so that a forgotten one is left out and not given away. */
export function isSecretColumn(table: string, column: string): boolean {
  return listed.has(`${table}.${column}`) || isSecretName(column);
}
