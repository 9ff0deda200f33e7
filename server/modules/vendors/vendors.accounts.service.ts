import { z } from 'zod';
import { changesOf, isSame } from '../../../shared/rules/changes.ts';
import { monotonic } from '../../core/clock.ts';
import { type Ctx, requireClient, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { resolveClient } from '../stores/stores.clients.service.ts';
import type { Page } from '../stores/stores.types.ts';
import {
  assertConnection,
  assertKeys,
  assertShares,
  findAdapter,
  listAdapters,
} from './vendors.account-fields.service.ts';
import * as accounts from './vendors.accounts.repository.ts';
import type { AccountEdit, AdapterFacts, GrantedClasses, NewAccount, VendorAccount } from './vendors.accounts.types.ts';
import * as usage from './vendors.budget.repository.ts';
import * as connected from './vendors.connections.reader.ts';
import * as connections from './vendors.connections.repository.ts';
import { hintsOf, sealKeys, type VendorKeys } from './vendors.keys.service.ts';
import { forget, openOnce } from './vendors.runtime.service.ts';
import { type VendorAdapter, VendorFailure } from './vendors.types.ts';
import { nothingSpent } from './vendors.windows.service.ts';

type AccountPage = { items: VendorAccount[]; next: string | null; adapters: AdapterFacts[] };
type Client = { id: string; key: string };

/** Percentages of a quota, when nobody says others. */
const usualShares = { checkoutShare: 20, holdShare: 30 };
/** Milliseconds a vendor has to answer a test. */
const testPatience = 20_000;

export async function listAccounts(ctx: Ctx, clientKey: string, page: Page): Promise<AccountPage> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.vendors.view', client.id);
  const [after = null] = readCursorAs(page.cursor, z.tuple([z.uuid()])) ?? [];
  const found = await accounts.list(ctx.platform, { clientId: client.id, after, limit: page.limit + 1 });
  const { items, next } = toPage(found, page.limit, ({ id }) => [id]);
  return { items: await withStores(ctx, items), next, adapters: listAdapters(ctx) };
}

export async function getAccount(ctx: Ctx, clientKey: string, accountId: string): Promise<VendorAccount> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.vendors.view', client.id);
  return shown(ctx, await findAccount(ctx, client, accountId));
}

/** Adds an account. The vendor is not asked: staff test it when they like. */
export async function createAccount(ctx: Ctx, clientKey: string, given: NewAccount): Promise<VendorAccount> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.vendors.edit', client.id);
  const adapter = findAdapter(ctx, given.adapter);
  assertConnection(ctx, adapter, given.connection);
  assertKeys(adapter, given.keys);
  const row = toRow(ctx, client, given, adapter.usual);
  assertShares(row);
  return transaction(ctx, async (ctx) => {
    if (!(await accounts.insert(ctx.platform, row))) throw problem('vendor.account_name_taken', { name: row.name });
    await usage.insertUsage(ctx.platform, row.id, nothingSpent);
    await keep(ctx, client, row, { verb: 'create', after: facts(row) });
    return shown(ctx, { ...row, grantedClasses: null, classesHeardAt: null });
  });
}

/**
 * Changes an account, if `version` is the present one. Keys go only to the address and as the user they were entered
 * for: another connection needs them again.
 */
export async function editAccount(
  ctx: Ctx,
  { clientKey, accountId, version }: { clientKey: string; accountId: string; version: number },
  edit: AccountEdit,
): Promise<VendorAccount> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.vendors.edit', client.id);
  return transaction(ctx, async (ctx) => {
    const before = await findAccount(ctx, client, accountId);
    if (before.version !== version) throw await audit.staleVersion(ctx, subjectOf(before), version);
    const adapter = findAdapter(ctx, before.adapter);
    const isElsewhere = edit.connection !== undefined && !isSame(edit.connection, before.connection);
    if (edit.connection !== undefined) assertConnection(ctx, adapter, edit.connection);
    if (edit.keys !== undefined) assertKeys(adapter, edit.keys);
    if (isElsewhere && edit.keys === undefined) throw problem('vendor.keys_required');
    const after = { ...before, ...edited(ctx, before, edit), version: version + 1, updatedAt: ctx.clock.now() };
    assertShares(after);
    await save(ctx, client, { before, after, forgets: isElsewhere || edit.keys !== undefined });
    return shown(ctx, await findAccount(ctx, client, accountId));
  });
}

/** Asks the vendor whether it knows us; answers its failure as a result, because that is what was asked for. */
export async function testAccount(ctx: Ctx, clientKey: string, accountId: string) {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.vendors.edit', client.id);
  const opened = await openOnce(ctx, await findAccount(ctx, client, accountId));
  const began = monotonic();
  const took = () => Math.round(monotonic() - began);
  try {
    await opened.vendor.ping({ purpose: 'staff', timeoutMs: testPatience, signal: ctx.request?.signal });
    return { isReachable: true, tookMs: took(), failure: null };
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    return { isReachable: false, tookMs: took(), failure: { kind: error.kind, detail: error.message } };
  } finally {
    await opened.close();
    await opened.budget.settled();
  }
}

