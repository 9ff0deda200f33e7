import { z } from 'zod';
import { CartNotice } from '../../../shared/contract/carts.ts';
import { execute, maybeRow, missingColumn, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { CartHead, EndReason } from './carts.types.ts';

/** How carts end, and what becomes of them while they are paid. */
const State = z.enum(['choosing', 'holding', 'paying', 'bought', 'ended']);

const endStatement = storeSql({
  name: 'carts.end',
  isHot: true,
  params: {
    id: z.uuid(),
    state: z.enum(['bought', 'ended']),
    reason: z.enum(['left', 'expired', 'replaced']).nullable(),
    orderId: z.uuid().nullable(),
    at: z.date(),
  },
  row: z.object({ id: z.uuid() }),
  text: `
    with ended as (
      update store.carts
      set state = $state,
        end_reason = $reason,
        order_id = $orderId,
        ended_at = $at,
        updated_at = $at,
        expires_at = null,
        held_from = null,
        lease_token = null,
        lease_until = null,
        is_unsettled = false,
        version = version + 1
      where id = $id
      and state in ('choosing', 'holding', 'paying')
      returning id
    ),
    freed as (
      delete from store.cart_seats
      using ended
      where cart_id = ended.id
    )
    select id
    from ended`,
});

/** The cart is over and has no seats any more. False when it was over before. */
export async function end(
  db: StoreDb,
  cart:
    | { id: string; state: 'ended'; reason: EndReason; at: Date }
    | { id: string; state: 'bought'; orderId: string; at: Date },
): Promise<boolean> {
  const nothing = { reason: null, orderId: null };
  return (await maybeRow(db, endStatement, { ...nothing, ...cart })) !== null;
}

const startPayingStatement = storeSql({
  name: 'carts.start_paying',
  isHot: true,
  params: { id: z.uuid(), version: z.int(), now: z.date() },
  text: `
    update store.carts
    set state = case
        when version = $version
        and state = 'holding'
        and not is_unsettled
        and (lease_until is null or lease_until <= $now)
        then 'paying'
      end,
      notices = '[]',
      lease_token = null,
      lease_until = null,
      updated_at = $now,
      version = version + 1
    where id = $id`,
});

/**
 * From now on only its purchase asks the vendor about the cart, and whoever had a lease that ran out can write nothing any
 * more. False when it is not as it was read: it would be left without a state, so the statement fails, and with it the
 * transaction.
 */
export async function startPaying(db: StoreDb, of: { id: string; version: number; now: Date }): Promise<boolean> {
  try {
    return (await execute(db, startPayingStatement, of)) === 1;
  } catch (error) {
    if (missingColumn(error) === 'state') return false;
    throw error;
  }
}

const stopPayingStatement = storeSql({
  name: 'carts.stop_paying',
  params: {
    id: z.uuid(),
    state: z.enum(['choosing', 'holding']),
    expiresAt: z.date().nullable(),
    vendorCartRef: z.uuid().nullable(),
    notices: jsonb(z.array(CartNotice)),
    isUnsettled: z.boolean(),
    at: z.date(),
  },
  text: `
    update store.carts
    set state = $state,
      expires_at = $expiresAt,
      held_from = case when $state = 'choosing' then null else held_from end,
      vendor_cart_ref = coalesce($vendorCartRef, vendor_cart_ref),
      notices = $notices,
      is_unsettled = $isUnsettled,
      updated_at = $at,
      version = version + 1
    where id = $id
    and state = 'paying'`,
});

/** The purchase sold nothing. False when the cart is not being paid. */
export async function stopPaying(
  db: StoreDb,
  cart: {
    id: string;
    state: 'choosing' | 'holding';
    expiresAt: Date | null;
    vendorCartRef: string | null;
    notices: CartHead['notices'];
    isUnsettled: boolean;
    at: Date;
  },
): Promise<boolean> {
  return (await execute(db, stopPayingStatement, cart)) === 1;
}

const findBoughtStatement = storeSql({
  name: 'carts.find_bought',
  params: { orderId: z.uuid(), fanId: z.uuid() },
  row: z.object({ releaseId: z.uuid(), packageId: z.uuid().nullable(), accountGroups: z.array(z.string()) }),
  text: `
    select release_id, package_id, account_groups
    from store.carts
    where order_id = $orderId
    and for_order_id is null
    and fan_id = $fanId
    and exists (
      select
      from store.cart_events
      where cart_events.cart_id = carts.id
      and reserved_seats > 0
    )`,
});

/** The cart an order of the fan was made from; null when the fan has no such order, or all its seats were given back. */
export async function findBought(db: StoreDb, of: { orderId: string; fanId: string }) {
  return maybeRow(db, findBoughtStatement, of);
}

const DueCart = z.object({
  id: z.uuid(),
  state: State,
  isUnsettled: z.boolean(),
  expiresAt: z.date().nullable(),
  updatedAt: z.date(),
});
export type DueCart = z.infer<typeof DueCart>;

const listDueStatement = storeSql({
  name: 'carts.list_due',
  params: {
    now: z.date(),
    quietBefore: z.date(),
    afterAt: z.date().nullable(),
    afterId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: DueCart,
  text: `
    select id, state, is_unsettled, expires_at, updated_at
    from store.carts
    where (lease_until is null or lease_until <= $now)
    and (
      (state = 'holding' and (expires_at <= $now or is_unsettled or lease_until is not null))
      or (state = 'choosing' and updated_at <= $quietBefore)
    )
    and ($afterAt::timestamptz is null or (updated_at, id) > ($afterAt, $afterId::uuid))
    order by updated_at, id
    limit $limit`,
});

/**
 * Carts to be swept: whose hold has ended, whose vendor call was never answered, or that nobody touched for long. Those
 * longest untouched first, from `after` on.
 */
export async function listDue(
  db: StoreDb,
  of: { now: Date; quietBefore: Date; after: Pick<DueCart, 'id' | 'updatedAt'> | null; limit: number },
): Promise<DueCart[]> {
  const { after, ...rest } = of;
  return rows(db, listDueStatement, { ...rest, afterAt: after?.updatedAt ?? null, afterId: after?.id ?? null });
}
