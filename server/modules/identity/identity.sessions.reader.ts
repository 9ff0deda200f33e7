import { z } from 'zod';
import { roles } from '../../../shared/contract/permissions.ts';
import { maybeRow, type PlatformDb } from '../../core/db.ts';
import { jsonb, platformSql } from '../../core/sql.ts';

const GrantRow = z.object({
  scope: z.enum(['platform', 'client', 'store']),
  scopeId: z.uuid().nullable(),
  role: z.enum(roles),
});

/** Who holds an open session, with all their grants: the one statement every request of the staff waits for. */
export function findHolder(db: PlatformDb, tokenHash: Buffer, now: Date) {
  return maybeRow(db, holder, { tokenHash, now });
}

const holder = platformSql({
  name: 'identity.sessions.holder',
  isHot: true,
  params: { tokenHash: z.instanceof(Buffer), now: z.date() },
  row: z.object({
    sessionId: z.uuid(),
    createdAt: z.date(),
    seenAt: z.date(),
    staffId: z.uuid(),
    name: z.string(),
    email: z.string(),
    grants: jsonb(z.array(GrantRow)),
  }),
  // A client's OpenID provider vouches for that client only, so such a session holds no grant elsewhere.
  text: `
    select sessions.id as session_id, sessions.created_at, sessions.seen_at, staff.id as staff_id, staff.name, staff.email,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'scope', staff_roles.scope,
          'scopeId', coalesce(staff_roles.client_id, staff_roles.store_id),
          'role', staff_roles.role))
        from platform.staff_roles
        left join platform.stores on stores.id = staff_roles.store_id
        where staff_roles.staff_id = staff.id
        and (sessions.only_client_id is null
          or staff_roles.client_id = sessions.only_client_id
          or stores.client_id = sessions.only_client_id)
      ), '[]') as grants
    from platform.sessions
    join platform.staff on staff.id = sessions.staff_id
    where sessions.token_hash = $tokenHash
    and sessions.expires_at > $now
    and staff.is_active`,
});
