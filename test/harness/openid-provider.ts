import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Somebody at the provider, and what it says of them. */
export type Account = { sub: string; email: string; email_verified: boolean; name: string };
export type OpenIdProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in at the provider's page from now on; null: they press "cancel". */
  user: (account: Account | null) => void;
  /** Goes to the address like a browser and on through the provider's own pages; answers where it sends the browser back to. */
  visit: (location: string) => Promise<string>;
  close: () => Promise<void>;
};

type Habits = {
  /** Puts what it says of a person into the ID token too, not only into its answer at the userinfo endpoint. */
  tellsAllInToken?: boolean;
  /** Takes the client's secret in the form instead of the header. */
  takesSecretInForm?: boolean;
};

/** A real OpenID provider on loopback, whose sign-in page is pressed at once by whoever `user` was told. */
export async function openOpenIdProvider(redirectUri: string, habits: Habits = {}): Promise<OpenIdProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const credentials = { clientId: 'attend-flex', clientSecret: 'a secret the provider gave us' };
  const accounts = new Map<string, Account>();
  let current: Account | null = null;
  const provider = new Provider(issuer, configurationOf(credentials, redirectUri, accounts, habits));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const isPage = request.url?.startsWith('/page/') === true;
    const done = isPage ? press(provider, current, request, response) : answer(request, response);
    done.catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return {
    issuer,
    ...credentials,
    user(account) {
      current = account;
      if (account !== null) accounts.set(account.sub, account);
    },
    visit: (location) => follow(issuer, location),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configurationOf(
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  redirectUri: string,
  accounts: ReadonlyMap<string, Account>,
  { tellsAllInToken = false, takesSecretInForm = false }: Habits,
) {
  const method = takesSecretInForm ? 'client_secret_post' : 'client_secret_basic';
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: method,
      },
    ],
    clientAuthMethods: [method],
    conformIdTokenClaims: !tellsAllInToken,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: () => accounts.get(sub) ?? { sub } }),
    interactions: { url: (_ctx: unknown, interaction: { uid: string }) => `/page/${interaction.uid}` },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
    jwks: { keys: [signingKey] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
    adapter: memory(),
  };
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signingKey = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };

type Stored = Record<string, unknown> & { consumed?: number; uid?: string; grantId?: string };

/** What the provider keeps, by kind and id. */
function memory() {
  const rows = new Map<string, Stored>();
  return (kind: string) => {
    const find = (test: (row: Stored) => boolean) =>
      [...rows].find(([key, row]) => key.startsWith(`${kind}:`) && test(row))?.[1];
    return {
      upsert: async (id: string, row: Stored) => void rows.set(`${kind}:${id}`, row),
      find: async (id: string) => rows.get(`${kind}:${id}`),
      findByUid: async (uid: string) => find((row) => row.uid === uid),
      findByUserCode: async () => undefined,
      destroy: async (id: string) => void rows.delete(`${kind}:${id}`),
      consume: async (id: string) => void Object.assign(rows.get(`${kind}:${id}`) ?? {}, { consumed: 1 }),
      revokeByGrantId: async (grantId: string) => {
        for (const [key, row] of rows) if (row.grantId === grantId) rows.delete(key);
      },
    };
  };
}

async function press(provider: Provider, account: Account | null, request: IncomingMessage, response: ServerResponse) {
  const { params } = await provider.interactionDetails(request, response);
  const result = account === null ? { error: 'access_denied' } : await consent(provider, account, params);
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function consent(provider: Provider, { sub }: Account, params: { client_id: string; scope: string }) {
  const grant = new provider.Grant({ accountId: sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return { login: { accountId: sub }, consent: { grantId: await grant.save() } };
}

async function follow(issuer: string, start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let location = start;
  for (let hop = 0; hop < 10; hop += 1) {
    if (!location.startsWith(issuer)) return location;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(location, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null)
      throw new Error(`the provider stopped at ${location}: ${response.status} ${await response.text()}`);
    location = new URL(next, location).href;
  }
  throw new Error('the provider goes round in circles');
}
