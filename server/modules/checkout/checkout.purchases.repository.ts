import { z } from 'zod';
import { execute, maybeRow, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { Failure, Purchase, PurchaseContent, PurchaseState, Step } from './checkout.types.ts';

const State = z.enum(['comparing', 'paying', 'unknown', 'sold', 'failed']);
const Steps = z.array(z.custom<Step>());
const Content = z.custom<PurchaseContent>();
const Failed = z.custom<Failure>();
const row = {
  id: z.uuid(),
  cartId: z.uuid(),
  fanId: z.uuid(),
  bodyHash: z.instanceof(Buffer),
  state: State,
  vendorAccountId: z.string(),
  vendorCartRef: z.uuid(),
  releaseId: z.uuid(),
  agreedCents: z.int(),
  feesCents: z.int().nullable(),
  content: jsonb(Content),
  steps: jsonb(Steps),
  failure: jsonb(Failed).nullable(),
  orderId: z.uuid().nullable(),
  asks: z.int(),
  startedAt: z.date(),
};

const insertStatement = storeSql({
  name: 'checkout.insert_purchase',
  isHot: true,
  params: {
    id: z.uuid(),
    cartId: z.uuid(),
    fanId: z.uuid(),
    idempotencyKey: z.string(),
    bodyHash: z.instanceof(Buffer),
    vendorAccountId: z.string(),
    vendorCartRef: z.uuid(),
    releaseId: z.uuid(),
    agreedCents: z.int(),
    content: jsonb(Content),
    steps: jsonb(Steps),
    leaseToken: z.uuid(),
    leaseUntil: z.date(),
    startedAt: z.date(),
  },
  text: `
    insert into store.purchases (
      id, cart_id, fan_id, idempotency_key, body_hash, state, vendor_account_id, vendor_cart_ref, release_id, agreed_cents,
      content, steps, lease_token, lease_until, started_at
    )
    values (
      $id, $cartId, $fanId, $idempotencyKey, $bodyHash, 'comparing', $vendorAccountId, $vendorCartRef, $releaseId,
      $agreedCents, $content, $steps, $leaseToken, $leaseUntil, $startedAt
    )`,
});

export type NewPurchase = Pick<
  Purchase,
  | 'id'
  | 'cartId'
  | 'fanId'
  | 'bodyHash'
  | 'vendorAccountId'
  | 'vendorCartRef'
  | 'releaseId'
  | 'agreedCents'
  | 'content'
  | 'steps'
  | 'startedAt'
> & { idempotencyKey: string; leaseToken: string; leaseUntil: Date };

/** False when the key was used before, or the cart is being bought already; with the statement the transaction fails. */
export async function insert(db: StoreDb, purchase: NewPurchase): Promise<boolean> {
  try {
    return (await execute(db, insertStatement, purchase)) === 1;
  } catch (error) {
    if (isTaken(violatedConstraint(error))) return false;
    throw error;
  }
}

function isTaken(constraint: string | null): boolean {
  return constraint === 'purchases_one_live' || constraint === 'purchases_fan_id_idempotency_key_key';
}

const findByKeyStatement = storeSql({
  name: 'checkout.find_by_key',
  isHot: true,
  params: { fanId: z.uuid(), idempotencyKey: z.string() },
  row: z.object({ id: z.uuid(), bodyHash: z.instanceof(Buffer), state: State }),
  text: `
    select id, body_hash, state
    from store.purchases
    where fan_id = $fanId
    and idempotency_key = $idempotencyKey`,
});

export async function findByKey(db: StoreDb, of: { fanId: string; idempotencyKey: string }) {
  return maybeRow(db, findByKeyStatement, of);
}

const findStatement = storeSql({
  name: 'checkout.find_purchase',
  params: { id: z.uuid() },
  row: z.object(row),
  text: `
    select
      id, cart_id, fan_id, body_hash, state, vendor_account_id, vendor_cart_ref, release_id, agreed_cents, fees_cents,
      content, steps, failure, order_id, asks, started_at
    from store.purchases
    where id = $id`,
});

export async function find(db: StoreDb, id: string): Promise<Purchase | null> {
  return maybeRow(db, findStatement, { id });
}

const findNewestStatement = storeSql({
  name: 'checkout.find_newest_purchase',
  params: { fanId: z.uuid(), cartId: z.uuid() },
  row: z.object({ id: z.uuid() }),
  text: `
    select id
    from store.purchases
    where fan_id = $fanId
    and cart_id = $cartId
    order by started_at desc, id desc
    limit 1`,
});

export async function findNewest(db: StoreDb, of: { fanId: string; cartId: string }): Promise<string | null> {
  return (await maybeRow(db, findNewestStatement, of))?.id ?? null;
}

const advanceStatement = storeSql({
  name: 'checkout.advance_purchase',
  isHot: true,
  params: {
    id: z.uuid(),
    leaseToken: z.uuid(),
    state: State,
    feesCents: z.int().nullable(),
    steps: jsonb(Steps),
    leaseUntil: z.date(),
  },
  text: `
    update store.purchases
    set state = $state,
      fees_cents = $feesCents,
      steps = $steps,
      lease_until = $leaseUntil
    where id = $id
    and lease_token = $leaseToken
    and state in ('comparing', 'paying', 'unknown')`,
});

export type Advanced = {
  id: string;
  leaseToken: string;
  state: PurchaseState;
  feesCents: number | null;
  steps: Step[];
  leaseUntil: Date;
};

/** False when the lease was lost: somebody else goes on with the purchase. */
export async function advance(db: StoreDb, purchase: Advanced): Promise<boolean> {
  return (await execute(db, advanceStatement, purchase)) === 1;
}

const postponeStatement = storeSql({
  name: 'checkout.postpone_purchase',
  params: {
    id: z.uuid(),
    leaseToken: z.uuid(),
    steps: jsonb(Steps),
    asks: z.int(),
    nextAskAt: z.date(),
    feesCents: z.int().nullable(),
  },
  text: `
    update store.purchases
    set state = 'unknown',
      fees_cents = $feesCents,
      steps = $steps,
      asks = $asks,
      next_ask_at = $nextAskAt,
      lease_token = null,
      lease_until = null
    where id = $id
    and lease_token = $leaseToken
    and state in ('comparing', 'paying', 'unknown')`,
});

/** The vendor did not say; it is asked again then. */
export async function postpone(
  db: StoreDb,
  purchase: { id: string; leaseToken: string; steps: Step[]; asks: number; nextAskAt: Date; feesCents: number | null },
): Promise<boolean> {
  return (await execute(db, postponeStatement, purchase)) === 1;
}

const endStatement = storeSql({
  name: 'checkout.end_purchase',
  isHot: true,
  params: {
    id: z.uuid(),
    leaseToken: z.uuid(),
    state: z.enum(['sold', 'failed']),
    steps: jsonb(Steps),
    failure: jsonb(Failed).nullable(),
    orderId: z.uuid().nullable(),
    at: z.date(),
  },
  text: `
    update store.purchases
    set state = $state,
      steps = $steps,
      failure = $failure,
      order_id = $orderId,
      ended_at = $at,
      next_ask_at = null,
      lease_token = null,
      lease_until = null
    where id = $id
    and lease_token = $leaseToken
    and state in ('comparing', 'paying', 'unknown')`,
});

export async function end(
  db: StoreDb,
  purchase: {
    id: string;
    leaseToken: string;
    state: 'sold' | 'failed';
    steps: Step[];
    failure: Failure | null;
    orderId: string | null;
    at: Date;
  },
): Promise<boolean> {
  return (await execute(db, endStatement, purchase)) === 1;
}

const leaseStatement = storeSql({
  name: 'checkout.lease_purchase',
  params: { id: z.uuid(), leaseToken: z.uuid(), leaseUntil: z.date(), now: z.date() },
  text: `
    update store.purchases
    set lease_token = $leaseToken,
      lease_until = $leaseUntil
    where id = $id
    and state in ('comparing', 'paying', 'unknown')
    and (lease_until is null or lease_until <= $now)`,
});

/** False when it has ended or somebody is at it. */
export async function lease(
  db: StoreDb,
  of: { id: string; leaseToken: string; leaseUntil: Date; now: Date },
): Promise<boolean> {
  return (await execute(db, leaseStatement, of)) === 1;
}

const reopenStatement = storeSql({
  name: 'checkout.reopen_purchase',
  params: { cartId: z.uuid(), leaseToken: z.uuid(), leaseUntil: z.date() },
  row: z.object({ id: z.uuid() }),
  text: `
    update store.purchases
    set state = 'unknown',
      failure = null,
      ended_at = null,
      asks = 0,
      lease_token = $leaseToken,
      lease_until = $leaseUntil
    where id = (
      select id
      from store.purchases as failed
      where failed.cart_id = $cartId
      and failed.state = 'failed'
      order by failed.started_at desc
      limit 1
    )
    and not exists (
      select
      from store.purchases as live
      where live.cart_id = $cartId
      and live.state in ('comparing', 'paying', 'unknown')
    )
    returning id`,
});

/** The newest failed purchase of a cart is not over after all; null when there is none, or another one is under way. */
export async function reopen(db: StoreDb, of: { cartId: string; leaseToken: string; leaseUntil: Date }) {
  return maybeRow(db, reopenStatement, of);
}

const listUnfinishedStatement = storeSql({
  name: 'checkout.list_unfinished',
  params: { limit: z.int() },
  row: z.object({ id: z.uuid(), dueAt: z.date() }),
  text: `
    select id, coalesce(lease_until, next_ask_at, started_at) as due_at
    from store.purchases
    where state in ('comparing', 'paying', 'unknown')
    order by due_at
    limit $limit`,
});

/** Purchases that have not ended, with the instant from which another process may go on with them. */
export async function listUnfinished(db: StoreDb, limit: number) {
  return rows(db, listUnfinishedStatement, { limit });
}
