import { invitationRoutes } from '../../../shared/contract/identity.invitations.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as acceptance from './identity.acceptance.service.ts';
import * as invitations from './identity.invitations.service.ts';
import type { Invitation, PendingInvitation } from './identity.invitations.types.ts';
import { clientPlace, platformPlace, storePlace } from './identity.roles.service.ts';
import type { Place } from './identity.roles.types.ts';
import type { OpenedSession } from './identity.types.ts';

export const invitationsController = defineController(invitationRoutes, {
  listStoreInvitations: async (ctx, { query }) => page(await invitations.listInvitations(ctx, storePlace(ctx), query)),
  inviteToStore: async (ctx, { body }) => toWire(await invitations.invite(ctx, storePlace(ctx), body)),
  resendStoreInvitation: async (ctx, { params }) =>
    toWire(await invitations.resendInvitation(ctx, storePlace(ctx), params.invitationId)),
  revokeStoreInvitation: (ctx, { params }) => invitations.revokeInvitation(ctx, storePlace(ctx), params.invitationId),
  listClientInvitations: async (ctx, { params, query }) =>
    page(await invitations.listInvitations(ctx, await clientPlace(ctx, params.clientKey), query)),
  inviteToClient: async (ctx, { params, body }) =>
    toWire(await invitations.invite(ctx, await clientPlace(ctx, params.clientKey), body)),
  resendClientInvitation: async (ctx, { params }) =>
    toWire(await invitations.resendInvitation(ctx, await clientPlace(ctx, params.clientKey), params.invitationId)),
  revokeClientInvitation: async (ctx, { params }) =>
    invitations.revokeInvitation(ctx, await clientPlace(ctx, params.clientKey), params.invitationId),
  listOperatorInvitations: async (ctx, { query }) => page(await invitations.listInvitations(ctx, platformPlace, query)),
  inviteOperator: async (ctx, { body }) => toWire(await invitations.inviteOperator(ctx, body.email)),
  resendOperatorInvitation: async (ctx, { params }) =>
    toWire(await invitations.resendInvitation(ctx, platformPlace, params.invitationId)),
  revokeOperatorInvitation: (ctx, { params }) => invitations.revokeInvitation(ctx, platformPlace, params.invitationId),
  previewInvitation: async (ctx, { body }) => preview(await acceptance.previewInvitation(ctx, body.token)),
  acceptInvitation: async (ctx, { body }) => accepted(await acceptance.acceptInvitation(ctx, body)),
});

function page({ items, ...rest }: Awaited<ReturnType<typeof invitations.listInvitations>>) {
  return { items: items.map(toWire), ...rest };
}

function toWire(invitation: Invitation) {
  return {
    ...invitation,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
    sentAt: invitation.sentAt?.toISOString() ?? null,
  };
}

function preview({ email, role, place, inviterName, expiresAt, hasAccount }: PendingInvitation) {
  const on = { scope: place.scope, name: place.scope === 'platform' ? null : place.name };
  return { email, role, on, invitedBy: inviterName, expiresAt: expiresAt.toISOString(), hasAccount };
}

function accepted({ session, place }: { session: OpenedSession; place: Place }) {
  const key = place.scope === 'platform' ? null : place.key;
  return reply({ scope: place.scope, key }, { cookies: [session.cookie] });
}
