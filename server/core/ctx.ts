import {
  type ClientPermission,
  type Grant,
  grantsAllow,
  grantsReach,
  type Permission,
  permissions,
  type StorePermission,
  type Target,
} from '../../shared/contract/permissions.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database, PlatformDb, Session, StoreDb } from './db.ts';
import { faultFacts } from './http/errors.ts';
import type { Live } from './live.ts';
import type { Logger } from './log.ts';
import type { Mailer } from './mail.ts';
import type { Migrations } from './migrate.ts';
import type { Relay } from './outbox.ts';
import { isLastly, type Lastly, makeLastly } from './pool.ts';
import { problem } from './problem.ts';

export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'staff'; staffId: string; name: string; email: string; sessionId: string; grants: readonly Grant[] }
  | { kind: 'api_key'; keyId: string; name: string; storeId: string; permissions: readonly StorePermission[] }
  | { kind: 'fan'; fanId: string; storeId: string; sessionId: string; name: string; email: string }
  | { kind: 'system'; name: string };

/**
 * What is outside the product and replaced in tests. An interface, so that a module adds the port it speaks through
 * beside its own types, and core need not know it.
 */
export interface Ports {
  mail: Mailer;
}

/** Facts of the HTTP request being served; null in jobs and commands. */
export type RequestFacts = {
  address: string;
  userAgent: string;
  host: string;
  cookies: Readonly<Record<string, string | undefined>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Aborted when the answer is over: a live source stops then. */
  signal: AbortSignal;
};

/** Fans are served by an active store only; staff read the others and change nothing in them. */
export type StoreState = 'active' | 'suspended' | 'removing';

export type StoreFacts = {
  id: string;
  key: string;
  name: string;
  clientId: string;
  clientKey: string;
  schemaName: string;
  state: StoreState;
  timeZone: string;
  currency: string;
  locale: string;
};

export type Ctx = {
  requestId: string;
  actor: Actor;
  request: RequestFacts | null;
  clock: Clock;
  ports: Ports;
  config: Config;
  log: Logger;
  database: Database;
  /** The migrations this version needs; a new store is made from them. */
  migrations: Migrations;
  /** Schemas of stores whose migration failed; they answer `store.unavailable`. */
  schemasBehind: ReadonlySet<string>;
  /** The pool, or the transaction this context is inside. */
  session: Session;
  platform: PlatformDb;
  /** News between processes and to open pages; `announce` writes it, this hears it. */
  live: Live;
  /** Hands this process's outbox rows on; `writeOutbox` tells it. */
  relay: Relay;
  /** Runs after the commit of the surrounding transaction; at once outside one. A failure is only logged. */
  afterCommit: (act: () => void) => void;
};

/** A context bound to one store. A service that touches store tables takes this, so a forgotten store is a type error. */
export type StoreCtx = Ctx & { store: StoreFacts & { db: StoreDb } };

export type CtxParts = Omit<Ctx, 'session' | 'platform' | 'afterCommit'>;

export function makeCtx(parts: CtxParts): Ctx {
  const { database, log } = parts;
  return { ...parts, session: database, platform: database.platform, afterCommit: (act) => runAfterCommit(log, act) };
}

/** The same context, bound to a registered store. */
export function withStore(ctx: Ctx, store: StoreFacts): StoreCtx {
  return { ...ctx, store: { ...store, db: ctx.session.store(store.schemaName) } };
}

/** The same context for work the product does by itself. */
export function asSystem<C extends Ctx>(ctx: C, name: string): C {
  return { ...ctx, actor: { kind: 'system', name } };
}

/**
 * One transaction: `work` gets the context bound to it. Inside another transaction it joins that one; when it fails
 * there, the other cannot commit any more, even if it swallows the error.
 * What `afterCommit` was given runs after the commit and never when it fails.
 *
 * `near`: work of many stores says what it is, and comes back to one connection, which then knows the tables it needs.
 */
export async function transaction<C extends Ctx, T>(
  ctx: C,
  work: (ctx: C) => Promise<T | Lastly<T>>,
  near = schemaOf(ctx),
): Promise<T> {
  return inTransaction(ctx, (act) => ctx.database.transaction(act, near), work);
}

/**
 * The same for what is worked out anew when it is lost: who is at something, when it was looked at. The commit does not wait
 * for the disk: when the database server itself dies, the work of the last moments is gone as if it had not been; what
 * somebody waited for is on the disk with all that was committed before it. A process that dies loses nothing.
 */
export async function unhurried<C extends Ctx, T>(
  ctx: C,
  work: (ctx: C) => Promise<T>,
  near = schemaOf(ctx),
): Promise<T> {
  return inTransaction(ctx, (act) => ctx.database.unhurried(act, near), work);
}

async function inTransaction<C extends Ctx, T>(
  ctx: C,
  run: (act: (session: Session) => Promise<T | Lastly<T>>) => Promise<T>,
  work: (ctx: C) => Promise<T | Lastly<T>>,
): Promise<T> {
  if (ctx.session.inTransaction) return join(ctx, work);
  const acts: (() => void)[] = [];
  const result = await run((session) =>
    work({
      ...ctx,
      ...bindStore(ctx, session),
      session,
      platform: session.platform,
      afterCommit: (act) => acts.push(act),
    }),
  );
  for (const act of acts) runAfterCommit(ctx.log, act);
  return result;
}

