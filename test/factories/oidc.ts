import type { TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';
import type { Account, OpenIdProvider } from '../harness/openid-provider.ts';
import { makeClient } from './client.ts';
import { makeStaff, onClient, signIn } from './staff.ts';

export const redirectUri = 'http://localhost/api/sign-in/oidc-return';

type Client = Awaited<ReturnType<typeof makeClient>>;

/** A browser in which an owner of the client is signed in. */
export async function signInOwner(app: TestApp, client: Client): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { grants: [onClient(client, 'owner')] }));
}

/** Sends the connection of a client to the provider; `version` is the one that was read, 0 for the first. */
export function saveOidc(
  owner: TestClient,
  provider: OpenIdProvider,
  client: Client,
  version: number,
  changes: object = {},
) {
  const connection = {
    issuer: provider.issuer,
    oidcClientId: provider.clientId,
    oidcClientSecret: provider.clientSecret,
    emailDomains: ['warriors.example'],
    defaultRole: null,
    isEnabled: true,
    ...changes,
  };
  return owner.put(`/api/clients/${client.key}/oidc`, connection, { 'if-match': `"${version}"` });
}

/** A client whose people sign in with the provider. */
export async function makeOidcClient(app: TestApp, provider: OpenIdProvider, changes: object = {}): Promise<Client> {
  const client = await makeClient(app);
  const saved = await saveOidc(await signInOwner(app, client), provider, client, 0, changes);
  if (saved.status !== 200) throw new Error(`the connection was not saved: ${saved.text}`);
  return client;
}

let made = 0;

/** Somebody at the provider, with a verified address of the connection's domain unless said. */
export function makeAccount(changes: object = {}): Account {
  made += 1;
  const email = `maria-${made}@warriors.example`;
  return { sub: `subject-${made}`, email, email_verified: true, name: 'Maria González', ...changes };
}

/**
 * Takes a browser to the provider and back up to the address the provider sends it to. `start` is where our server sent
 * it, and `back` is empty when that was not the provider; `tamper` changes the address of the provider first.
 */
export async function goAndComeBack(
  app: TestApp,
  provider: OpenIdProvider,
  client: { key: string },
  { browser = app.client(), tamper }: { browser?: TestClient; tamper?: (asked: URLSearchParams) => void } = {},
) {
  const { status, headers } = await browser.get(`/api/sign-in/oidc/${client.key}?returnTo=/cortex/stores`);
  if (status !== 302) throw new Error(`the sign-in did not start: ${status}`);
  const start = String(headers.location);
  if (!start.startsWith(provider.issuer)) return { browser, start, back: '' };
  const url = new URL(start);
  tamper?.(url.searchParams);
  return { browser, start, back: (await provider.visit(url.href)).replace('http://localhost', '') };
}

/** The whole way, as that person or, with null, as somebody who cancels; answers where it ends. */
export async function signInAtProvider(
  app: TestApp,
  provider: OpenIdProvider,
  client: { key: string },
  account: Account | null,
) {
  provider.user(account);
  const { browser, back } = await goAndComeBack(app, provider, client);
  const { headers } = await browser.get(back);
  return { browser, location: headers.location, headers };
}
