import { z } from 'zod';
import { roles } from '../../../shared/contract/permissions.ts';
import { type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

/** The person's roles with the names of where they hold; with a client, only there and in its stores. */
export function listRoles(db: PlatformDb, of: { staffId: string; onlyClientId: string | null }) {
  return rows(db, rolesOf, of);
}

const rolesOf = platformSql({
  name: 'identity.me.roles',
  params: { staffId: z.uuid(), onlyClientId: z.uuid().nullable() },
  row: z.object({
    scope: z.enum(['platform', 'client', 'store']),
    scopeId: z.uuid().nullable(),
    key: z.string().nullable(),
    name: z.string().nullable(),
    clientKey: z.string().nullable(),
    role: z.enum(roles),
  }),
  text: `
    select staff_roles.scope,
      coalesce(staff_roles.client_id, staff_roles.store_id) as scope_id,
      coalesce(clients.key, stores.key) as key,
      coalesce(clients.name, stores.name) as name,
      owners.key as client_key,
      staff_roles.role
    from platform.staff_roles
    left join platform.clients on clients.id = staff_roles.client_id
    left join platform.stores on stores.id = staff_roles.store_id
    left join platform.clients as owners on owners.id = stores.client_id
    where staff_roles.staff_id = $staffId
    and ($onlyClientId::uuid is null
      or staff_roles.client_id = $onlyClientId
      or stores.client_id = $onlyClientId)
    order by array_position(array['platform', 'client', 'store'], staff_roles.scope), key`,
});
