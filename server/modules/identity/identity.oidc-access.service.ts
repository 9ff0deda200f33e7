import { asSystem, type Ctx, transaction } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { grantAs } from './identity.acceptance.service.ts';
import type { PendingInvitation } from './identity.invitations.types.ts';
import * as me from './identity.me.reader.ts';
import * as reader from './identity.oidc.reader.ts';
import * as identities from './identity.oidc.repository.ts';
import type { OidcConnection, ProviderClaims } from './identity.oidc.types.ts';
import { findPending } from './identity.pending.service.ts';
import { grantRole } from './identity.roles.service.ts';
import { completeSignIn } from './identity.sign-in.service.ts';
import { findOrCreateStaff, findStaff, findStaffByEmail } from './identity.staff.service.ts';
import type { OpenedSession, Staff } from './identity.types.ts';

type Client = { id: string; key: string; name: string };
type Vouched = ProviderClaims & { email: string };

/**
 * Signs in whom a client's provider vouches for, for that client only. The address must be verified and of the
 * connection's domains. Who has a role there or is invited comes in; anybody else only when the connection has a
 * default role and sees them for the first time, so that a person who was removed stays out.
 * Throws `oidc.email_unverified`, `oidc.domain_refused`, `oidc.no_access`.
 */
export async function admit(
  ctx: Ctx,
  client: Client,
  connection: Pick<OidcConnection, 'emailDomains' | 'defaultRole'>,
  claims: ProviderClaims,
): Promise<OpenedSession> {
  const vouched = requireAddress(connection, claims);
  const linkedId = await identities.findLinked(ctx.platform, keyOf(client, vouched));
  const known = linkedId === null ? await findStaffByEmail(ctx, vouched.email) : await findStaff(ctx, linkedId);
  const { email } = vouched;
  if (known !== null && !known.isActive) throw problem('oidc.no_access', { email });
  const hasRole = known !== null && (await hasRoleAt(ctx, known, client));
  const pending = await pendingOf(ctx, vouched.email, client);
  const role = linkedId === null && !hasRole && pending.length === 0 ? connection.defaultRole : null;
  if (!hasRole && pending.length === 0 && role === null) throw problem('oidc.no_access', { email });
  return transaction(ctx, async (ctx) => {
    const provider = asSystem(ctx, `OpenID provider of ${client.key}`);
    const person = known ?? (await findOrCreateStaff(provider, { email: vouched.email, name: nameOf(vouched) }));
    await identities.link(ctx.platform, {
      ...keyOf(client, vouched),
      staffId: person.id,
      linkedAt: ctx.clock.now(),
    });
    const session = await completeSignIn(ctx, person, 'oidc', client.id);
    for (const invitation of pending) await accept(ctx, person, session, invitation);
    if (role !== null) await grantRole(provider, placeOf(client), person, role);
    return session;
  });
}

function requireAddress({ emailDomains }: Pick<OidcConnection, 'emailDomains'>, claims: ProviderClaims): Vouched {
  const { email, isEmailVerified } = claims;
  if (email === null || !isEmailVerified) throw problem('oidc.email_unverified', { email });
  const domain = /^[^@\s]+@([^@\s]+)$/.exec(email)?.[1];
  if (domain === undefined || !emailDomains.includes(domain)) throw problem('oidc.domain_refused', { email });
  return { ...claims, email };
}

async function hasRoleAt(ctx: Ctx, person: Staff, client: Client): Promise<boolean> {
  return (await me.listRoles(ctx.platform, { staffId: person.id, onlyClientId: client.id })).length > 0;
}

/** Invitations of the address that may still be accepted. */
async function pendingOf(ctx: Ctx, email: string, client: Client): Promise<PendingInvitation[]> {
  const found: PendingInvitation[] = [];
  const now = ctx.clock.now();
  for (const id of await reader.listInvitations(ctx.platform, { email, clientId: client.id, now })) {
    const pending = await findPending(ctx, { id });
    if (pending !== null) found.push(pending);
  }
  return found;
}

async function accept(ctx: Ctx, person: Staff, session: OpenedSession, invitation: PendingInvitation) {
  const { id, email, place, role } = invitation;
  const isClaimed = await identities.claimInvitation(ctx.platform, { id, email, now: ctx.clock.now() });
  if (isClaimed) await grantAs(ctx, person, session, { id, place, role });
}

function keyOf(client: Client, { issuer, subject }: ProviderClaims) {
  return { clientId: client.id, issuer, subject };
}

function nameOf({ name, email }: Vouched): string {
  return name ?? email.split('@')[0] ?? email;
}

function placeOf({ id, key, name }: Client) {
  return { scope: 'client' as const, clientId: id, key, name };
}
