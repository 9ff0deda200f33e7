/**
 * The one permission table. Routes, services and buttons read it.
 * A role is granted on the platform, on a client (then it holds for all the client's stores) or on one store.
 */
export const permissions = [
  // about the deployment itself
  'platform.clients.view',
  'platform.clients.edit',
  'platform.products.edit',
  'platform.people.view',
  'platform.people.edit',
  'platform.owners.appoint',
  'platform.audit.view',
  // about a client
  'client.view',
  'client.edit',
  'client.stores.create',
  'client.people.view',
  'client.people.edit',
  'client.oidc.edit',
  'client.vendors.view',
  'client.vendors.edit',
  'client.audit.view',
  // about a store
  'store.view',
  'store.edit',
  'store.suspend',
  'store.remove',
  'store.export',
  'store.settings.view',
  'store.settings.edit',
  'store.people.view',
  'store.people.edit',
  'store.keys.view',
  'store.keys.edit',
  'store.webhooks.view',
  'store.webhooks.edit',
  'store.vendors.view',
  'store.vendors.edit',
  'store.audit.view',
  'store.catalogue.view',
  'store.catalogue.edit',
  'store.catalogue.publish',
  'store.inventory.view',
  'store.inventory.sync',
  'store.programs.view',
  'store.programs.edit',
  'store.programs.publish',
  'store.programs.switch',
  'store.programs.override',
  'store.insights.view',
  'store.orders.view',
  'store.orders.edit',
] as const;
export type Permission = (typeof permissions)[number];
export type PlatformPermission = Extract<Permission, `platform.${string}`>;
export type ClientPermission = Extract<Permission, `client.${string}`>;
export type StorePermission = Extract<Permission, `store.${string}`>;

export const roles = ['operator', 'owner', 'admin', 'editor', 'publisher', 'support', 'viewer'] as const;
export type Role = (typeof roles)[number];

const viewer = [
  'client.view',
  'store.view',
  'store.settings.view',
  'store.catalogue.view',
  'store.inventory.view',
  'store.programs.view',
  'store.insights.view',
] as const satisfies Permission[];
const support = [
  ...viewer,
  'store.audit.view',
  'store.vendors.view',
  'store.webhooks.view',
  'store.orders.view',
] as const satisfies Permission[];
const editor = [
  ...support,
  'store.settings.edit',
  'store.catalogue.edit',
  'store.inventory.sync',
  'store.programs.edit',
] as const satisfies Permission[];
const publisher = [
  ...editor,
  'store.catalogue.publish',
  'store.programs.publish',
  'store.programs.switch',
] as const satisfies Permission[];
const admin = [
  ...publisher,
  'client.people.view',
  'client.people.edit',
  'client.vendors.view',
  'client.vendors.edit',
  'client.audit.view',
  'store.edit',
  'store.people.view',
  'store.people.edit',
  'store.keys.view',
  'store.keys.edit',
  'store.webhooks.edit',
  'store.vendors.edit',
  'store.export',
  'store.programs.override',
  'store.orders.edit',
] as const satisfies Permission[];
const owner = [
  ...admin,
  'client.edit',
  'client.stores.create',
  'client.oidc.edit',
  'store.suspend',
  'store.remove',
] as const satisfies Permission[];

/**
 * The operator runs the deployment: makes clients and stores, names their owners, and sees nothing that is inside a
 * store: of `store.*` only that it exists, and its suspension.
 */
const operator = [
  'platform.clients.view',
  'platform.clients.edit',
  'platform.products.edit',
  'platform.people.view',
  'platform.people.edit',
  'platform.owners.appoint',
  'platform.audit.view',
  'client.view',
  'client.edit',
  'client.stores.create',
  'client.people.view',
  'client.people.edit',
  'client.audit.view',
  'store.view',
  'store.suspend',
] as const satisfies Permission[];

export const rolePermissions: Record<Role, readonly Permission[]> = {
  operator,
  owner,
  admin,
  editor,
  publisher,
  support,
  viewer,
};

/**
 * What an API key can never do, whoever makes it: a leaked key must not make accounts, further keys or an end of the
 * store, part it from its vendor or send its news elsewhere, and needs nobody's name or address.
 */
const neverForKeys: readonly StorePermission[] = [
  'store.people.view',
  'store.people.edit',
  'store.keys.view',
  'store.keys.edit',
  'store.webhooks.edit',
  'store.vendors.edit',
  'store.orders.view',
  'store.orders.edit',
  'store.suspend',
  'store.remove',
];
export const storePermissions: readonly StorePermission[] = permissions.filter(isStorePermission);
export const keyPermissions: readonly StorePermission[] = storePermissions.filter(
  (permission) => !neverForKeys.includes(permission),
);

export type Grant = { scope: 'platform' | 'client' | 'store'; scopeId: string | null; role: Role };
export type Target = { clientId?: string; storeId?: string };

/** True if one of the grants, on the store, its client or the platform, carries the permission. */
export function grantsAllow(grants: readonly Grant[], permission: Permission, target: Target = {}): boolean {
  return grants.some((grant) => grantReaches(grant, target) && rolePermissions[grant.role].includes(permission));
}

/** True if one of the grants holds on the target at all, whatever its role: the actor may know that the target exists. */
export function grantsReach(grants: readonly Grant[], target: Target): boolean {
  return grants.some((grant) => grantReaches(grant, target));
}

function grantReaches(grant: Grant, target: Target): boolean {
  if (grant.scope === 'platform') return true;
  if (grant.scopeId === null) return false;
  return grant.scope === 'client' ? grant.scopeId === target.clientId : grant.scopeId === target.storeId;
}

function isStorePermission(permission: Permission): permission is StorePermission {
  return permission.startsWith('store.');
}
