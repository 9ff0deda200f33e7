import { z } from 'zod';
import { type JobHandler, onJob, platformJob } from '../../core/jobs.ts';
import { mailLink, mailLinkJob, removeExpiredLinks } from './identity.links.service.ts';
import { forgetOldAttempts } from './identity.lockout.service.ts';
import { removeExpiredLogins } from './identity.oidc-logins.service.ts';
import { removeExpiredSessions } from './identity.sessions.service.ts';

/** Recurring: forgets what can no longer be used. */
export const cleanUpJob = platformJob('identity.clean_up', z.strictObject({}));

export const identityJobs: readonly JobHandler[] = [
  onJob(mailLinkJob, mailLink),
  onJob(cleanUpJob, async (ctx) => {
    await removeExpiredSessions(ctx);
    await removeExpiredLinks(ctx);
    await removeExpiredLogins(ctx);
    await forgetOldAttempts(ctx);
  }),
];
