import { z } from 'zod';
import { type Ctx, transaction } from '../../core/ctx.ts';
import { newSecret } from '../../core/ids.ts';
import { enqueue, platformJob } from '../../core/jobs.ts';
import { writeMail } from '../../core/mail.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import * as links from './identity.links.repository.ts';
import { hashToken } from './identity.sessions.service.ts';
import { completeSignIn, recordRefusal } from './identity.sign-in.service.ts';
import { findStaff, findStaffByEmail } from './identity.staff.service.ts';
import type { OpenedSession, Staff } from './identity.types.ts';

/** Milliseconds a link works. */
export const linkLifetime = 15 * 60_000;
/** Nobody is mailed a second link within this many milliseconds while the first is unused. */
export const mailedEvery = 60_000;

export const mailLinkJob = platformJob(
  'identity.mail_link',
  z.strictObject({ email: z.string(), requestedAt: z.iso.datetime() }),
);

/**
 * Asks for a link to be mailed. Whether there is such a person is looked up later, by the job: the answer and the time
 * it takes are the same for every address.
 */
export async function requestLink(ctx: Ctx, email: string): Promise<void> {
  const requestedAt = ctx.clock.now().toISOString();
  await enqueue(ctx, mailLinkJob, { email, requestedAt }, { key: `${mailLinkJob.name}:${email}` });
}

/** The job: makes the token, keeps its hash and mails it. A request older than a link's life is dropped. */
export async function mailLink(ctx: Ctx, asked: { email: string; requestedAt: string }): Promise<void> {
  const now = ctx.clock.now();
  if (now.getTime() - Date.parse(asked.requestedAt) > linkLifetime) return;
  const person = await findStaffByEmail(ctx, asked.email);
  if (person === null || !person.isActive) return;
  const token = await makeLink(ctx, person, mailedEvery);
  if (token === null) return;
  await ctx.ports.mail.send(
    writeMail(person.email, {
      subject: 'Your sign-in link for Attend Flex',
      paragraphs: [
        `Hello ${person.name}, use this link to sign in to Cortex. It works once and for ${linkLifetime / 60_000} minutes.`,
        'If you did not ask for it, ignore this message: without the link nobody gets in.',
      ],
      action: { label: 'Sign in', url: urlOf(ctx, token) },
    }),
  );
  await links.markMailed(ctx.platform, { tokenHash: hashToken(token), mailedAt: now });
}

/** Signs in by the token of a link. Throws `auth.link_invalid` when it expired, was used, replaced or never was. */
export async function redeemLink(ctx: Ctx, token: string): Promise<OpenedSession> {
  const tokenHash = hashToken(token);
  const session = await transaction(ctx, async (ctx) => {
    const staffId = await links.use(ctx.platform, { tokenHash, now: ctx.clock.now() });
    const person = staffId === null ? null : await findStaff(ctx, staffId);
    return person?.isActive ? completeSignIn(ctx, person, 'link') : null;
  });
  if (session !== null) return session;
  await refuse(ctx, tokenHash);
  throw problem('auth.link_invalid');
}

/** A link for the demo's first start, to be printed; `auth.demo_only` in any other mode. */
export async function makeDemoSignInLink(ctx: Ctx, email: string): Promise<string> {
  if (ctx.config.mode !== 'demo') throw problem('auth.demo_only');
  const person = await findStaffByEmail(ctx, email);
  if (person === null) throw problem('person.not_found');
  const token = await makeLink(ctx, person, 0);
  if (token === null) throw new Error('a mailed link is from the future');
  return urlOf(ctx, token);
}

/** Links that no longer work, for the clean-up; kept a day so that a late try can be explained. */
export function removeExpiredLinks(ctx: Ctx): Promise<number> {
  return links.removeExpired(ctx.platform, new Date(ctx.clock.now().getTime() - 24 * 3_600_000));
}

/** Replaces the person's last link; null when that one was mailed in the last `quietFor` milliseconds and is unused. */
async function makeLink(ctx: Ctx, person: Staff, quietFor: number): Promise<string | null> {
  const token = newSecret();
  const now = ctx.clock.now();
  return transaction(ctx, async (ctx) => {
    const isMade = await links.put(ctx.platform, {
      staffId: person.id,
      tokenHash: hashToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + linkLifetime),
      mailedBefore: new Date(now.getTime() - quietFor),
    });
    if (!isMade) return null;
    await record(ctx, { action: 'links.make', subject: { type: 'staff', id: person.id, name: person.name } });
    return token;
  });
}

/** After the `#`, so that it reaches no server's log. */
function urlOf(ctx: Ctx, token: string): string {
  return `${ctx.config.publicUrl}/cortex/sign-in#token=${token}`;
}

async function refuse(ctx: Ctx, tokenHash: Buffer) {
  const link = await links.find(ctx.platform, tokenHash);
  const person = link === null ? null : await findStaff(ctx, link.staffId);
  const reason = link === null ? 'unknown_link' : link.usedAt === null ? 'expired_link' : 'used_link';
  await recordRefusal(ctx, { email: person?.email ?? null, person, method: 'link', reason });
}