/** Removes an account that no store is connected to. */
export async function removeAccount(
  ctx: Ctx,
  { clientKey, accountId, version }: { clientKey: string; accountId: string; version: number },
): Promise<void> {
  const client = await resolveClient(ctx, clientKey);
  requireClient(ctx, 'client.vendors.edit', client.id);
  await transaction(ctx, async (ctx) => {
    const before = await findAccount(ctx, client, accountId);
    if (before.version !== version) throw await audit.staleVersion(ctx, subjectOf(before), version);
    const stores = (await connected.listStores(ctx.platform, [accountId])).map(({ key }) => key);
    if (stores.length > 0) throw problem('vendor.account_in_use', { stores });
    await removeUnused(ctx, { id: accountId, clientId: client.id, version });
    await keep(ctx, client, { ...before, version: version + 1 }, { verb: 'remove', before: facts(before) });
  });
}

/** A store that was connected at this very moment keeps the account. */
async function removeUnused(ctx: Ctx, of: { id: string; clientId: string; version: number }) {
  try {
    if (!(await accounts.remove(ctx.platform, of))) throw problem('version.stale');
  } catch (cause) {
    if (connections.isOfAccount(cause)) throw problem('vendor.account_in_use', { stores: 'its store' }, { cause });
    throw cause;
  }
}

type Saving = { before: accounts.AccountRow; after: accounts.AccountRow; forgets: boolean };

async function save(ctx: Ctx, client: Client, { before, after, forgets }: Saving) {
  const { grantedClasses: _, classesHeardAt: _heardAt, ...row } = after;
  const result = await accounts.update(ctx.platform, { ...row, forgets });
  if (result === 'name_taken') throw problem('vendor.account_name_taken', { name: row.name });
  if (result === 'stale') throw problem('version.stale');
  await keep(ctx, client, after, { verb: 'edit', ...changesOf(facts(before), facts(after)) });
}

async function findAccount(ctx: Ctx, client: Client, accountId: string): Promise<accounts.AccountRow> {
  const account = await accounts.findById(ctx.platform, { id: accountId, clientId: client.id });
  if (account === null) throw problem('vendor.account_not_found');
  return account;
}

function toRow(ctx: Ctx, client: Client, given: NewAccount, usual: VendorAdapter['usual']): accounts.NewAccountRow {
  const { keys, name, adapter, connection } = given;
  const [id, now] = [newId(), ctx.clock.now()];
  return {
    id,
    clientId: client.id,
    name,
    adapter,
    connection,
    ...sealed(ctx, id, keys),
    holdSeconds: given.holdSeconds === undefined ? usual.holdSeconds : given.holdSeconds,
    perMinute: given.perMinute === undefined ? usual.perMinute : given.perMinute,
    perDay: given.perDay === undefined ? usual.perDay : given.perDay,
    checkoutShare: given.checkoutShare ?? usualShares.checkoutShare,
    holdShare: given.holdShare ?? usualShares.holdShare,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}

/** The fields of the edit, as they are kept. */
function edited(
  ctx: Ctx,
  { id }: accounts.AccountRow,
  { keys, ...fields }: AccountEdit,
): Partial<accounts.NewAccountRow> {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...given, ...(keys !== undefined && sealed(ctx, id, keys)) };
}

function sealed(ctx: Ctx, id: string, keys: VendorKeys) {
  return { secretKeys: sealKeys(ctx, id, keys), keyHints: hintsOf(keys), keysChangedAt: ctx.clock.now() };
}

async function keep(
  ctx: Ctx,
  client: Client,
  account: accounts.NewAccountRow,
  { verb, ...sides }: { verb: 'create' | 'edit' | 'remove'; before?: object; after?: object },
) {
  const { id: accountId } = account;
  await audit.record(ctx, { action: `vendors.${verb}`, subject: subjectOf(account), clientId: client.id, ...sides });
  await announce(ctx, { topic: 'vendors.changed', data: { accountId, storeId: null } });
  ctx.afterCommit(() => forget(ctx, { accountId, storeId: null }));
}

function subjectOf({ id, name, version }: accounts.NewAccountRow) {
  return { type: 'vendor_account', id, name, version };
}

/** What the audit keeps of an account; of its keys only that they changed. */
function facts(row: accounts.NewAccountRow) {
  const { name, adapter, connection, keyHints, keysChangedAt, holdSeconds } = row;
  const { perMinute, perDay, checkoutShare, holdShare } = row;
  const about = { name, adapter, connection, keyHints, keysChangedAt: keysChangedAt.toISOString(), holdSeconds };
  return { ...about, perMinute, perDay, checkoutShare, holdShare };
}

async function shown(ctx: Ctx, row: accounts.AccountRow): Promise<VendorAccount> {
  const [account] = await withStores(ctx, [row]);
  if (account === undefined) throw new Error('an account is shown as itself');
  return account;
}

async function withStores(ctx: Ctx, rows: readonly accounts.AccountRow[]): Promise<VendorAccount[]> {
  const found = await connected.listStores(
    ctx.platform,
    rows.map(({ id }) => id),
  );
  return rows.map(({ clientId: _, secretKeys: _keys, grantedClasses, classesHeardAt, ...rest }) => ({
    ...rest,
    grantedClasses: toGranted(grantedClasses, classesHeardAt),
    stores: found.filter(({ accountId }) => accountId === rest.id).map(({ key, name }) => ({ key, name })),
  }));
}

/** What the vendor last said its user may sell, if it said anything. */
export function toGranted(classes: string[] | null, heardAt: Date | null): GrantedClasses | null {
  return classes === null || heardAt === null ? null : { classes, heardAt };
}
