import type { Ctx } from '../../core/ctx.ts';
import { newSecret } from '../../core/ids.ts';
import { type Mail, writeMail } from '../../core/mail.ts';
import * as invitations from './identity.invitations.repository.ts';
import type { PendingInvitation } from './identity.invitations.types.ts';
import { findPending, productName } from './identity.pending.service.ts';
import { hashToken } from './identity.sessions.service.ts';

/**
 * The job: makes the token, keeps its hash and mails it. Run again it mails a new link and the earlier one ends. An
 * invitation that cannot be accepted any more is left alone.
 */
export async function mailInvitation(ctx: Ctx, { invitationId }: { invitationId: string }): Promise<void> {
  const pending = await findPending(ctx, { id: invitationId });
  if (pending === null) return;
  const token = newSecret();
  const tokenHash = hashToken(token);
  if (!(await invitations.setToken(ctx.platform, { id: invitationId, tokenHash }))) return;
  await ctx.ports.mail.send(invitationMail(ctx, pending, token));
  await invitations.markSent(ctx.platform, { tokenHash, sentAt: ctx.clock.now() });
}

function invitationMail(ctx: Ctx, { email, inviterName, role, place }: PendingInvitation, token: string): Mail {
  const where = place.scope === 'platform' ? `this deployment of ${productName}` : oneLine(place.name);
  return writeMail(email, {
    subject: `Your invitation to ${where}`,
    paragraphs: [
      `${oneLine(inviterName)} invites you to ${where} in Cortex, with the role ${role}.`,
      'The link works once and for seven days. If you do not expect this message, ignore it.',
    ],
    // After the `#`, so that the token reaches no server's log.
    action: { label: 'See the invitation', url: `${ctx.config.publicUrl}/cortex/invitation#token=${token}` },
  });
}

/** Names are typed by people; a line break in one would start a paragraph, or a header, of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
