import { findPasswordFault, normalizePassword, passwordLength } from '../../../shared/rules/passwords.ts';
import { type Ctx, transaction } from '../../core/ctx.ts';
import { hashPassword, isOutdated, verifyPassword } from '../../core/password-hash.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import { countAttempt, forgetAttempts } from './identity.lockout.service.ts';
import * as sessions from './identity.sessions.repository.ts';
import { requireStaff } from './identity.sessions.service.ts';
import { completeSignIn, recordRefusal } from './identity.sign-in.service.ts';
import * as staff from './identity.staff.repository.ts';
import type { OpenedSession, StaffActor } from './identity.types.ts';

/** Minutes after signing in by a mailed link in which a password may be set without the present one. */
export const resetMinutes = 15;

/**
 * Signs in by password. Whether the address is unknown, has no password, is barred or the password is wrong, the answer
 * and the work behind it are the same: `auth.failed`. Throws `auth.locked` after too many.
 */
export async function signInByPassword(ctx: Ctx, given: { email: string; password: string }): Promise<OpenedSession> {
  const { email } = given;
  const password = normalizePassword(given.password);
  await assertUnlocked(ctx, email);
  const person = await staff.findByEmail(ctx.platform, email);
  const fits = await verifyPassword(person?.passwordHash ?? null, password);
  if (person === null || !fits || !person.isActive) {
    const reason = person === null ? 'unknown_email' : fits ? 'deactivated' : 'wrong_password';
    await recordRefusal(ctx, { email, person, method: 'password', reason });
    throw problem('auth.failed');
  }
  await renewHash(ctx, person, password);
  return transaction(ctx, async (ctx) => {
    await forgetAttempts(ctx, email);
    return completeSignIn(ctx, person, 'password');
  });
}

/**
 * Sets the actor's own password and ends their other sessions. Needs the present password, unless they signed in by a
 * mailed link a moment ago. A session an OpenID provider vouched for cannot set one: it would outlive the provider.
 */
export async function changePassword(ctx: Ctx, given: { password: string; presentPassword?: string | undefined }) {
  const self = requireStaff(ctx);
  const person = await staff.findById(ctx.platform, self.staffId);
  if (person === null) throw problem('auth.required');
  await provePresence(ctx, self, person.passwordHash, given.presentPassword);
  const fault = findPasswordFault(given.password, person);
  if (fault !== null) throw problem(fault, passwordLength);
  const passwordHash = await hashPassword(normalizePassword(given.password));
  await transaction(ctx, async (ctx) => {
    await staff.setPassword(ctx.platform, { id: self.staffId, passwordHash, changedAt: ctx.clock.now() });
    const ended = { staffId: self.staffId, keepId: self.sessionId, onlyClientId: null };
    const endedSessions = await sessions.removeOthers(ctx.platform, ended);
    await forgetAttempts(ctx, person.email);
    await record(ctx, {
      action: 'passwords.change',
      subject: { type: 'staff', id: self.staffId, name: self.name },
      before: { hadPassword: person.passwordHash !== null },
      after: { endedSessions },
    });
  });
}

/** True if the actor's session may set a password without the present one. */
export async function mayResetPassword(ctx: Ctx): Promise<boolean> {
  const session = await sessions.findById(ctx.platform, requireStaff(ctx).sessionId);
  if (session === null || (session.method !== 'link' && session.method !== 'invitation')) return false;
  return ctx.clock.now().getTime() - session.createdAt.getTime() <= resetMinutes * 60_000;
}

async function provePresence(ctx: Ctx, self: StaffActor, hash: string | null, present: string | undefined) {
  if (present === undefined || hash === null) {
    if (await mayResetPassword(ctx)) return;
    throw problem('password.proof_required', { minutes: resetMinutes });
  }
  await assertUnlocked(ctx, self.email);
  if (await verifyPassword(hash, normalizePassword(present))) return forgetAttempts(ctx, self.email);
  const person = { id: self.staffId, name: self.name };
  await recordRefusal(ctx, { email: self.email, person, method: 'password', reason: 'wrong_present_password' });
  throw problem('password.wrong');
}

async function assertUnlocked(ctx: Ctx, email: string) {
  const minutes = await countAttempt(ctx, email);
  if (minutes === null) return;
  const person = await staff.findByEmail(ctx.platform, email);
  await recordRefusal(ctx, { email, person, method: 'password', reason: 'locked' });
  throw problem('auth.locked', { minutes });
}

async function renewHash(ctx: Ctx, person: staff.StaffRow, password: string) {
  if (person.passwordHash === null || !isOutdated(person.passwordHash)) return;
  const passwordHash = await hashPassword(password);
  await staff.replaceHash(ctx.platform, { id: person.id, before: person.passwordHash, passwordHash });
}
