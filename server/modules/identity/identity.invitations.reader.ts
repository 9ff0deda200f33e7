import { z } from 'zod';
import { roles } from '../../../shared/contract/permissions.ts';
import { maybeRow, type PlatformDb } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';
import { scopes } from './identity.roles.types.ts';

const Row = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(roles),
  expiresAt: z.date(),
  scope: z.enum(scopes),
  clientId: z.uuid().nullable(),
  clientKey: z.string().nullable(),
  clientName: z.string().nullable(),
  storeId: z.uuid().nullable(),
  storeKey: z.string().nullable(),
  storeName: z.string().nullable(),
  inviterId: z.uuid().nullable(),
  inviterName: z.string().nullable(),
  hasAccount: z.boolean(),
});
export type PendingRow = z.output<typeof Row>;

/** The open invitation of an id or of a link, with what it is for; null when it has expired. */
export function findPending(
  db: PlatformDb,
  of: { id?: string; tokenHash?: Buffer; now: Date },
): Promise<PendingRow | null> {
  return maybeRow(db, pending, { id: null, tokenHash: null, ...of });
}

const pending = platformSql({
  name: 'identity.invitations.pending',
  params: { id: z.uuid().nullable(), tokenHash: z.instanceof(Buffer).nullable(), now: z.date() },
  row: Row,
  text: `
    select invitations.id, invitations.email, invitations.role, invitations.expires_at, invitations.scope,
      clients.id as client_id, clients.key as client_key, clients.name as client_name,
      stores.id as store_id, stores.key as store_key, stores.name as store_name,
      inviters.id as inviter_id, inviters.name as inviter_name,
      exists (select 1 from platform.staff where staff.email = invitations.email) as has_account
    from platform.invitations
    left join platform.stores on stores.id = invitations.store_id
    left join platform.clients on clients.id = coalesce(invitations.client_id, stores.client_id)
    left join platform.staff as inviters on inviters.id = invitations.invited_by
    where (invitations.id = $id or invitations.token_hash = $tokenHash)
    and invitations.accepted_at is null
    and invitations.expires_at > $now`,
});
