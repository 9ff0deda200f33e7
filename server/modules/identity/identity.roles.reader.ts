import { z } from 'zod';
import { roles } from '../../../shared/contract/permissions.ts';
import { type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';
import { type Reach, scopes } from './identity.roles.types.ts';

const Row = z.object({
  staffId: z.uuid(),
  name: z.string(),
  email: z.string(),
  isActive: z.boolean(),
  lastSeenAt: z.date().nullable(),
  role: z.enum(roles),
  scope: z.enum(scopes),
  grantedAt: z.date(),
});
export type PersonRow = z.output<typeof Row>;

/** The roles that reach a place, in the order of e-mail addresses and, for one person, client before store. */
export function listPeople(
  db: PlatformDb,
  of: Reach & { afterEmail: string; afterScope: string; limit: number },
): Promise<PersonRow[]> {
  return rows(db, people, of);
}

/** The roles of one person that reach a place. */
export function listRoles(db: PlatformDb, of: Reach & { staffId: string }): Promise<PersonRow[]> {
  return rows(db, rolesOf, of);
}

const reach = { isPlatform: z.boolean(), clientId: z.uuid().nullable(), storeId: z.uuid().nullable() };

const people = platformSql({
  name: 'identity.roles.people',
  params: { ...reach, afterEmail: z.string(), afterScope: z.string(), limit: z.int() },
  row: Row,
  text: `
    select staff.id as staff_id, staff.name, staff.email, staff.is_active, staff.last_seen_at,
      staff_roles.role, staff_roles.scope, staff_roles.granted_at
    from platform.staff_roles
    join platform.staff on staff.id = staff_roles.staff_id
    where (($isPlatform::boolean and staff_roles.scope = 'platform')
      or staff_roles.client_id = $clientId
      or staff_roles.store_id = $storeId)
    and (staff.email, staff_roles.scope) > ($afterEmail, $afterScope)
    order by staff.email, staff_roles.scope
    limit $limit`,
});

const rolesOf = platformSql({
  name: 'identity.roles.roles_of',
  params: { ...reach, staffId: z.uuid() },
  row: Row,
  text: `
    select staff.id as staff_id, staff.name, staff.email, staff.is_active, staff.last_seen_at,
      staff_roles.role, staff_roles.scope, staff_roles.granted_at
    from platform.staff_roles
    join platform.staff on staff.id = staff_roles.staff_id
    where (($isPlatform::boolean and staff_roles.scope = 'platform')
      or staff_roles.client_id = $clientId
      or staff_roles.store_id = $storeId)
    and staff.id = $staffId`,
});
