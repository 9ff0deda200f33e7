import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Locale } from '../../../shared/contract/common.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { enqueueForStore, storeJob } from '../../core/jobs.ts';
import { problem } from '../../core/problem.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import { writeCodeMail } from './fans.code-mail.service.ts';
import * as codes from './fans.codes.repository.ts';

/** Milliseconds a code works. */
export const codeLifetime = 10 * 60_000;
/** An address is mailed at most one code in this many milliseconds. */
export const mailedEvery = 30_000;
/** Tries a code allows. A fan without an account needs two good ones. */
export const mostTries = 6;
/** Codes an address is mailed in an hour from the first on; whoever guesses has the tries of these and no more. */
export const mostCodes = 5;
/** That hour, in milliseconds. */
export const codesHour = 60 * 60_000;

export const mailCodeJob = storeJob(
  'fans.mail_code',
  z.strictObject({ email: z.string(), locale: Locale.nullable(), requestedAt: z.iso.datetime() }),
);

/**
 * Asks for a code to be mailed. Everything else happens in the job, so the answer says nothing about the address; that
 * it was mailed too many, `fan.too_many_codes`, is said of one nobody has just as well.
 */
export async function requestCode(ctx: StoreCtx, asked: { email: string; locale?: Locale | undefined }): Promise<void> {
  const { email, locale = null } = asked;
  const limits = limitsAt(ctx);
  const first = await codes.findUsedUp(ctx.store.db, { email, ...limits });
  if (first !== null) {
    const minutes = Math.ceil((first.getTime() - limits.hourAgo.getTime()) / 60_000);
    throw problem('fan.too_many_codes', { minutes });
  }
  const requestedAt = ctx.clock.now().toISOString();
  const key = `${mailCodeJob.name}:${email}`;
  await enqueueForStore(ctx, mailCodeJob, { email, locale, requestedAt }, { key });
}

/** The job: makes the code, keeps its hash and mails it. A request older than a code's life is dropped. */
export async function mailCode(
  ctx: StoreCtx,
  { email, locale, requestedAt }: { email: string; locale: Locale | null; requestedAt: string },
): Promise<void> {
  const now = ctx.clock.now();
  if (now.getTime() - Date.parse(requestedAt) > codeLifetime) return;
  const id = newId();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const isMade = await codes.put(ctx.store.db, {
    email,
    id,
    codeHash: hashCode(id, code),
    mailedAt: now,
    expiresAt: new Date(now.getTime() + codeLifetime),
    mailedBefore: new Date(now.getTime() - mailedEvery),
    ...limitsAt(ctx),
  });
  if (!isMade) return;
  try {
    await sendCode(ctx, { email, locale, code });
  } catch (error) {
    await codes.markUnmailed(ctx.store.db, { email, id });
    throw error;
  }
}

async function sendCode(
  ctx: StoreCtx,
  { email, locale, code }: { email: string; locale: Locale | null; code: string },
) {
  const [fanMail, languages] = await Promise.all([settingOf(ctx, 'fanMail'), settingOf(ctx, 'languages')]);
  await ctx.ports.mail.send(
    writeCodeMail(email, {
      code,
      minutes: codeLifetime / 60_000,
      store: ctx.store.name,
      locale: locale ?? languages.default,
      ...fanMail,
    }),
  );
}

function limitsAt(ctx: StoreCtx): codes.CodeLimits {
  return { hourAgo: new Date(ctx.clock.now().getTime() - codesHour), mostTries, mostCodes };
}

export type ProvedCode = { email: string; id: string };

/** Takes one try of the address's code; `fan.code_invalid` unless it is the one that was mailed and still works. */
export async function proveCode(ctx: StoreCtx, { email, code }: { email: string; code: string }): Promise<ProvedCode> {
  const kept = await codes.takeTry(ctx.store.db, { email, now: ctx.clock.now(), mostTries });
  if (kept === null || !timingSafeEqual(hashCode(kept.id, code), kept.codeHash)) throw problem('fan.code_invalid');
  return { email, id: kept.id };
}

/** Uses a proved code up, in the transaction that opens the session. */
export async function useCode(ctx: StoreCtx, code: ProvedCode): Promise<void> {
  if (!(await codes.use(ctx.store.db, code))) throw problem('fan.code_invalid');
}

export function removeExpiredCodes(ctx: StoreCtx): Promise<number> {
  return codes.removeExpired(ctx.store.db, { now: ctx.clock.now(), hourAgo: limitsAt(ctx).hourAgo });
}

/** Six digits are few, so the hash protects little; the tries and the ten minutes do. */
function hashCode(id: string, code: string): Buffer {
  return createHash('sha256').update(`${id}:${code}`).digest();
}
