import { actorName, type Ctx, can, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import * as accounts from './vendors.accounts.repository.ts';
import { toGranted } from './vendors.accounts.service.ts';
import * as usage from './vendors.budget.repository.ts';
import { readBudget } from './vendors.budget-view.service.ts';
import * as calls from './vendors.calls.repository.ts';
import * as connections from './vendors.connections.repository.ts';
import type { ConnectionStatus, VendorStatus } from './vendors.connections.types.ts';
import { forget } from './vendors.runtime.service.ts';
import { rankOf } from './vendors.windows.service.ts';

const mostChoices = 200;

/** How the store's vendor answers, and what is left of its quota. */
export async function readStatus(ctx: StoreCtx): Promise<VendorStatus> {
  requireStore(ctx, 'store.vendors.view');
  const row = await connections.find(ctx.platform, ctx.store.id);
  const account = row === null ? null : await accounts.findOfStore(ctx.platform, ctx.store.id);
  const connection = row === null || account === null ? null : await readConnection(ctx, row, account);
  return { version: row?.version ?? 0, connection, choices: await listChoices(ctx) };
}

/**
 * Connects the store to an account of its client. Once it held or sold seats through one it stays with it: another
 * account knows nothing of its carts and orders, so they would look as if they were never sold.
 */
export async function connect(ctx: StoreCtx, accountId: string, version: number): Promise<VendorStatus> {
  requireStore(ctx, 'store.vendors.edit');
  return transaction(ctx, async (ctx) => {
    const account = await accounts.findById(ctx.platform, { id: accountId, clientId: ctx.store.clientId });
    if (account === null) throw problem('vendor.account_not_found');
    const before = await findVersion(ctx, version);
    if (before?.accountId === accountId) return readStatus(ctx);
    await refuseBound(ctx, before);
    const row = {
      storeId: ctx.store.id,
      clientId: ctx.store.clientId,
      accountId,
      ...signed(ctx),
      version: version + 1,
    };
    if (!(await save(ctx, before === null ? connections.insert : connections.update, row))) {
      throw problem('version.stale');
    }
    const nameBefore = before === null ? null : await nameOf(ctx, before.accountId);
    await keep(ctx, row, {
      action: 'vendors.connect',
      before: { account: nameBefore },
      after: { account: account.name },
    });
    return readStatus(ctx);
  });
}

export async function disconnect(ctx: StoreCtx, version: number): Promise<VendorStatus> {
  requireStore(ctx, 'store.vendors.edit');
  return transaction(ctx, async (ctx) => {
    const before = await findVersion(ctx, version);
    if (before === null) throw problem('vendor.not_connected');
    await refuseBound(ctx, before);
    const name = await nameOf(ctx, before.accountId);
    if (!(await connections.remove(ctx.platform, { storeId: ctx.store.id, version }))) throw problem('version.stale');
    await keep(ctx, before, { action: 'vendors.disconnect', before: { account: name }, after: { account: null } });
    return readStatus(ctx);
  });
}

async function refuseBound(ctx: StoreCtx, connection: connections.ConnectionRow | null): Promise<void> {
  if (connection === null || connection.boundAt === null) return;
  const account = await nameOf(ctx, connection.accountId);
  throw problem('vendor.in_use', { account, since: connection.boundAt.toISOString() });
}

/** The connection of this version; null when version 0 was read and there still is none. */
async function findVersion(ctx: StoreCtx, version: number): Promise<connections.ConnectionRow | null> {
  const row = await connections.find(ctx.platform, ctx.store.id);
  if ((row?.version ?? 0) === version) return row;
  throw await audit.staleVersion(ctx, { type: 'vendor_connection', id: ctx.store.id }, version);
}

type NewRow = Parameters<typeof connections.insert>[1];

/** An account that is removed at this very moment cannot be connected any more. */
async function save(ctx: Ctx, write: typeof connections.insert, row: NewRow): Promise<boolean> {
  try {
    return await write(ctx.platform, row);
  } catch (cause) {
    if (connections.isOfAccount(cause)) throw problem('vendor.account_not_found', {}, { cause });
    throw cause;
  }
}

function signed(ctx: StoreCtx) {
  return { connectedAt: ctx.clock.now(), connectedBy: actorName(ctx.actor) };
}

async function nameOf(ctx: StoreCtx, accountId: string): Promise<string | null> {
  return (await accounts.findById(ctx.platform, { id: accountId, clientId: ctx.store.clientId }))?.name ?? null;
}

async function keep(
  ctx: StoreCtx,
  { accountId, version }: { accountId: string; version: number },
  act: { action: string; before: object; after: object },
) {
  const { id: storeId, key } = ctx.store;
  await audit.record(ctx, { ...act, subject: { type: 'vendor_connection', id: storeId, name: key, version } });
  await announce(ctx, { topic: 'vendors.changed', data: { accountId, storeId } });
  ctx.afterCommit(() => forget(ctx, { accountId, storeId }));
}

async function readConnection(
  ctx: StoreCtx,
  row: connections.ConnectionRow,
  account: accounts.AccountRow,
): Promise<ConnectionStatus> {
  const budget = readBudget(account, await usage.findUsage(ctx.platform, account.id), ctx.clock.now());
  const waiting = await usage.countLine(ctx.platform, { accountId: account.id, now: ctx.clock.now() });
  const last = await calls.findLatestDone(ctx.store.db);
  const { id, name, adapter, grantedClasses, classesHeardAt } = account;
  const { connectedAt, connectedBy, callsDropped } = row;
  return {
    account: { id, name, adapter, vendor: ctx.ports.vendors[adapter]?.label ?? adapter },
    connectedAt,
    connectedBy,
    grantedClasses: toGranted(grantedClasses, classesHeardAt),
    lastSuccess: last === null ? null : { at: last.startedAt, operation: last.operation },
    trouble: await readTrouble(ctx, last?.startedAt ?? null),
    budget,
    waiting: (purpose) => waiting.find(({ rank }) => rank === rankOf(purpose))?.count ?? 0,
    callsDropped,
  };
}

/** Calls without an answer since the last one that was answered. */
async function readTrouble(ctx: StoreCtx, since: Date | null) {
  const last = await calls.findLatestFailure(ctx.store.db, since);
  if (last === null) return null;
  const { firstAt, count } = await calls.countFailures(ctx.store.db, since);
  return { since: firstAt ?? last.startedAt, count, outcome: last.outcome, detail: last.detail };
}

async function listChoices(ctx: StoreCtx) {
  const { id: storeId, clientId } = ctx.store;
  if (!can(ctx.actor, 'store.vendors.edit', { storeId, clientId })) return [];
  const found = await accounts.list(ctx.platform, { clientId, after: null, limit: mostChoices });
  return found.map(({ id, name, adapter }) => ({ id, name, adapter }));
}
