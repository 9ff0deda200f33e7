import { type Ctx, requireClient, transaction } from '../../core/ctx.ts';
import { assertReachable, type Reach } from '../../core/outbound.ts';
import { problem } from '../../core/problem.ts';
import { seal, unseal } from '../../core/secrets.ts';
import { record } from '../audit/audit.service.ts';
import { resolveClient } from '../stores/stores.clients.service.ts';
import { checkProvider } from './adapters/openid.ts';
import * as connections from './identity.oidc.repository.ts';
import type { OidcChange, OidcConnection, OidcSettings, Provider } from './identity.oidc.types.ts';
import * as sessions from './identity.sessions.repository.ts';

type Client = { id: string; key: string };

export async function readOidc(ctx: Ctx, clientKey: string): Promise<OidcSettings> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.oidc.edit', client.id);
  return toSettings(ctx, client, await connections.find(ctx.platform, client.id));
}

/**
 * Sets up or changes a client's connection. An enabled one is tried first: `oidc.issuer_unusable` says what is wrong.
 * A stored secret goes only to the issuer and as the client it was entered for. Sessions opened by the connection end
 * when it is disabled or its issuer changes.
 */
export async function saveOidc(ctx: Ctx, clientKey: string, change: OidcChange): Promise<OidcSettings> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.oidc.edit', client.id);
  const before = await connections.find(ctx.platform, client.id);
  if (change.version !== (before?.version ?? 0)) throw problem('version.stale');
  const clientSecret = change.oidcClientSecret ?? storedSecret(ctx, before, change);
  if (clientSecret === null) throw problem('oidc.secret_required');
  await assertUsable(ctx, change, clientSecret);
  const after = toRow(ctx, client, change, clientSecret);
  return transaction(ctx, async (ctx) => {
    const isSaved = await (before === null ? connections.insert : connections.update)(ctx.platform, after);
    if (!isSaved) throw problem('version.stale');
    const endsSessions = before !== null && (!after.isEnabled || after.issuer !== before.issuer);
    const endedSessions = endsSessions ? await sessions.removeOfProvider(ctx.platform, client.id) : 0;
    await recordChange(ctx, client, before, after, {
      endedSessions,
      isSecretNew: change.oidcClientSecret !== undefined,
    });
    return toSettings(ctx, client, after);
  });
}

/** Removes the connection and ends the sessions opened by it. */
export async function removeOidc(ctx: Ctx, clientKey: string, version: number): Promise<void> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.oidc.edit', client.id);
  await transaction(ctx, async (ctx) => {
    const before = await connections.find(ctx.platform, client.id);
    if (before === null) throw problem('oidc.not_configured');
    if (!(await connections.remove(ctx.platform, { clientId: client.id, version }))) throw problem('version.stale');
    const endedSessions = await sessions.removeOfProvider(ctx.platform, client.id);
    await recordChange(ctx, client, before, null, { endedSessions });
  });
}

/** The connection people of the client sign in by, as we talk to it. Throws `oidc.not_configured`. */
export async function findUsable(ctx: Ctx, clientId: string) {
  const connection = await connections.find(ctx.platform, clientId);
  if (connection === null || !connection.isEnabled) throw problem('oidc.not_configured');
  const clientSecret = unseal(ctx.config.secretKey, purposeOf(clientId), connection.oidcClientSecret);
  return { connection, provider: toProvider(ctx, connection, clientSecret) };
}

/** Production asks public addresses over https only; demo and tests may also ask this machine. */
export function reachOf(ctx: Ctx): Reach {
  return { allowsLoopback: ctx.config.mode !== 'production' };
}

function storedSecret(ctx: Ctx, before: connections.ConnectionRow | null, change: OidcChange): string | null {
  if (before === null) return null;
  if (before.issuer !== change.issuer || before.oidcClientId !== change.oidcClientId) return null;
  return unseal(ctx.config.secretKey, purposeOf(before.clientId), before.oidcClientSecret);
}

/** A connection may be switched off while its provider is down, so only an enabled one is tried. */
async function assertUsable(ctx: Ctx, change: OidcChange, clientSecret: string) {
  if (change.isEnabled) return checkProvider(toProvider(ctx, change, clientSecret), reachOf(ctx));
  try {
    assertReachable(change.issuer, reachOf(ctx));
  } catch (cause) {
    throw problem('oidc.issuer_unusable', { reason: cause instanceof Error ? cause.message : '' }, { cause });
  }
}

/** A sealed secret opens only in the row it was sealed for. */
function purposeOf(clientId: string): string {
  return `oidc_connections.oidc_client_secret:${clientId}`;
}

function toRow(ctx: Ctx, client: Client, change: OidcChange, clientSecret: string): connections.ConnectionRow {
  const { issuer, oidcClientId, defaultRole, isEnabled, version } = change;
  return {
    clientId: client.id,
    issuer,
    oidcClientId,
    oidcClientSecret: seal(ctx.config.secretKey, purposeOf(client.id), clientSecret),
    emailDomains: [...new Set(change.emailDomains)],
    defaultRole,
    isEnabled,
    updatedAt: ctx.clock.now(),
    version: version + 1,
  };
}

function toProvider(
  ctx: Ctx,
  { issuer, oidcClientId }: Pick<OidcConnection, 'issuer' | 'oidcClientId'>,
  clientSecret: string,
): Provider {
  return { issuer, clientId: oidcClientId, clientSecret, redirectUri: redirectUri(ctx) };
}

function redirectUri(ctx: Ctx): string {
  return `${ctx.config.publicUrl}/api/sign-in/oidc-return`;
}

function toSettings(ctx: Ctx, client: Client, row: connections.ConnectionRow | null): OidcSettings {
  return {
    connection: row === null ? null : { ...shownOf(row), updatedAt: row.updatedAt },
    version: row?.version ?? 0,
    redirectUri: redirectUri(ctx),
    signInUrl: `${ctx.config.publicUrl}/api/sign-in/oidc/${client.key}`,
  };
}

function shownOf(row: connections.ConnectionRow) {
  const { issuer, oidcClientId, emailDomains, defaultRole, isEnabled } = row;
  return { issuer, oidcClientId, emailDomains, defaultRole, isEnabled };
}

async function recordChange(
  ctx: Ctx,
  client: Client,
  before: connections.ConnectionRow | null,
  after: connections.ConnectionRow | null,
  facts: object,
) {
  const verb = before === null ? 'create' : after === null ? 'remove' : 'change';
  await record(ctx, {
    action: `oidc.${verb}`,
    subject: { type: 'oidc_connection', id: client.id, name: client.key },
    clientId: client.id,
    ...(before !== null && { before: shownOf(before) }),
    after: { ...(after !== null && shownOf(after)), ...facts },
  });
}
