import { liveTopics } from '../../../shared/contract/live.ts';
import { type Ctx, makeCtx, type StoreCtx, type StoreFacts } from '../../core/ctx.ts';
import type { Database } from '../../core/db.ts';
import { faultFacts } from '../../core/http/errors.ts';
import type { Change } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as accounts from './vendors.accounts.repository.ts';
import * as usage from './vendors.budget.repository.ts';
import { type Budget, openBudget } from './vendors.budget.service.ts';
import { type CallLog, openCallLog } from './vendors.call-log.service.ts';
import * as connections from './vendors.connections.repository.ts';
import { reachOf, unsealKeys, type VendorKeys } from './vendors.keys.service.ts';
import { type Opened, watch } from './vendors.opened.service.ts';
import { type CallRecord, type VendorAdapter, VendorFailure, type VendorHooks } from './vendors.types.ts';

/** An account as it was when it was opened for a store. */
export type OpenAccount = Opened & { account: accounts.AccountRow; budget: Budget };
/** The same for the store it was opened for. */
type OpenStore = OpenAccount & { store: StoreFacts };

/**
 * What one process keeps of vendors: for each store the open one, which carries its budget and its log. Stores do not
 * share an open vendor even where they share its account, so nothing an adapter keeps crosses from store to store; what
 * they share, the budget, lies in the database.
 */
type Runtime = {
  /** Bound to no request, transaction or store. */
  ctx: Ctx;
  opened: Map<string, Promise<OpenStore>>;
  log: CallLog;
  stopHearing: () => void;
};

const runtimes = new WeakMap<Database, Runtime>();

/** The store's vendor account, opened once for as long as nobody changes it. Throws `vendor.not_connected`. */
export function openFor(ctx: StoreCtx): Promise<OpenAccount> {
  const runtime = runtimeOf(ctx);
  const before = runtime.opened.get(ctx.store.id);
  if (before !== undefined) return before;
  return keepOpen(runtime, ctx.store.id, open(runtime, ctx.store));
}

/** One that cannot be opened is tried again by whoever asks next. */
function keepOpen({ opened }: Runtime, storeId: string, opening: Promise<OpenStore>): Promise<OpenStore> {
  opened.set(storeId, opening);
  opening.catch(() => {
    if (opened.get(storeId) === opening) opened.delete(storeId);
  });
  return opening;
}

/** Opens an account for one thing, outside of any store; nothing of it is recorded. */
export async function openOnce(ctx: Ctx, account: accounts.AccountRow): Promise<OpenAccount> {
  const runtime = runtimeOf(ctx);
  const found = await usage.findUsage(runtime.ctx.platform, account.id);
  const use = { record: () => {}, beforeSelling: async () => {} };
  return openAccount(runtime, account, found?.refusingUntil ?? null, use);
}

/** What is open of the account, or of the store, is opened anew by whoever needs it next. */
export function forget(ctx: Ctx, of: { accountId: string; storeId: string | null }): void {
  const runtime = runtimes.get(ctx.database);
  if (runtime !== undefined)
    forgetIn(runtime, (storeId, { account }) => storeId === of.storeId || account.id === of.accountId);
}

/** Writes what is still to be written and closes all. */
export async function closeRuntime(ctx: Ctx): Promise<void> {
  const runtime = runtimes.get(ctx.database);
  if (runtime === undefined) return;
  runtimes.delete(ctx.database);
  runtime.stopHearing();
  const opened = await Promise.allSettled(runtime.opened.values());
  const closing = opened.flatMap((one) =>
    one.status === 'fulfilled' ? [one.value.close(), one.value.budget.settled()] : [],
  );
  await Promise.all(closing);
  await runtime.log.close();
}

/** Writes the calls made so far. */
export async function flushCalls(ctx: Ctx): Promise<void> {
  await runtimes.get(ctx.database)?.log.flush();
}

function runtimeOf(given: Ctx): Runtime {
  const before = runtimes.get(given.database);
  if (before !== undefined) return before;
  const ctx = unbound(given);
  const opened: Runtime['opened'] = new Map();
  const runtime: Runtime = { ctx, opened, log: openCallLog(ctx), stopHearing: () => {} };
  runtime.stopHearing = ctx.live.subscribeToAll(['vendors.changed', 'vendors.refusing'], {
    onChange: (change) => hear(runtime, change),
    onGap: () => lookAgain(runtime, () => true),
  });
  runtimes.set(given.database, runtime);
  return runtime;
}

/** Without the store, transaction and request of whoever came first. */
function unbound(given: Ctx): Ctx {
  const { clock, ports, config, log, database, migrations, schemasBehind, live, relay } = given;
  const actor = { kind: 'system', name: 'vendors' } as const;
  const parts = { clock, ports, config, log, database, migrations, schemasBehind, live, relay };
  return makeCtx({ ...parts, requestId: 'vendors', actor, request: null });
}

