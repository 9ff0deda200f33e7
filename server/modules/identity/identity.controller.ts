import { identityRoutes } from '../../../shared/contract/identity.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as links from './identity.links.service.ts';
import * as me from './identity.me.service.ts';
import * as passwords from './identity.passwords.service.ts';
import * as sessions from './identity.sessions.service.ts';
import * as staff from './identity.staff.service.ts';
import type { OpenedSession, OpenSession, Profile } from './identity.types.ts';

export const identityController = defineController(identityRoutes, {
  signInByPassword: async (ctx, { body }) => signedIn(await passwords.signInByPassword(ctx, body)),
  requestLink: (ctx, { body }) => links.requestLink(ctx, body.email),
  redeemLink: async (ctx, { body }) => signedIn(await links.redeemLink(ctx, body.token)),
  signOut: async (ctx) => reply(undefined, { cookies: [await sessions.signOut(ctx)] }),
  readMe: async (ctx) => profile(await me.readMe(ctx)),
  changeMe: async (ctx, { body, version }) => profile(await me.changeMe(ctx, { name: body.name, version })),
  changePassword: (ctx, { body }) => passwords.changePassword(ctx, body),
  listSessions: async (ctx) => ({ items: (await sessions.listSessions(ctx)).map(toWire) }),
  revokeSession: (ctx, { params }) => sessions.revokeSession(ctx, params.sessionId),
  revokeOtherSessions: async (ctx) => ({ ended: await sessions.revokeOtherSessions(ctx) }),
  deactivateStaff: (ctx, { params }) => staff.deactivateStaff(ctx, params.staffId),
  reactivateStaff: (ctx, { params }) => staff.reactivateStaff(ctx, params.staffId),
});

function signedIn(session: OpenedSession) {
  return reply(undefined, { cookies: [session.cookie] });
}

function profile(of: Profile) {
  return reply(of, { version: of.version });
}

function toWire(session: OpenSession) {
  return { ...session, createdAt: session.createdAt.toISOString(), seenAt: session.seenAt.toISOString() };
}
