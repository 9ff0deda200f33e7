import { z } from 'zod';
import { CartNotice } from '../../../shared/contract/carts.ts';
import { rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const heldStatement = storeSql({
  name: 'insights.held_now',
  params: {},
  row: z.object({ cartId: z.uuid(), eventCode: z.string(), heldAt: z.date() }),
  text: `
    select cart_id, event_code, min(held_at) as held_at
    from store.cart_seats
    where add_on_id is null
    group by cart_id, event_code`,
});

/** Games of which a cart holds seats at this moment. */
export async function listHeld(db: StoreDb) {
  return rows(db, heldStatement, {});
}

const noticesStatement = storeSql({
  name: 'insights.cart_notices',
  params: { since: z.date() },
  row: z.object({ cartId: z.uuid(), notices: jsonb(z.array(CartNotice)), at: z.date() }),
  text: `
    select id as cart_id, notices, updated_at as at
    from store.carts
    where state in ('choosing', 'holding', 'paying')
      and updated_at >= $since
      and notices <> '[]'`,
});

/** What live carts that changed since were told. */
export async function listNotices(db: StoreDb, since: Date) {
  return rows(db, noticesStatement, { since });
}
