import { createHash } from 'node:crypto';
import { type Actor, asSystem, type StoreCtx, transaction } from '../../core/ctx.ts';
import { cookieName, makeCookie } from '../../core/http/cookies.ts';
import { newId, newSecret } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import { type Code, findAccount } from './fans.accounts.service.ts';
import { proveCode, useCode } from './fans.codes.service.ts';
import * as fans from './fans.repository.ts';
import { keepFan } from './fans.service.ts';
import * as sessions from './fans.sessions.repository.ts';
import type { SignedInFan } from './fans.types.ts';

/** Milliseconds a session lives without being used. */
export const idleLifetime = 30 * 24 * 3_600_000;
/** Milliseconds a session lives at most; then the account groups are looked up anew. */
export const longestLifetime = 90 * 24 * 3_600_000;
/** A session's last use is written at most this often, in milliseconds. */
export const seenEvery = 60 * 60_000;

/**
 * Signs in with the ticketing account of a mailed code's address: the vendor is asked who the customer is and in which
 * groups, and an account is made when there is none. A failed look-up leaves the code usable.
 */
export async function signIn(ctx: StoreCtx, given: Code): Promise<{ fan: SignedInFan; cookie: string }> {
  const code = await proveCode(ctx, given);
  const account = await findAccount(ctx, given);
  const token = newSecret();
  const fan = await transaction(ctx, async (ctx) => {
    await useCode(ctx, code);
    const fanId = await keepFan(asSystem(ctx, 'sign-in'), account);
    const now = ctx.clock.now();
    await sessions.insert(ctx.store.db, {
      id: newId(),
      fanId,
      tokenHash: hashToken(token),
      createdAt: now,
      seenAt: now,
      expiresAt: expiryOf(now, now),
    });
    return { id: fanId, ...account, accountGroups: [...new Set(account.accountGroups)].sort() };
  });
  return { fan, cookie: makeCookie(ctx.config, cookieOf(ctx), token, longestLifetime / 1000) };
}

/** The fan of the request's cookie for this store; anonymous without one, or when its session has ended. */
export async function resolveFan(ctx: StoreCtx): Promise<Actor> {
  const token = ctx.request?.cookies[cookieName(ctx.config, cookieOf(ctx))];
  if (token === undefined || token === '') return { kind: 'anonymous' };
  const now = ctx.clock.now();
  const holder = await sessions.findHolder(ctx.store.db, { tokenHash: hashToken(token), now });
  if (holder === null) return { kind: 'anonymous' };
  const { sessionId, fanId, name, email, vendorAccountId, accountGroups } = holder;
  if (now.getTime() - holder.seenAt.getTime() >= seenEvery) {
    const expiresAt = expiryOf(holder.createdAt, now);
    await sessions.markSeen(ctx.store.db, { id: sessionId, seenAt: now, expiresAt });
  }
  const actor: Actor = { kind: 'fan', fanId, storeId: ctx.store.id, sessionId, name, email };
  readFans.set(actor, { id: fanId, vendorAccountId, email, name, accountGroups });
  return actor;
}

/** Fans as their session's look-up read them: an actor is one request. */
const readFans = new WeakMap<Actor, SignedInFan>();

/** The signed-in fan with the groups of the last look-up; null for a visitor who is nobody yet. */
export async function signedInFan(ctx: StoreCtx): Promise<SignedInFan | null> {
  if (ctx.actor.kind !== 'fan' || ctx.actor.storeId !== ctx.store.id) return null;
  return readFans.get(ctx.actor) ?? fans.find(ctx.store.db, ctx.actor.fanId);
}

/** The same, refusing whoever is not signed in. */
export async function requireFan(ctx: StoreCtx): Promise<SignedInFan> {
  const fan = await signedInFan(ctx);
  if (fan === null) throw problem('fan.sign_in_required');
  return fan;
}

/** Ends the request's session; answers the cookie that clears the browser's. */
export async function signOut(ctx: StoreCtx): Promise<string> {
  if (ctx.actor.kind !== 'fan') throw problem('fan.sign_in_required');
  await sessions.remove(ctx.store.db, ctx.actor.sessionId);
  return makeCookie(ctx.config, cookieOf(ctx), '', 0);
}

export function removeExpiredSessions(ctx: StoreCtx): Promise<number> {
  return sessions.removeExpired(ctx.store.db, ctx.clock.now());
}

/** One origin may serve many stores, so each has a cookie of its own. */
function cookieOf(ctx: StoreCtx): string {
  return `flex_fan_${ctx.store.key}`;
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function expiryOf(createdAt: Date, seenAt: Date): Date {
  return new Date(Math.min(seenAt.getTime() + idleLifetime, createdAt.getTime() + longestLifetime));
}
