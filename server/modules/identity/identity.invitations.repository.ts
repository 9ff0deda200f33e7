import { z } from 'zod';
import { type Role, roles } from '../../../shared/contract/permissions.ts';
import { execute, type PlatformDb, row, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';
import { type PlaceColumns, scopes } from './identity.roles.types.ts';

const place = { scope: z.enum(scopes), clientId: z.uuid().nullable(), storeId: z.uuid().nullable() };

const Row = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(roles),
  inviterId: z.uuid().nullable(),
  inviterName: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
  sentAt: z.date().nullable(),
});
export type InvitationRow = z.output<typeof Row>;

type Renewal = { invitedBy: string | null; createdAt: Date; expiresAt: Date };

/** The open invitation of the address to the place: made, or given this role, inviter and life. Its link ends. */
export async function put(
  db: PlatformDb,
  invitation: PlaceColumns & Renewal & { id: string; email: string; role: Role },
): Promise<string> {
  return (await row(db, putInvitation, invitation)).id;
}

/** Gives an open invitation another inviter and life; its link ends. */
export function renew(db: PlatformDb, at: PlaceColumns & Renewal & { id: string }): Promise<number> {
  return execute(db, renewInvitation, at);
}

export function removeById(db: PlatformDb, at: PlaceColumns & { id: string }): Promise<number> {
  return execute(db, removeOne, at);
}

export function removeByEmail(db: PlatformDb, at: PlaceColumns & { email: string }): Promise<number> {
  return execute(db, removeOfAddress, at);
}

/** Open invitations to the place in the order of addresses; with an id or address, that one if it is open. */
export function listOpen(
  db: PlatformDb,
  at: PlaceColumns & { id?: string; email?: string; afterEmail?: string; limit?: number },
): Promise<InvitationRow[]> {
  return rows(db, openAt, { id: null, email: null, afterEmail: '', limit: 1, ...at });
}

/** A new link for an open invitation; the one before it ends. False when the invitation was accepted or revoked. */
export async function setToken(db: PlatformDb, link: { id: string; tokenHash: Buffer }): Promise<boolean> {
  return (await execute(db, updateToken, link)) === 1;
}

export function markSent(db: PlatformDb, sent: { tokenHash: Buffer; sentAt: Date }): Promise<number> {
  return execute(db, updateSent, sent);
}

/** Uses the link up. Of several at once only one gets true. */
export async function claim(db: PlatformDb, link: { id: string; tokenHash: Buffer; now: Date }): Promise<boolean> {
  return (await execute(db, claimInvitation, link)) === 1;
}

const putInvitation = platformSql({
  name: 'identity.invitations.put',
  params: {
    id: z.uuid(),
    email: z.string(),
    ...place,
    role: z.enum(roles),
    invitedBy: z.uuid().nullable(),
    createdAt: z.date(),
    expiresAt: z.date(),
  },
  row: z.object({ id: z.uuid() }),
  text: `
    insert into platform.invitations (id, email, scope, client_id, store_id, role, invited_by, created_at, expires_at)
    values ($id, $email, $scope, $clientId, $storeId, $role, $invitedBy, $createdAt, $expiresAt)
    on conflict (email, scope, client_id, store_id) where accepted_at is null do update
    set role = excluded.role,
      invited_by = excluded.invited_by,
      created_at = excluded.created_at,
      expires_at = excluded.expires_at,
      token_hash = null,
      sent_at = null
    returning id`,
});

const renewInvitation = platformSql({
  name: 'identity.invitations.renew',
  params: { id: z.uuid(), ...place, invitedBy: z.uuid().nullable(), createdAt: z.date(), expiresAt: z.date() },
  text: `
    update platform.invitations
    set invited_by = $invitedBy,
      created_at = $createdAt,
      expires_at = $expiresAt,
      token_hash = null,
      sent_at = null
    where id = $id
    and scope = $scope
    and client_id is not distinct from $clientId
    and store_id is not distinct from $storeId
    and accepted_at is null`,
});

const removeOne = platformSql({
  name: 'identity.invitations.remove',
  params: { id: z.uuid(), ...place },
  text: `
    delete from platform.invitations
    where id = $id
    and scope = $scope
    and client_id is not distinct from $clientId
    and store_id is not distinct from $storeId
    and accepted_at is null`,
});

const removeOfAddress = platformSql({
  name: 'identity.invitations.remove_of_address',
  params: { email: z.string(), ...place },
  text: `
    delete from platform.invitations
    where email = $email
    and scope = $scope
    and client_id is not distinct from $clientId
    and store_id is not distinct from $storeId
    and accepted_at is null`,
});

const openAt = platformSql({
  name: 'identity.invitations.open_at',
  params: {
    ...place,
    id: z.uuid().nullable(),
    email: z.string().nullable(),
    afterEmail: z.string(),
    limit: z.int(),
  },
  row: Row,
  text: `
    select invitations.id, invitations.email, invitations.role, staff.id as inviter_id, staff.name as inviter_name,
      invitations.created_at, invitations.expires_at, invitations.sent_at
    from platform.invitations
    left join platform.staff on staff.id = invitations.invited_by
    where invitations.scope = $scope
    and invitations.client_id is not distinct from $clientId
    and invitations.store_id is not distinct from $storeId
    and invitations.accepted_at is null
    and ($id::uuid is null or invitations.id = $id)
    and ($email::text is null or invitations.email = $email)
    and invitations.email > $afterEmail
    order by invitations.email
    limit $limit`,
});

const updateToken = platformSql({
  name: 'identity.invitations.set_token',
  params: { id: z.uuid(), tokenHash: z.instanceof(Buffer) },
  text: `
    update platform.invitations
    set token_hash = $tokenHash
    where id = $id
    and accepted_at is null`,
});

const updateSent = platformSql({
  name: 'identity.invitations.mark_sent',
  params: { tokenHash: z.instanceof(Buffer), sentAt: z.date() },
  text: `
    update platform.invitations
    set sent_at = $sentAt
    where token_hash = $tokenHash`,
});

const claimInvitation = platformSql({
  name: 'identity.invitations.claim',
  params: { id: z.uuid(), tokenHash: z.instanceof(Buffer), now: z.date() },
  text: `
    update platform.invitations
    set accepted_at = $now,
      token_hash = null
    where id = $id
    and token_hash = $tokenHash
    and accepted_at is null
    and expires_at > $now`,
});
