import { z } from 'zod';
import type { Role } from '../../../shared/contract/permissions.ts';
import { type Ctx, transaction } from '../../core/ctx.ts';
import { readCursor, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { enqueue, platformJob } from '../../core/jobs.ts';
import { problem } from '../../core/problem.ts';
import { record } from '../audit/audit.service.ts';
import type { Page } from '../stores/stores.types.ts';
import * as invitations from './identity.invitations.repository.ts';
import type { Invitation } from './identity.invitations.types.ts';
import { isBacked, productName, readInviters } from './identity.pending.service.ts';
import {
  actorGrantable,
  columnsOf,
  findRole,
  platformPlace,
  requireAt,
  requireGrantable,
} from './identity.roles.service.ts';
import type { Place } from './identity.roles.types.ts';
import { findStaffByEmail } from './identity.staff.service.ts';

/** Milliseconds an invitation can be accepted. */
const invitationLifetime = 7 * 24 * 3_600_000;

export const mailInvitationJob = platformJob('identity.mail_invitation', z.strictObject({ invitationId: z.uuid() }));

type InvitationPage = { items: Invitation[]; next: string | null; grantable: Role[] };

/** Invitations to the place that nobody accepted yet, also expired ones. */
export async function listInvitations(ctx: Ctx, place: Place, page: Page): Promise<InvitationPage> {
  requireAt(ctx, place, 'people.view');
  const [afterEmail = ''] = readCursor(page.cursor, 1) ?? [];
  const at = { ...columnsOf(place), afterEmail, limit: page.limit + 1 };
  const { items, next } = toPage(await invitations.listOpen(ctx.platform, at), page.limit, (row) => [row.email]);
  return { items: await toInvitations(ctx, place, items), next, grantable: actorGrantable(ctx, place) };
}

/**
 * Invites an address to a role at the place. Doing it again replaces role, inviter, life and link of the open
 * invitation. The role is granted when the invitation is accepted, never before, also to people with an account.
 */
export async function invite(ctx: Ctx, place: Place, given: { email: string; role: Role }): Promise<Invitation> {
  requireAt(ctx, place, 'people.edit');
  if (ctx.actor.kind === 'staff' && ctx.actor.email === given.email) throw problem('person.own_role');
  requireGrantable(ctx, given.role, place);
  return transaction(ctx, async (ctx) => {
    const person = await findStaffByEmail(ctx, given.email);
    const role = person === null ? null : await findRole(ctx, place, person.id);
    if (role !== null) throw problem('invitation.already_member', { email: given.email });
    const [open] = await invitations.listOpen(ctx.platform, { ...columnsOf(place), email: given.email });
    if (open !== undefined) requireGrantable(ctx, open.role, place);
    return openInvitation(ctx, place, given, open?.role);
  });
}

/** The first step of a deployment: invites its first operator, from the command line. */
export function inviteOperator(ctx: Ctx, email: string): Promise<Invitation> {
  return invite(ctx, platformPlace, { email, role: 'operator' });
}

/** Mails a new link in the actor's name, whose right it lives by from now on. The earlier link ends at once. */
export async function resendInvitation(ctx: Ctx, place: Place, invitationId: string): Promise<Invitation> {
  requireAt(ctx, place, 'people.edit');
  return transaction(ctx, async (ctx) => {
    const open = await findOpen(ctx, place, invitationId);
    requireGrantable(ctx, open.role, place);
    await invitations.renew(ctx.platform, { ...columnsOf(place), id: open.id, ...renewal(ctx) });
    await recordAct(ctx, place, open, 'invitations.resend', { after: { role: open.role } });
    await enqueueMail(ctx, open.id);
    return readInvitation(ctx, place, open.id);
  });
}

export async function revokeInvitation(ctx: Ctx, place: Place, invitationId: string): Promise<void> {
  requireAt(ctx, place, 'people.edit');
  await transaction(ctx, async (ctx) => {
    const open = await findOpen(ctx, place, invitationId);
    requireGrantable(ctx, open.role, place);
    await invitations.removeById(ctx.platform, { ...columnsOf(place), id: open.id });
    await recordAct(ctx, place, open, 'invitations.revoke', { before: { role: open.role } });
  });
}

/**
 * The invitation with its mail, in the caller's transaction; the caller has decided that it may be, and says to which
 * role the address was invited before.
 */
export async function openInvitation(
  ctx: Ctx,
  place: Place,
  { email, role }: { email: string; role: Role },
  roleBefore?: Role,
): Promise<Invitation> {
  const id = await invitations.put(ctx.platform, { id: newId(), email, ...columnsOf(place), role, ...renewal(ctx) });
  const before = roleBefore === undefined ? {} : { before: { role: roleBefore } };
  await recordAct(ctx, place, { id, email }, 'invitations.invite', { ...before, after: { role } });
  await enqueueMail(ctx, id);
  return readInvitation(ctx, place, id);
}

async function enqueueMail(ctx: Ctx, invitationId: string) {
  await enqueue(ctx, mailInvitationJob, { invitationId }, { key: `${mailInvitationJob.name}:${invitationId}` });
}

async function findOpen(ctx: Ctx, place: Place, id: string): Promise<invitations.InvitationRow> {
  const [open] = await invitations.listOpen(ctx.platform, { ...columnsOf(place), id });
  if (open === undefined) throw problem('invitation.not_found');
  return open;
}

function renewal(ctx: Ctx) {
  const createdAt = ctx.clock.now();
  const invitedBy = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null;
  return { invitedBy, createdAt, expiresAt: new Date(createdAt.getTime() + invitationLifetime) };
}

async function recordAct(
  ctx: Ctx,
  place: Place,
  { id, email }: { id: string; email: string },
  action: string,
  change: { before?: object; after?: object },
) {
  await record(ctx, {
    action,
    subject: { type: 'invitation', id, name: email },
    ...(place.scope !== 'platform' && { clientId: place.clientId }),
    ...change,
  });
}

async function readInvitation(ctx: Ctx, place: Place, id: string): Promise<Invitation> {
  const [shown] = await toInvitations(ctx, place, [await findOpen(ctx, place, id)]);
  if (shown === undefined) throw problem('invitation.not_found');
  return shown;
}

async function toInvitations(
  ctx: Ctx,
  place: Place,
  rows: readonly invitations.InvitationRow[],
): Promise<Invitation[]> {
  const inviters = await readInviters(ctx, rows);
  const grantable = actorGrantable(ctx, place);
  const stateOf = (row: invitations.InvitationRow) => {
    if (row.expiresAt <= ctx.clock.now()) return 'expired';
    return isBacked(inviters, row, place) ? 'open' : 'inviter_lost_right';
  };
  return rows.map(({ inviterId, inviterName, ...row }) => ({
    ...row,
    invitedBy: inviterName ?? productName,
    state: stateOf({ inviterId, inviterName, ...row }),
    mayEdit: grantable.includes(row.role),
  }));
}