/**
 * Statements of one transaction that are sent without waiting for one another: PostgreSQL runs them in the order they were
 * asked for, each on what is committed by then. Waits for all; throws what the first of them in that order threw, because
 * after it the others only fail with it.
 */
export async function together<T extends readonly Promise<unknown>[] | []>(asked: T) {
  for (const end of await Promise.allSettled(asked)) {
    if (end.status === 'rejected') throw end.reason;
  }
  return Promise.all(asked);
}

/**
 * What a transaction ends with: statements asked for together, and its commit goes out with them. Only for statements that
 * decide by themselves: one that must not be committed fails in PostgreSQL, which then commits nothing. `answer` makes the
 * transaction's result; whatever is refused from here on is refused too late.
 */
export function lastly<T>(asked: readonly Promise<unknown>[], answer: () => T): Lastly<T> {
  return makeLastly(together(asked).then(answer));
}

/**
 * Reads that must agree with each other: all statements of `work` see the database as it was at the first of them, and
 * none of them can write. Inside a transaction it is that transaction, which promises less.
 */
export async function snapshot<C extends Ctx, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  if (ctx.session.inTransaction) return work(ctx);
  return ctx.database.snapshot(
    (session) => work({ ...ctx, ...bindStore(ctx, session), session, platform: session.platform }),
    schemaOf(ctx),
  );
}

async function join<C extends Ctx, T>(ctx: C, work: (ctx: C) => Promise<T | Lastly<T>>): Promise<T> {
  try {
    const result = await work(ctx);
    return isLastly(result) ? await result.answer : result;
  } catch (error) {
    ctx.session.refuseCommit(error);
    throw error;
  }
}

/** What was committed is done, so a failure here must not look as if it was not. */
function runAfterCommit(log: Logger, act: () => void) {
  try {
    act();
  } catch (error) {
    log.error({ err: faultFacts(error) }, 'something failed after a commit');
  }
}

/** True if the actor has the permission on the target. The product itself may do everything. */
export function can(actor: Actor, permission: Permission, target: Target = {}): boolean {
  switch (actor.kind) {
    case 'anonymous':
    case 'fan':
      return false;
    case 'system':
      return true;
    case 'staff':
      return grantsAllow(actor.grants, permission, target);
    case 'api_key':
      return actor.storeId === target.storeId && actor.permissions.some((held) => held === permission);
  }
}

/** The actor for people who read an audit or a history. */
export function actorName(actor: Actor): string {
  return actor.kind === 'anonymous' ? 'anonymous' : actor.name;
}

/** Of the person or the key; null for nobody and for the product itself. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === 'staff') return actor.staffId;
  if (actor.kind === 'fan') return actor.fanId;
  return actor.kind === 'api_key' ? actor.keyId : null;
}

/** True if the actor may know that the target exists: some role, or a key, reaches it. */
export function canSee(actor: Actor, target: Target): boolean {
  switch (actor.kind) {
    case 'anonymous':
    case 'fan':
      return false;
    case 'system':
      return true;
    case 'staff':
      return grantsReach(actor.grants, target);
    case 'api_key':
      return actor.storeId === target.storeId;
  }
}

/**
 * What the actor may do to the target itself: to the store if one is named, else to the client, else on the platform.
 * Answers carry it so that screens show the right buttons.
 */
export function permissionsOn(actor: Actor, target: Target): Permission[] {
  const scope = target.storeId !== undefined ? 'store.' : target.clientId !== undefined ? 'client.' : 'platform.';
  return permissions.filter((permission) => permission.startsWith(scope) && can(actor, permission, target));
}

/** Refuses with `auth.required` or `permission.denied`. */
export function require(ctx: Ctx, permission: Permission, target: Target = {}): void {
  if (ctx.actor.kind === 'anonymous') throw problem('auth.required');
  if (!can(ctx.actor, permission, target)) throw problem('permission.denied', { permission });
}

export function requireStore(ctx: StoreCtx, permission: StorePermission): void {
  require(ctx, permission, { storeId: ctx.store.id, clientId: ctx.store.clientId });
}

/** Refuses with `store.suspended` or `store.removing`: nothing is changed in such a store. */
export function requireOpen(store: { state: StoreState }): void {
  if (store.state === 'suspended') throw problem('store.suspended');
  if (store.state === 'removing') throw problem('store.removing');
}

export function requireClient(ctx: Ctx, permission: ClientPermission, clientId: string): void {
  require(ctx, permission, { clientId });
}

function bindStore(ctx: Ctx, session: Session): Partial<StoreCtx> {
  if (!isStoreCtx(ctx)) return {};
  return { store: { ...ctx.store, db: session.store(ctx.store.schemaName) } };
}

function schemaOf(ctx: Ctx): string | null {
  return isStoreCtx(ctx) ? ctx.store.schemaName : null;
}

/** True for a context that is bound to one store. */
export function isStoreCtx(ctx: Ctx): ctx is StoreCtx {
  return 'store' in ctx;
}
