import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const listStatement = storeSql({
  name: 'carts.list_of_fan',
  params: { fanId: z.uuid(), beforeAt: z.date().nullable(), beforeId: z.uuid().nullable(), limit: z.int() },
  row: z.object({
    id: z.uuid(),
    state: z.enum(['choosing', 'holding', 'paying', 'bought', 'ended']),
    endReason: z.enum(['left', 'expired', 'replaced']).nullable(),
    programId: z.uuid(),
    packId: z.uuid().nullable(),
    packageId: z.uuid().nullable(),
    partySize: z.int(),
    eventCodes: z.array(z.string()),
    heldSeats: z.int(),
    expiresAt: z.date().nullable(),
    vendorCartRef: z.uuid(),
    orderId: z.uuid().nullable(),
    begunAt: z.date(),
    changedAt: z.date(),
  }),
  text: `
    select
      id, state, end_reason, program_id, pack_id, package_id, party_size,
      array(
        select event_code
        from store.cart_events
        where cart_events.cart_id = carts.id
        order by event_code
      ) as event_codes,
      (
        select count(*)::integer
        from store.cart_seats
        where cart_seats.cart_id = carts.id
      ) as held_seats,
      expires_at, vendor_cart_ref, order_id, created_at as begun_at, updated_at as changed_at
    from store.carts
    where fan_id = $fanId
    and ($beforeAt::timestamptz is null or (created_at, id) < ($beforeAt, $beforeId::uuid))
    order by created_at desc, id desc
    limit $limit`,
});

/** Newest first. */
export async function listOfFan(
  db: StoreDb,
  of: { fanId: string; beforeAt: Date | null; beforeId: string | null; limit: number },
) {
  return rows(db, listStatement, of);
}
