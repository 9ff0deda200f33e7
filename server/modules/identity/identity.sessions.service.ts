import { createHash } from 'node:crypto';
import { describeUserAgent } from '../../../shared/rules/user-agent.ts';
import { type Ctx, transaction } from '../../core/ctx.ts';
import { cookieName, makeCookie } from '../../core/http/cookies.ts';
import { newId, newSecret } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import * as reader from './identity.sessions.reader.ts';
import * as sessions from './identity.sessions.repository.ts';
import * as people from './identity.staff.repository.ts';
import type { OpenedSession, OpenSession, SignInMethod, Staff, StaffActor } from './identity.types.ts';

/** Milliseconds a session lives without being used. */
export const idleLifetime = 12 * 3_600_000;
/** Milliseconds a session lives at most. */
export const longestLifetime = 30 * 24 * 3_600_000;
/** A session's last use is written at most this often, in milliseconds. */
export const seenEvery = 60_000;

const name = 'flex_session';

/** The cookie in which a browser keeps its session. */
export function sessionCookieName(ctx: Pick<Ctx, 'config'>): string {
  return cookieName(ctx.config, name);
}

/**
 * Opens a session for a person whose identity was proved. With `onlyClientId` it reaches that client alone, because
 * only that client's OpenID provider vouched for the person.
 */
export async function openSession(
  ctx: Ctx,
  staff: Staff,
  method: SignInMethod,
  onlyClientId: string | null = null,
): Promise<OpenedSession> {
  const token = newSecret();
  const now = ctx.clock.now();
  const id = newId();
  await sessions.insert(ctx.platform, {
    id,
    staffId: staff.id,
    tokenHash: hashToken(token),
    createdAt: now,
    seenAt: now,
    expiresAt: expiryOf(now, now),
    address: ctx.request?.address ?? '',
    userAgent: ctx.request?.userAgent ?? '',
    method,
    onlyClientId,
  });
  await people.markSeen(ctx.platform, staff.id, now);
  return { id, token, cookie: makeCookie(ctx.config, name, token, longestLifetime / 1000) };
}

/** The person of the request's session cookie; null without a cookie or when its session has ended. */
export async function resolveSession(ctx: Ctx): Promise<StaffActor | null> {
  const token = ctx.request?.cookies[sessionCookieName(ctx)];
  if (token === undefined || token === '') return null;
  const now = ctx.clock.now();
  const holder = await reader.findHolder(ctx.platform, hashToken(token), now);
  if (holder === null) return null;
  const unlessSince = new Date(now.getTime() - seenEvery);
  if (holder.seenAt <= unlessSince) {
    const expiresAt = expiryOf(holder.createdAt, now);
    await sessions.markSeen(ctx.platform, { id: holder.sessionId, seenAt: now, expiresAt, unlessSince });
    await people.markSeen(ctx.platform, holder.staffId, now);
  }
  const { staffId, sessionId, email, grants } = holder;
  return { kind: 'staff', staffId, name: holder.name, email, sessionId, grants };
}

/** The actor's open sessions, newest use first. */
export async function listSessions(ctx: Ctx): Promise<OpenSession[]> {
  const self = requireStaff(ctx);
  const found = await sessions.listOpen(ctx.platform, { ...(await reachOf(ctx, self)), now: ctx.clock.now() });
  return found.map((row) => ({
    id: row.id,
    createdAt: row.createdAt,
    seenAt: row.seenAt,
    address: row.address,
    device: describeUserAgent(row.userAgent),
    method: row.method,
    isCurrent: row.id === self.sessionId,
  }));
}

/** Ends one of the actor's sessions at once. */
export async function revokeSession(ctx: Ctx, sessionId: string): Promise<void> {
  const self = requireStaff(ctx);
  await transaction(ctx, async (ctx) => {
    const isRemoved = await sessions.remove(ctx.platform, { id: sessionId, ...(await reachOf(ctx, self)) });
    if (!isRemoved) throw problem('session.not_found');
    await recordOf(ctx, self, sessionId === self.sessionId ? 'sessions.sign_out' : 'sessions.revoke', { sessionId });
  });
}

/** Ends all the actor's sessions but the one of this request; answers how many. */
export async function revokeOtherSessions(ctx: Ctx): Promise<number> {
  const self = requireStaff(ctx);
  return transaction(ctx, async (ctx) => {
    const reach = await reachOf(ctx, self);
    const count = await sessions.removeOthers(ctx.platform, { ...reach, keepId: self.sessionId });
    if (count > 0) await recordOf(ctx, self, 'sessions.revoke_others', { count });
    return count;
  });
}

/** Ends the request's session; answers the cookie that clears the browser's. */
export async function signOut(ctx: Ctx): Promise<string> {
  const self = requireStaff(ctx);
  await revokeSession(ctx, self.sessionId);
  return makeCookie(ctx.config, name, '', 0);
}

/** Sessions that ended by themselves, for the clean-up; answers how many. */
export function removeExpiredSessions(ctx: Ctx): Promise<number> {
  return sessions.removeExpired(ctx.platform, ctx.clock.now());
}

/** What is stored of a secret: its SHA-256. A secret of 256 random bits needs no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Refuses everybody but a signed-in person. */
export function requireStaff(ctx: Ctx): StaffActor {
  if (ctx.actor.kind !== 'staff') throw problem('auth.required');
  return ctx.actor;
}

function expiryOf(createdAt: Date, seenAt: Date): Date {
  return new Date(Math.min(seenAt.getTime() + idleLifetime, createdAt.getTime() + longestLifetime));
}

/** A session that a client's OpenID provider vouched for sees and ends only sessions of the same kind. */
async function reachOf(ctx: Ctx, self: StaffActor) {
  const session = await sessions.findById(ctx.platform, self.sessionId);
  if (session === null) throw problem('auth.required');
  return { staffId: self.staffId, onlyClientId: session.onlyClientId };
}

function recordOf(ctx: Ctx, self: StaffActor, action: string, after: object): Promise<void> {
  return record(ctx, { action, subject: { type: 'staff', id: self.staffId, name: self.name }, after });
}
