import { z } from 'zod';
import { defaultRoles } from '../../../shared/contract/identity.oidc.ts';
import { execute, maybeRow, type PlatformDb } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const connection = {
  clientId: z.uuid(),
  issuer: z.string(),
  oidcClientId: z.string(),
  oidcClientSecret: z.instanceof(Buffer),
  emailDomains: z.array(z.string()),
  defaultRole: z.enum(defaultRoles).nullable(),
  isEnabled: z.boolean(),
  updatedAt: z.date(),
  version: z.int(),
};
const Row = z.object(connection);
export type ConnectionRow = z.output<typeof Row>;

export function find(db: PlatformDb, clientId: string) {
  return maybeRow(db, byClient, { clientId });
}

/** False when there is one already. `version` is that of the new row. */
export async function insert(db: PlatformDb, row: ConnectionRow) {
  return (await execute(db, insertOne, row)) === 1;
}

/** False when it is not the version before `version` any more. */
export async function update(db: PlatformDb, row: ConnectionRow) {
  return (await execute(db, updateOne, row)) === 1;
}

export async function remove(db: PlatformDb, at: { clientId: string; version: number }) {
  return (await execute(db, deleteOne, at)) === 1;
}

/** Whom the provider's subject was linked to. */
export async function findLinked(db: PlatformDb, identity: { clientId: string; issuer: string; subject: string }) {
  return (await maybeRow(db, linkedStaff, identity))?.staffId ?? null;
}

export function link(
  db: PlatformDb,
  identity: { clientId: string; issuer: string; subject: string; staffId: string; linkedAt: Date },
) {
  return execute(db, insertIdentity, identity);
}

/** Accepts an invitation by the address the provider vouches for. Of several at once only one gets true. */
export async function claimInvitation(db: PlatformDb, of: { id: string; email: string; now: Date }) {
  return (await execute(db, acceptInvitation, of)) === 1;
}

const byClient = platformSql({
  name: 'identity.oidc.find',
  params: { clientId: z.uuid() },
  row: Row,
  text: `
    select client_id, issuer, oidc_client_id, oidc_client_secret, email_domains, default_role, is_enabled, updated_at,
      version
    from platform.oidc_connections
    where client_id = $clientId`,
});

const insertOne = platformSql({
  name: 'identity.oidc.insert',
  params: connection,
  text: `
    insert into platform.oidc_connections
      (client_id, issuer, oidc_client_id, oidc_client_secret, email_domains, default_role, is_enabled, updated_at, version)
    values
      ($clientId, $issuer, $oidcClientId, $oidcClientSecret, $emailDomains, $defaultRole, $isEnabled, $updatedAt, $version)
    on conflict (client_id) do nothing`,
});

const updateOne = platformSql({
  name: 'identity.oidc.update',
  params: connection,
  text: `
    update platform.oidc_connections
    set issuer = $issuer,
      oidc_client_id = $oidcClientId,
      oidc_client_secret = $oidcClientSecret,
      email_domains = $emailDomains,
      default_role = $defaultRole,
      is_enabled = $isEnabled,
      updated_at = $updatedAt,
      version = $version
    where client_id = $clientId
    and version = $version - 1`,
});

const deleteOne = platformSql({
  name: 'identity.oidc.remove',
  params: { clientId: z.uuid(), version: z.int() },
  text: `
    delete from platform.oidc_connections
    where client_id = $clientId
    and version = $version`,
});

const identity = { clientId: z.uuid(), issuer: z.string(), subject: z.string() };

const linkedStaff = platformSql({
  name: 'identity.oidc.linked_staff',
  params: identity,
  row: z.object({ staffId: z.uuid() }),
  text: `
    select staff_id
    from platform.oidc_identities
    where client_id = $clientId
    and issuer = $issuer
    and subject = $subject`,
});

const insertIdentity = platformSql({
  name: 'identity.oidc.link',
  params: { ...identity, staffId: z.uuid(), linkedAt: z.date() },
  text: `
    insert into platform.oidc_identities (client_id, issuer, subject, staff_id, linked_at)
    values ($clientId, $issuer, $subject, $staffId, $linkedAt)
    on conflict (client_id, issuer, subject) do nothing`,
});

const acceptInvitation = platformSql({
  name: 'identity.oidc.accept_invitation',
  params: { id: z.uuid(), email: z.string(), now: z.date() },
  text: `
    update platform.invitations
    set accepted_at = $now,
      token_hash = null
    where id = $id
    and email = $email
    and accepted_at is null
    and expires_at > $now`,
});
