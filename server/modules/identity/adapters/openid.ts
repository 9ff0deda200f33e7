import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  fetchUserInfo,
} from 'openid-client';
import { assertReachable, fetchOutside, type Reach } from '../../../core/outbound.ts';
import { ProblemError, problem } from '../../../core/problem.ts';
import type { LoginSecrets, Provider, ProviderClaims } from '../identity.oidc.types.ts';

/** Seconds a request to a provider may take. */
const timeout = 10;

/** Asks the provider for its configuration. Throws `oidc.issuer_unusable` with the reason. */
export async function checkProvider(provider: Provider, reach: Reach): Promise<void> {
  await configure(provider, reach);
}

/** The provider's sign-in page for this login. Throws `oidc.issuer_unusable` when the provider cannot be asked. */
export async function startLogin(provider: Provider, reach: Reach, secrets: LoginSecrets): Promise<string> {
  const configuration = await configure(provider, reach);
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: provider.redirectUri,
    scope: 'openid email profile',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
    code_challenge_method: 'S256',
  });
  return url.href;
}

/**
 * What the provider says of the person, after it redirected to us with these parameters. Throws `auth.oidc_failed` when
 * it refused or its answer does not hold, `oidc.issuer_unusable` when it cannot be asked.
 */
export async function finishLogin(
  provider: Provider,
  reach: Reach,
  secrets: LoginSecrets,
  parameters: Readonly<Record<string, string>>,
): Promise<ProviderClaims> {
  const configuration = await configure(provider, reach);
  const returned = new URL(provider.redirectUri);
  returned.search = new URLSearchParams(parameters).toString();
  try {
    const tokens = await authorizationCodeGrant(configuration, returned, {
      pkceCodeVerifier: secrets.codeVerifier,
      expectedNonce: secrets.nonce,
      expectedState: secrets.state,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('the provider sent no ID token');
    const isComplete = claims.email !== undefined && claims.email_verified !== undefined;
    const mayAsk = configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = isComplete || !mayAsk ? {} : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return toClaims(claims.iss, claims.sub, { ...claims, ...more });
  } catch (cause) {
    throw problem('auth.oidc_failed', { reason: reasonOf(cause) }, { cause });
  }
}

async function configure(provider: Provider, reach: Reach): Promise<Configuration> {
  try {
    assertReachable(provider.issuer, reach);
    const isPlain = provider.issuer.startsWith('http:');
    const configuration = await discovery(new URL(provider.issuer), provider.clientId, {}, secretOf(provider), {
      // oxlint-disable-next-line typescript/no-deprecated -- it is marked to stand out; plain http reaches loopback only
      execute: isPlain ? [allowInsecureRequests] : [],
      timeout,
      [customFetch]: (url, { method, headers, body, signal }) =>
        fetchOutside(url, { method, headers, body: asText(body), signal }, reach),
    });
    assertComplete(configuration, reach);
    return configuration;
  } catch (cause) {
    throw problem('oidc.issuer_unusable', { reason: reasonOf(cause) }, { cause });
  }
}

/** As the provider takes it; in the header where it does not say, which is the standard's default. */
function secretOf({ clientSecret }: Provider): ClientAuth {
  const [post, basic] = [ClientSecretPost(clientSecret), ClientSecretBasic(clientSecret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** Browsers are sent to the first of these addresses and we to the others: all must be fit to be asked. */
function assertComplete(configuration: Configuration, reach: Reach) {
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = configuration.serverMetadata();
  for (const [name, url] of Object.entries({ authorization_endpoint, token_endpoint, jwks_uri })) {
    if (url === undefined) throw new Error(`the provider names no ${name}`);
    assertReachable(url, reach);
  }
  if (userinfo_endpoint !== undefined) assertReachable(userinfo_endpoint, reach);
}

function asText(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new Error('a request to a provider has a form or nothing as its body');
}

function toClaims(issuer: string, subject: string, claims: Record<string, unknown>): ProviderClaims {
  const { email, email_verified: verified, name } = claims;
  return {
    issuer,
    subject,
    email: typeof email === 'string' ? email.trim().toLowerCase() : null,
    // Some providers send the word.
    isEmailVerified: verified === true || verified === 'true',
    name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 120) : null,
  };
}

/** The innermost message, which is the one that says something: "connect ECONNREFUSED", "… is not a public address". */
function reasonOf(error: unknown): string {
  if (error instanceof ProblemError) return String(error.params.reason ?? error.code);
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  const message = inner instanceof Error ? inner.message : 'it gave no reason';
  const code = error instanceof Error && 'error' in error && typeof error.error === 'string' ? `${error.error}: ` : '';
  return `${code}${message}`.replace(/\s+/g, ' ').slice(0, 300);
}
