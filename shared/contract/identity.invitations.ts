import { z } from 'zod';
import { ClientParams, Email, Id, Instant, Name, PageQuery, pageOf, StoreParams } from './common.ts';
import { Role, TenantRole } from './identity.people.ts';
import { defineRoutes } from './route.ts';

export const Invitation = z.strictObject({
  id: Id,
  email: Email,
  role: Role,
  invitedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  /** When the newest e-mail left; null while it waits to be sent. */
  sentAt: Instant.nullable(),
  /** inviter_lost_right: who invited may no longer grant the role, so it cannot be accepted until somebody resends it. */
  state: z.enum(['open', 'expired', 'inviter_lost_right']),
  mayEdit: z.boolean(),
});
/** `grantable`: the roles you may invite to here. */
export const InvitationPage = pageOf(Invitation).extend({ grantable: z.array(Role) });
export const Invite = z.strictObject({ email: Email, role: TenantRole });
export const InviteOperator = z.strictObject({ email: Email });

/** From the link in the e-mail; sent in a body so that it stays out of logs and histories. */
export const InvitationToken = z.string().min(1).max(200);
export const InvitationPreview = z.strictObject({
  email: Email,
  role: Role,
  /** What the role is on; the platform has no name. */
  on: z.strictObject({ scope: z.enum(['platform', 'client', 'store']), name: z.string().nullable() }),
  invitedBy: z.string(),
  expiresAt: Instant,
  /** True: the person has an account, keeps its name and password, and only accepts. */
  hasAccount: z.boolean(),
});
/** `name` is needed and `password` possible only for a new account. */
export const AcceptInvitation = z.strictObject({
  token: InvitationToken,
  name: Name.optional(),
  password: z.string().max(1_000).optional(),
});
/** Where the new role leads: the store's or client's key. */
export const AcceptedInvitation = z.strictObject({
  scope: z.enum(['platform', 'client', 'store']),
  key: z.string().nullable(),
});

const invitation = { invitationId: Id };
const StoreInvitation = StoreParams.extend(invitation);
const ClientInvitation = ClientParams.extend(invitation);
const PlatformInvitation = z.strictObject(invitation);

export const invitationRoutes = defineRoutes({
  listStoreInvitations: {
    method: 'GET',
    path: '/api/stores/{storeKey}/invitations',
    summary: 'Open invitations to the store',
    access: 'store.people.view',
    params: StoreParams,
    query: PageQuery,
    response: InvitationPage,
  },
  inviteToStore: {
    method: 'POST',
    path: '/api/stores/{storeKey}/invitations',
    summary: 'Invite a person to a role on the store; again for another role',
    access: 'store.people.edit',
    params: StoreParams,
    body: Invite,
    response: Invitation,
    status: 201,
    perMinute: 30,
    problems: ['role.above_own', 'person.own_role', 'invitation.already_member'],
  },
  resendStoreInvitation: {
    method: 'POST',
    path: '/api/stores/{storeKey}/invitations/{invitationId}/resend',
    summary: 'Send the invitation again, in your name; the earlier link ends',
    access: 'store.people.edit',
    params: StoreInvitation,
    response: Invitation,
    perMinute: 30,
    problems: ['invitation.not_found', 'role.above_own'],
  },
  revokeStoreInvitation: {
    method: 'DELETE',
    path: '/api/stores/{storeKey}/invitations/{invitationId}',
    summary: 'Revoke the invitation',
    access: 'store.people.edit',
    params: StoreInvitation,
    worksWhileClosed: true,
    problems: ['invitation.not_found', 'role.above_own'],
  },
  listClientInvitations: {
    method: 'GET',
    path: '/api/clients/{clientKey}/invitations',
    summary: 'Open invitations to the client',
    access: 'client.people.view',
    params: ClientParams,
    query: PageQuery,
    response: InvitationPage,
  },
  inviteToClient: {
    method: 'POST',
    path: '/api/clients/{clientKey}/invitations',
    summary: 'Invite a person to a role on the client; again for another role',
    access: 'client.people.edit',
    params: ClientParams,
    body: Invite,
    response: Invitation,
    status: 201,
    perMinute: 30,
    problems: ['role.above_own', 'person.own_role', 'invitation.already_member'],
  },
  resendClientInvitation: {
    method: 'POST',
    path: '/api/clients/{clientKey}/invitations/{invitationId}/resend',
    summary: 'Send the invitation again, in your name; the earlier link ends',
    access: 'client.people.edit',
    params: ClientInvitation,
    response: Invitation,
    perMinute: 30,
    problems: ['invitation.not_found', 'role.above_own'],
  },
  revokeClientInvitation: {
    method: 'DELETE',
    path: '/api/clients/{clientKey}/invitations/{invitationId}',
    summary: 'Revoke the invitation',
    access: 'client.people.edit',
    params: ClientInvitation,
    problems: ['invitation.not_found', 'role.above_own'],
  },
  listOperatorInvitations: {
    method: 'GET',
    path: '/api/platform/invitations',
    summary: 'Open invitations to operate the deployment',
    access: 'platform.people.view',
    query: PageQuery,
    response: InvitationPage,
  },
  inviteOperator: {
    method: 'POST',
    path: '/api/platform/invitations',
    summary: 'Invite a person to operate the deployment',
    access: 'platform.people.edit',
    body: InviteOperator,
    response: Invitation,
    status: 201,
    perMinute: 30,
    problems: ['person.own_role', 'invitation.already_member'],
  },
  resendOperatorInvitation: {
    method: 'POST',
    path: '/api/platform/invitations/{invitationId}/resend',
    summary: 'Send the invitation again, in your name; the earlier link ends',
    access: 'platform.people.edit',
    params: PlatformInvitation,
    response: Invitation,
    perMinute: 30,
    problems: ['invitation.not_found'],
  },
  revokeOperatorInvitation: {
    method: 'DELETE',
    path: '/api/platform/invitations/{invitationId}',
    summary: 'Revoke the invitation',
    access: 'platform.people.edit',
    params: PlatformInvitation,
    problems: ['invitation.not_found'],
  },
  previewInvitation: {
    method: 'POST',
    path: '/api/invitations/preview',
    summary: 'What an invitation is for',
    access: 'public',
    body: z.strictObject({ token: InvitationToken }),
    response: InvitationPreview,
    perMinute: 30,
    problems: ['auth.link_invalid'],
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/invitations/accept',
    summary: 'Accept an invitation and sign in',
    access: 'public',
    body: AcceptInvitation,
    response: AcceptedInvitation,
    perMinute: 10,
    problems: [
      'auth.link_invalid',
      'invitation.account_closed',
      'password.too_short',
      'password.too_long',
      'password.too_common',
      'store.unavailable',
    ],
  },
});