const Changed = liveTopics['vendors.changed'].data;
const Refusing = liveTopics['vendors.refusing'].data;

function hear(runtime: Runtime, { topic, data }: Change) {
  if (topic === 'vendors.changed') {
    const { accountId, storeId } = Changed.parse(data);
    return lookAgain(runtime, (id, { account }) => id === storeId || account.id === accountId);
  }
  const { accountId, until } = Refusing.parse(data);
  for (const opening of runtime.opened.values()) {
    void opening.then(
      ({ account, budget }) => {
        if (account.id === accountId) budget.hear(new Date(until));
      },
      () => {},
    );
  }
}

/**
 * News may come after the change was taken over: what is open as it stands in the database stays open. Whoever needs the
 * store meanwhile waits for the answer.
 */
function lookAgain(runtime: Runtime, isMeant: (storeId: string, opened: OpenAccount) => boolean) {
  for (const [storeId, opening] of runtime.opened) {
    const checked = opening.then(async (opened) => {
      if (!isMeant(storeId, opened) || (await isAsItStands(runtime, opened).catch(() => false))) return opened;
      opened.retire();
      return open(runtime, opened.store);
    });
    void keepOpen(runtime, storeId, checked);
  }
}

/** Every edit of an account makes another version of it. */
async function isAsItStands({ ctx }: Runtime, { store, account }: OpenStore): Promise<boolean> {
  const found = await accounts.findOfStore(ctx.platform, store.id);
  return found?.id === account.id && found.version === account.version;
}

/** Also what is being opened now: it may have read what was there before the change. */
function forgetIn(runtime: Runtime, isMeant: (storeId: string, opened: OpenAccount) => boolean) {
  for (const [storeId, opening] of runtime.opened) {
    void opening.then(
      (opened) => {
        if (!isMeant(storeId, opened)) return;
        if (runtime.opened.get(storeId) === opening) runtime.opened.delete(storeId);
        opened.retire();
      },
      () => {},
    );
  }
}

async function open(runtime: Runtime, store: StoreFacts): Promise<OpenStore> {
  const account = await accounts.findOfStore(runtime.ctx.platform, store.id);
  if (account === null) throw problem('vendor.not_connected');
  const found = await usage.findUsage(runtime.ctx.platform, account.id);
  const use = {
    record: (call: CallRecord) => runtime.log.add(store, call),
    beforeSelling: onceDone(() => bindTo(runtime.ctx, store, account)),
  };
  return { ...openAccount(runtime, account, found?.refusingUntil ?? null, use), store };
}

/** Written before the first hold or sale of a process: see `connect`. */
async function bindTo(ctx: Ctx, store: StoreFacts, { id: accountId }: accounts.AccountRow): Promise<void> {
  const isBound = await connections.bind(ctx.platform, { storeId: store.id, accountId, at: ctx.clock.now() });
  if (!isBound) throw new VendorFailure('unavailable', 'the store was connected to another account');
}

/** Does it until it was done once. */
function onceDone(work: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    await work();
    isDone = true;
  };
}

type Use = { record: (call: CallRecord) => void; beforeSelling: () => Promise<void> };

function openAccount(
  { ctx }: Runtime,
  account: accounts.AccountRow,
  refusingUntil: Date | null,
  { record, beforeSelling }: Use,
): OpenAccount {
  const budget = openBudget({ ctx, accountId: account.id, quota: account, refusingUntil });
  const { exhausted } = budget;
  const spend: Budget['spend'] = async (purpose, ...rest) => {
    if (purpose === 'hold' || purpose === 'checkout') await beforeSelling();
    return budget.spend(purpose, ...rest);
  };
  const hooks: VendorHooks = { spend, exhausted, record, now: () => ctx.clock.now(), reach: reachOf(ctx) };
  const { connection: fields, holdSeconds } = account;
  const vendor = adapterOf(ctx, account).open({ fields, keys: keysOf(ctx, account), holdSeconds }, hooks);
  const onFailure = (error: unknown) => ctx.log.warn({ err: faultFacts(error) }, 'vendors: one did not close properly');
  return { ...watch(vendor, onFailure), account, budget };
}

/** A version of the product without the adapter, or with another secret key: a person must act. */
function adapterOf(ctx: Ctx, { adapter }: accounts.AccountRow): VendorAdapter {
  const found = ctx.ports.vendors[adapter];
  if (found === undefined) throw problem('vendor.setup', { adapter });
  return found;
}

function keysOf(ctx: Ctx, { id, secretKeys }: accounts.AccountRow): VendorKeys {
  try {
    return unsealKeys(ctx, id, secretKeys);
  } catch (cause) {
    throw problem('vendor.setup', {}, { cause });
  }
}
