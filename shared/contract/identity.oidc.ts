import { z } from 'zod';
import { ClientParams, Instant } from './common.ts';
import { defineRoutes } from './route.ts';

/** Roles a provider may give to people who had none; an owner is made by an owner. */
export const defaultRoles = ['admin', 'editor', 'publisher', 'support', 'viewer'] as const;

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
    'Use a domain such as example.com.',
  );

/** How a client's people sign in with their organisation's OpenID provider. The secret is never answered. */
export const OidcConnection = z.strictObject({
  issuer: z.string(),
  oidcClientId: z.string(),
  emailDomains: z.array(z.string()),
  defaultRole: z.enum(defaultRoles).nullable(),
  isEnabled: z.boolean(),
  updatedAt: Instant,
});
export const OidcSettings = z.strictObject({
  /** Null until it is set up; then the version to send is 0. */
  connection: OidcConnection.nullable(),
  version: z.int(),
  /** To be registered at the provider. */
  redirectUri: z.string(),
  /** Where people of the client start. */
  signInUrl: z.string(),
});
export type OidcSettings = z.infer<typeof OidcSettings>;

/** A page of Cortex: nothing else can be returned to, so no link of ours leads elsewhere. */
export const ReturnTo = z
  .string()
  .max(300)
  .regex(/^\/cortex(\/[A-Za-z0-9_~-]+)*$/, 'Use the path of a page of Cortex.');

export const identityOidcRoutes = defineRoutes({
  readOidc: {
    method: 'GET',
    path: '/api/clients/{clientKey}/oidc',
    summary: 'How people of the client sign in with their organisation',
    access: 'client.oidc.edit',
    params: ClientParams,
    response: OidcSettings,
  },
  saveOidc: {
    method: 'PUT',
    path: '/api/clients/{clientKey}/oidc',
    summary: 'Set up sign-in with the organisation; the provider is asked before it is saved',
    access: 'client.oidc.edit',
    params: ClientParams,
    body: z.strictObject({
      issuer: z.url().max(500),
      oidcClientId: z.string().trim().min(1).max(500),
      /** Left out: the one that is stored stays. */
      oidcClientSecret: z.string().min(1).max(1_000).optional(),
      emailDomains: z.array(Domain).min(1).max(20),
      defaultRole: z.enum(defaultRoles).nullable(),
      isEnabled: z.boolean(),
    }),
    response: OidcSettings,
    ifMatch: true,
    perMinute: 20,
  },
  removeOidc: {
    method: 'DELETE',
    path: '/api/clients/{clientKey}/oidc',
    summary: 'Remove sign-in with the organisation and end the sessions opened by it',
    access: 'client.oidc.edit',
    params: ClientParams,
    ifMatch: true,
  },
  startOidc: {
    method: 'GET',
    path: '/api/sign-in/oidc/{clientKey}',
    summary: "Go to the sign-in page of the client's organisation",
    access: 'public',
    params: ClientParams,
    query: z.strictObject({ returnTo: ReturnTo.optional() }),
    status: 302,
    perMinute: 20,
  },
  finishOidc: {
    method: 'GET',
    path: '/api/sign-in/oidc-return',
    summary: "Come back from the organisation's sign-in page",
    access: 'public',
    // Providers add parameters of their own.
    query: z.object({ state: z.string().max(500).optional() }).catchall(z.string().max(5_000)),
    status: 302,
    perMinute: 20,
  },
});
