import {
  type Grant,
  grantsAllow,
  type Permission,
  type Role,
  rolePermissions,
  roles,
  type Target,
} from '../contract/permissions.ts';

/** Where a role is granted: on the deployment, on a client or on a store of a client. */
export type GrantPlace =
  | { scope: 'platform' }
  | { scope: 'client'; clientId: string }
  | { scope: 'store'; clientId: string; storeId: string };

/** What a role gives when it is granted at a scope: a store's role says nothing about its client. */
export function permissionsAt(scope: GrantPlace['scope'], role: Role): Permission[] {
  const reached = { platform: ['platform', 'client', 'store'], client: ['client', 'store'], store: ['store'] }[scope];
  return rolePermissions[role].filter((permission) => reached.some((area) => permission.startsWith(`${area}.`)));
}

/**
 * True if who holds `grants` may grant the role at the place or take it away: they edit its people, and nobody grants
 * more than they may do there themselves. One exception: who appoints owners for the deployment names a client's or
 * store's owner without being one, else a new client could never start.
 */
export function mayGrant(grants: readonly Grant[], role: Role, place: GrantPlace): boolean {
  if ((role === 'operator') !== (place.scope === 'platform')) return false;
  if (role === 'owner' && grantsAllow(grants, 'platform.owners.appoint')) return true;
  const needed: Permission[] = [`${place.scope}.people.edit`, ...permissionsAt(place.scope, role)];
  return needed.every((permission) => grantsAllow(grants, permission, targetOf(place)));
}

/** The roles that may be granted at the place, strongest first. */
export function grantableRoles(grants: readonly Grant[], place: GrantPlace): Role[] {
  return roles.filter((role) => mayGrant(grants, role, place));
}

/** True if `held` already gives everything `wanted` would give at the scope. */
export function roleCovers(scope: GrantPlace['scope'], held: Role, wanted: Role): boolean {
  const given = permissionsAt(scope, held);
  return permissionsAt(scope, wanted).every((permission) => given.includes(permission));
}

/** The target of permission questions about the place. */
export function targetOf(place: GrantPlace): Target {
  switch (place.scope) {
    case 'platform':
      return {};
    case 'client':
      return { clientId: place.clientId };
    case 'store':
      return { clientId: place.clientId, storeId: place.storeId };
  }
}
