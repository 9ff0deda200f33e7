import type { Role } from '../../../shared/contract/permissions.ts';
import { findPasswordFault, normalizePassword, passwordLength } from '../../../shared/rules/passwords.ts';
import { asSystem, type Ctx, transaction, withStore } from '../../core/ctx.ts';
import { hashPassword } from '../../core/password-hash.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import { resolveStore } from '../stores/stores.service.ts';
import * as invitations from './identity.invitations.repository.ts';
import type { PendingInvitation } from './identity.invitations.types.ts';
import { findPending } from './identity.pending.service.ts';
import { grantRole } from './identity.roles.service.ts';
import type { Place } from './identity.roles.types.ts';
import { hashToken } from './identity.sessions.service.ts';
import { completeSignIn, recordRefusal } from './identity.sign-in.service.ts';
import * as staff from './identity.staff.repository.ts';
import { findOrCreateStaff } from './identity.staff.service.ts';
import type { OpenedSession, Staff } from './identity.types.ts';

/** What a link is for. Throws `auth.link_invalid` when it cannot be accepted any more. */
export async function previewInvitation(ctx: Ctx, token: string): Promise<PendingInvitation> {
  const pending = await findPending(ctx, { tokenHash: hashToken(token) });
  if (pending === null) throw problem('auth.link_invalid');
  return pending;
}

export type Acceptance = { token: string; name?: string | undefined; password?: string | undefined };

/**
 * Grants what the invitation is for and signs the person in. The link proves the address, so an account is found or
 * made by it; an account that exists keeps its name and password. Throws `auth.link_invalid` for a link that expired,
 * was used, replaced or revoked, and when its inviter may no longer grant the role.
 */
export async function acceptInvitation(ctx: Ctx, given: Acceptance): Promise<{ session: OpenedSession; place: Place }> {
  const tokenHash = hashToken(given.token);
  const pending = await findPending(ctx, { tokenHash });
  if (pending === null) return refuse(ctx);
  const account = await readAccount(pending, given);
  const session = await transaction(ctx, (ctx) => accept(ctx, pending, tokenHash, account));
  return session === null ? refuse(ctx) : { session, place: pending.place };
}

type Account = { name: string; passwordHash: string | null };

/** Null when somebody else used or replaced the link first. */
async function accept(ctx: Ctx, pending: PendingInvitation, tokenHash: Buffer, account: Account) {
  const { id, email, place, role } = pending;
  if (!(await invitations.claim(ctx.platform, { id, tokenHash, now: ctx.clock.now() }))) return null;
  const person = await findOrCreateStaff(ctx, { email, name: account.name });
  if (!person.isActive) throw problem('invitation.account_closed', { email });
  if (account.passwordHash !== null) {
    const { passwordHash } = account;
    await staff.setPassword(ctx.platform, { id: person.id, passwordHash, changedAt: ctx.clock.now() });
  }
  const session = await completeSignIn(ctx, person, 'invitation');
  await grantAs(ctx, person, session, { id, place, role });
  return session;
}

/** The grant stands in the audit of its place, as an act of the person who accepted. */
export async function grantAs(
  ctx: Ctx,
  person: Staff,
  session: OpenedSession,
  { id, place, role }: { id: string; place: Place; role: Role },
) {
  const { id: staffId, name, email } = person;
  const self: Ctx = { ...ctx, actor: { kind: 'staff', staffId, name, email, sessionId: session.id, grants: [] } };
  const there =
    place.scope === 'store' ? withStore(self, await resolveStore(asSystem(ctx, 'invitation'), place.key)) : self;
  await record(there, {
    action: 'invitations.accept',
    subject: { type: 'invitation', id, name: email },
    ...(place.scope !== 'platform' && { clientId: place.clientId }),
    after: { role },
  });
  await grantRole(there, place, person, role);
}

async function refuse(ctx: Ctx): Promise<never> {
  await recordRefusal(ctx, { email: null, person: null, method: 'invitation', reason: 'invalid_invitation' });
  throw problem('auth.link_invalid');
}

async function readAccount(pending: PendingInvitation, given: Acceptance): Promise<Account> {
  const { name, password } = given;
  if (pending.hasAccount) {
    const errors = [
      ...(name === undefined ? [] : [kept('name')]),
      ...(password === undefined ? [] : [kept('password')]),
    ];
    if (errors.length > 0) throw problem('request.invalid', {}, { errors });
    return { name: pending.email, passwordHash: null };
  }
  if (name === undefined) {
    const error = { at: '/body/name', code: 'required', message: 'Say your name.' };
    throw problem('request.invalid', {}, { errors: [error] });
  }
  if (password === undefined) return { name, passwordHash: null };
  const fault = findPasswordFault(password, { name, email: pending.email });
  if (fault !== null) throw problem(fault, passwordLength);
  return { name, passwordHash: await hashPassword(normalizePassword(password)) };
}

function kept(field: string): FieldError {
  const message = `There is an account of this address and it keeps its ${field}: leave this out.`;
  return { at: `/body/${field}`, code: 'has_account', message };
}
