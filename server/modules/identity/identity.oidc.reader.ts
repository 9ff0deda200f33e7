import { z } from 'zod';
import { maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

/** The client a connection belongs to. */
export function findClient(db: PlatformDb, id: string) {
  return maybeRow(db, clientById, { id });
}

/** Open invitations of an address to the client and to its stores. */
export async function listInvitations(db: PlatformDb, of: { email: string; clientId: string; now: Date }) {
  return (await rows(db, invitationsOf, of)).map(({ id }) => id);
}

const clientById = platformSql({
  name: 'identity.oidc.client',
  params: { id: z.uuid() },
  row: z.object({ id: z.uuid(), key: z.string(), name: z.string() }),
  text: `
    select id, key, name
    from platform.clients
    where id = $id`,
});

const invitationsOf = platformSql({
  name: 'identity.oidc.invitations',
  params: { email: z.string(), clientId: z.uuid(), now: z.date() },
  row: z.object({ id: z.uuid() }),
  text: `
    select invitations.id
    from platform.invitations
    left join platform.stores on stores.id = invitations.store_id
    where invitations.email = $email
    and (invitations.client_id = $clientId or stores.client_id = $clientId)
    and invitations.accepted_at is null
    and invitations.expires_at > $now
    order by invitations.id`,
});
