import { z } from 'zod';
import { type Role, roles } from '../../../shared/contract/permissions.ts';
import { execute, maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';
import { type PlaceColumns, type Reach, scopes } from './identity.roles.types.ts';

const place = { scope: z.enum(scopes), clientId: z.uuid().nullable(), storeId: z.uuid().nullable() };

/** The role a person was granted at exactly this place. */
export async function findRole(db: PlatformDb, staffId: string, at: PlaceColumns): Promise<Role | null> {
  return (await maybeRow(db, roleAt, { staffId, ...at }))?.role ?? null;
}

type NewGrant = PlaceColumns & { id: string; staffId: string; role: Role; grantedAt: Date };

/** Grants the role, in place of the one the person has there. */
export function put(db: PlatformDb, grant: NewGrant): Promise<number> {
  return execute(db, putRole, grant);
}

/** Gives the person another role where they have one. */
export function change(db: PlatformDb, grant: Omit<NewGrant, 'id'>): Promise<number> {
  return execute(db, changeRole, grant);
}

export function remove(db: PlatformDb, staffId: string, at: PlaceColumns): Promise<number> {
  return execute(db, removeRole, { staffId, ...at });
}

/** Everything the people were granted anywhere; nothing of those whose account is closed. */
export function listGrants(db: PlatformDb, staffIds: readonly string[]) {
  return rows(db, grantsOf, { staffIds: [...staffIds] });
}

/**
 * Locks the person's roles that reach the place and those of its owners (of the platform: the operators). Acts that
 * take something away queue here; read afterwards, in a statement of its own, to see what the act before left.
 */
export function lock(db: PlatformDb, at: Reach & { staffId: string }): Promise<unknown> {
  return rows(db, lockRoles, at);
}

/** The owners (of the platform: the operators) whose role reaches the place and whose account is open. */
export function listOwners(db: PlatformDb, reach: Reach) {
  return rows(db, ownersOf, reach);
}

const roleAt = platformSql({
  name: 'identity.roles.role_at',
  params: { staffId: z.uuid(), ...place },
  row: z.object({ role: z.enum(roles) }),
  text: `
    select role
    from platform.staff_roles
    where staff_id = $staffId
    and scope = $scope
    and client_id is not distinct from $clientId
    and store_id is not distinct from $storeId`,
});

const putRole = platformSql({
  name: 'identity.roles.put',
  params: { id: z.uuid(), staffId: z.uuid(), ...place, role: z.enum(roles), grantedAt: z.date() },
  text: `
    insert into platform.staff_roles (id, staff_id, scope, client_id, store_id, role, granted_at)
    values ($id, $staffId, $scope, $clientId, $storeId, $role, $grantedAt)
    on conflict (staff_id, scope, client_id, store_id) do update
    set role = excluded.role, granted_at = excluded.granted_at`,
});

const changeRole = platformSql({
  name: 'identity.roles.change',
  params: { staffId: z.uuid(), ...place, role: z.enum(roles), grantedAt: z.date() },
  text: `
    update platform.staff_roles
    set role = $role, granted_at = $grantedAt
    where staff_id = $staffId
    and scope = $scope
    and client_id is not distinct from $clientId
    and store_id is not distinct from $storeId`,
});

const removeRole = platformSql({
  name: 'identity.roles.remove',
  params: { staffId: z.uuid(), ...place },
  text: `
    delete from platform.staff_roles
    where staff_id = $staffId
    and scope = $scope
    and client_id is not distinct from $clientId
    and store_id is not distinct from $storeId`,
});

const grantsOf = platformSql({
  name: 'identity.roles.grants_of',
  params: { staffIds: z.array(z.uuid()) },
  row: z.object({ staffId: z.uuid(), scope: z.enum(scopes), scopeId: z.uuid().nullable(), role: z.enum(roles) }),
  text: `
    select staff_roles.staff_id, staff_roles.scope,
      coalesce(staff_roles.client_id, staff_roles.store_id) as scope_id, staff_roles.role
    from platform.staff_roles
    join platform.staff on staff.id = staff_roles.staff_id
    where staff_roles.staff_id = any($staffIds)
    and staff.is_active`,
});

const reach = { isPlatform: z.boolean(), clientId: z.uuid().nullable(), storeId: z.uuid().nullable() };

const lockRoles = platformSql({
  name: 'identity.roles.lock',
  params: { ...reach, staffId: z.uuid() },
  row: z.object({ id: z.uuid() }),
  text: `
    select id
    from platform.staff_roles
    where (role in ('owner', 'operator') or staff_id = $staffId)
    and (($isPlatform::boolean and scope = 'platform')
      or client_id = $clientId
      or store_id = $storeId)
    order by id
    for update`,
});

const ownersOf = platformSql({
  name: 'identity.roles.owners_of',
  params: reach,
  row: z.object({ staffId: z.uuid(), scope: z.enum(scopes) }),
  text: `
    select staff_roles.staff_id, staff_roles.scope
    from platform.staff_roles
    join platform.staff on staff.id = staff_roles.staff_id
    where staff_roles.role in ('owner', 'operator')
    and (($isPlatform::boolean and staff_roles.scope = 'platform')
      or staff_roles.client_id = $clientId
      or staff_roles.store_id = $storeId)
    and staff.is_active`,
});
