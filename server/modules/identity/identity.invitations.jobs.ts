import { type JobHandler, onJob } from '../../core/jobs.ts';
import { mailInvitation } from './identity.invitation-mails.service.ts';
import { mailInvitationJob } from './identity.invitations.service.ts';

export const invitationJobs: readonly JobHandler[] = [onJob(mailInvitationJob, mailInvitation)];
