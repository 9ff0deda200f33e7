import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const dueStatement = storeSql({
  name: 'checkout.accounts_to_check',
  params: {
    now: z.date(),
    recentAfter: z.date(),
    recentBefore: z.date(),
    before: z.date(),
    silent: z.array(z.string()),
    limit: z.int(),
  },
  row: z.object({ vendorAccountId: z.string() }),
  text: `
    select vendor_account_id
    from store.orders
    where watched_until > $now
    and (
      checked_at <= $before
      or (checked_at <= $recentBefore and sold_at > $recentAfter)
      or (checked_at = sold_at and attention is not null and checked_at <= $recentBefore)
    )
    group by vendor_account_id
    order by array_position($silent, vendor_account_id) nulls first, min(checked_at)
    limit $limit`,
});

export type Due = {
  now: Date;
  recentAfter: Date;
  recentBefore: Date;
  before: Date;
  silent: readonly string[];
  limit: number;
};

/**
 * Accounts at the vendor with orders to look at, longest unread first; newly sold ones are looked at more often. Those
 * of `silent` come after all others, in their order.
 */
export async function listAccountsToCheck(db: StoreDb, of: Due): Promise<string[]> {
  return (await rows(db, dueStatement, { ...of, silent: [...of.silent] })).map(
    ({ vendorAccountId }) => vendorAccountId,
  );
}

const ordersStatement = storeSql({
  name: 'checkout.orders_of_account',
  params: { vendorAccountId: z.string(), now: z.date(), soldBefore: z.date() },
  row: z.object({ id: z.uuid(), cartId: z.uuid(), vendorOrderNumber: z.string(), attention: z.string().nullable() }),
  text: `
    select id, cart_id, vendor_order_number, attention
    from store.orders
    where vendor_account_id = $vendorAccountId
    and watched_until > $now
    and sold_at < $soldBefore
    order by id`,
});

export async function listOfAccount(db: StoreDb, of: { vendorAccountId: string; now: Date; soldBefore: Date }) {
  return rows(db, ordersStatement, of);
}

const checkedStatement = storeSql({
  name: 'checkout.mark_checked',
  params: { id: z.uuid(), at: z.date() },
  text: `
    update store.orders
    set checked_at = $at
    where id = $id`,
});

export async function markChecked(db: StoreDb, of: { id: string; at: Date }): Promise<void> {
  await execute(db, checkedStatement, of);
}
