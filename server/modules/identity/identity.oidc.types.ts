import type { Role } from '../../../shared/contract/permissions.ts';

/** A provider as we talk to it. */
export type Provider = { issuer: string; clientId: string; clientSecret: string; redirectUri: string };

/** What ties an answer of the provider to the login it was asked for. */
export type LoginSecrets = { state: string; nonce: string; codeVerifier: string };

/** What a provider says of a person. */
export type ProviderClaims = {
  issuer: string;
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
};

/** A client's connection without its secret. */
export type OidcConnection = {
  issuer: string;
  oidcClientId: string;
  emailDomains: string[];
  defaultRole: Exclude<Role, 'operator' | 'owner'> | null;
  isEnabled: boolean;
  updatedAt: Date;
};
export type OidcSettings = {
  connection: OidcConnection | null;
  version: number;
  redirectUri: string;
  signInUrl: string;
};
export type OidcChange = Omit<OidcConnection, 'updatedAt'> & { oidcClientSecret?: string | undefined; version: number };
