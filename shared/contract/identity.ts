import { z } from 'zod';
import { Email, Id, Instant, Name } from './common.ts';
import { permissions, roles } from './permissions.ts';
import { defineRoutes } from './route.ts';

/** A role of the signed-in person, where it holds, and what it allows there. */
export const HeldRole = z.strictObject({
  scope: z.enum(['platform', 'client', 'store']),
  scopeId: Id.nullable(),
  /** Key and name of the client or store; null on the platform. */
  key: z.string().nullable(),
  name: z.string().nullable(),
  /** The client of a store. */
  clientKey: z.string().nullable(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)),
});
export const Me = z.strictObject({
  id: Id,
  email: z.string(),
  name: z.string(),
  version: z.int(),
  hasPassword: z.boolean(),
  /** True if a password may be set without typing the present one: signed in by a link a moment ago. */
  mayResetPassword: z.boolean(),
  signedInBy: z.enum(['password', 'link', 'oidc', 'invitation']),
  roles: z.array(HeldRole),
});
export type Me = z.infer<typeof Me>;

export const StaffSession = z.strictObject({
  id: Id,
  createdAt: Instant,
  seenAt: Instant,
  address: z.string(),
  /** Such as "Firefox on Windows". */
  device: z.string(),
  method: z.enum(['password', 'link', 'oidc', 'invitation']),
  isCurrent: z.boolean(),
});
export type StaffSession = z.infer<typeof StaffSession>;

/** Counted in characters by the password rules; this bound only keeps nonsense out. */
const Password = z.string().min(1).max(2_000);
const Token = z.string().min(1).max(200);

export const identityRoutes = defineRoutes({
  signInByPassword: {
    method: 'POST',
    path: '/api/sign-in/password',
    summary: 'Sign in by e-mail address and password',
    access: 'public',
    body: z.strictObject({ email: Email, password: Password }),
    perMinute: 20,
  },
  requestLink: {
    method: 'POST',
    path: '/api/sign-in/links',
    summary: 'Have a one-time sign-in link mailed, if there is such a person',
    access: 'public',
    body: z.strictObject({ email: Email }),
    status: 202,
    perMinute: 10,
  },
  redeemLink: {
    method: 'POST',
    path: '/api/sign-in/links/redeem',
    summary: 'Sign in by the token of a one-time link',
    access: 'public',
    body: z.strictObject({ token: Token }),
    perMinute: 20,
  },
  signOut: {
    method: 'POST',
    path: '/api/sign-out',
    summary: 'End this session',
    access: 'signed_in',
  },
  readMe: {
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in, and what they may do',
    access: 'signed_in',
    response: Me,
  },
  changeMe: {
    method: 'PATCH',
    path: '/api/me',
    summary: 'Change the own name',
    access: 'signed_in',
    body: z.strictObject({ name: Name }),
    response: Me,
    ifMatch: true,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/me/password',
    summary: 'Set or change the own password; ends the other sessions',
    access: 'signed_in',
    body: z.strictObject({ password: Password, presentPassword: Password.optional() }),
    perMinute: 20,
  },
  listSessions: {
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'The own open sessions',
    access: 'signed_in',
    response: z.strictObject({ items: z.array(StaffSession) }),
  },
  revokeSession: {
    method: 'DELETE',
    path: '/api/me/sessions/{sessionId}',
    summary: 'End one of the own sessions',
    access: 'signed_in',
    params: z.strictObject({ sessionId: Id }),
  },
  revokeOtherSessions: {
    method: 'POST',
    path: '/api/me/sessions/revoke-others',
    summary: 'End all the own sessions but this one',
    access: 'signed_in',
    response: z.strictObject({ ended: z.int() }),
  },
  deactivateStaff: {
    method: 'POST',
    path: '/api/platform/people/{staffId}/deactivate',
    summary: 'Bar a person from signing in and end their sessions',
    access: 'platform.people.edit',
    params: z.strictObject({ staffId: Id }),
    problems: ['person.self', 'person.not_found', 'person.last_operator'],
  },
  reactivateStaff: {
    method: 'POST',
    path: '/api/platform/people/{staffId}/reactivate',
    summary: 'Let a person sign in again',
    access: 'platform.people.edit',
    params: z.strictObject({ staffId: Id }),
  },
});
