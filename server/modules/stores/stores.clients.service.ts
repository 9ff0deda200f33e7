import { isKey } from '../../../shared/contract/common.ts';
import { type Ctx, canSee, permissionsOn, require, requireClient, transaction } from '../../core/ctx.ts';
import { readCursor, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as entries from '../audit/audit.entries.service.ts';
import * as audit from '../audit/audit.service.ts';
import type { AuditSearch } from '../audit/audit.types.ts';
import * as clients from './stores.clients.repository.ts';
import { reachOf } from './stores.details.service.ts';
import type { Client, ClientDetails, Page } from './stores.types.ts';

/** The client of a key; `client.not_found` also when no role of the actor reaches it. */
export async function resolveClient(ctx: Ctx, clientKey: string): Promise<Client> {
  const client = isKey(clientKey) ? await clients.findByKey(ctx.platform, clientKey) : null;
  if (client === null || !canSee(ctx.actor, { clientId: client.id })) throw problem('client.not_found');
  return client;
}

/** The clients some role of the actor reaches, in the order of their keys. */
export async function listClients(ctx: Ctx, { limit, cursor }: Page) {
  const [after = ''] = readCursor(cursor, 1) ?? [];
  const { all, clientIds } = reachOf(ctx.actor);
  const found = await clients.list(ctx.platform, { after, limit: limit + 1, all, ids: clientIds });
  return toPage(
    found.map((client) => withPermissions(ctx, client)),
    limit,
    ({ key }) => [key],
  );
}

export async function getClient(ctx: Ctx, clientKey: string): Promise<ClientDetails> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.view', client.id);
  return withPermissions(ctx, client);
}

export async function createClient(ctx: Ctx, input: { key: string; name: string }): Promise<ClientDetails> {
  require(ctx, 'platform.clients.edit');
  return transaction(ctx, async (ctx) => {
    const client = await clients.insert(ctx.platform, { id: newId(), ...input, createdAt: ctx.clock.now() });
    if (client === null) throw problem('client.key_taken', { key: input.key });
    await keep(ctx, client, { action: 'clients.create', after: input });
    return withPermissions(ctx, client);
  });
}

/** Gives the client another name, if `version` is the present one. The key stays. */
export async function renameClient(ctx: Ctx, clientKey: string, version: number, name: string): Promise<ClientDetails> {
  return transaction(ctx, async (ctx) => {
    const present = await resolveClient(ctx, clientKey);
    const { id } = present;
    requireClient(ctx, 'client.edit', id);
    if (present.version === version && present.name === name) return withPermissions(ctx, present);
    const client = await clients.rename(ctx.platform, { id, name, version });
    if (client === null) throw await audit.staleVersion(ctx, { type: 'client', id }, version);
    await keep(ctx, client, { action: 'clients.rename', before: { name: present.name }, after: { name } });
    return withPermissions(ctx, client);
  });
}

/** What the platform's audit has about the client, its people and its stores as a whole; newest first. */
export async function listClientAudit(ctx: Ctx, clientKey: string, search: AuditSearch, page: Page) {
  const { id } = await resolveClient(ctx, clientKey);
  return entries.listOfClient(ctx, id, search, page);
}

async function keep(ctx: Ctx, client: Client, act: { action: string; before?: unknown; after: unknown }) {
  const subject = { type: 'client', id: client.id, name: client.key, version: client.version };
  await audit.record(ctx, { ...act, subject, clientId: client.id });
}

function withPermissions(ctx: Ctx, client: Client): ClientDetails {
  return { ...client, permissions: permissionsOn(ctx.actor, { clientId: client.id }) };
}
