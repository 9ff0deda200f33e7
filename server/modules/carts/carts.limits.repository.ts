import { z } from 'zod';
import { execute, row, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const AddressHash = z.instanceof(Buffer);

const holdAddressStatement = storeSql({
  name: 'carts.hold_address',
  params: { addressHash: AddressHash, at: z.date() },
  text: `
    insert into store.hold_addresses (address_hash, seen_at)
    values ($addressHash, $at)
    on conflict (address_hash) do update
    set seen_at = excluded.seen_at`,
});

/** Until the surrounding transaction ends nobody else begins to hold from this address. */
export async function holdAddress(db: StoreDb, of: { addressHash: Buffer; at: Date }): Promise<void> {
  await execute(db, holdAddressStatement, of);
}

const Count = z.object({ carts: z.int() });

const countFromStatement = storeSql({
  name: 'carts.count_from_address',
  params: { id: z.uuid(), addressHash: AddressHash, now: z.date() },
  row: Count,
  text: `
    select count(*)::integer as carts
    from store.carts
    where held_from = $addressHash
    and state in ('holding', 'paying')
    and (expires_at is null or expires_at > $now)
    and id <> $id`,
});

/** Other carts that visitors without a name hold seats with from this address. */
export async function countFromAddress(db: StoreDb, of: { id: string; addressHash: Buffer; now: Date }) {
  return (await row(db, countFromStatement, of)).carts;
}

const countOfFanStatement = storeSql({
  name: 'carts.count_of_fan',
  params: { id: z.uuid(), fanId: z.uuid(), now: z.date() },
  row: Count,
  text: `
    select count(*)::integer as carts
    from store.carts
    where fan_id = $fanId
    and state in ('holding', 'paying')
    and (expires_at is null or expires_at > $now)
    and id <> $id`,
});

/** Other carts that the fan holds seats with. */
export async function countOfFan(db: StoreDb, of: { id: string; fanId: string; now: Date }) {
  return (await row(db, countOfFanStatement, of)).carts;
}

const forgetStatement = storeSql({
  name: 'carts.forget_addresses',
  params: { seenBefore: z.date() },
  text: `
    delete from store.hold_addresses
    where seen_at <= $seenBefore`,
});

export async function forgetAddresses(db: StoreDb, of: { seenBefore: Date }): Promise<void> {
  await execute(db, forgetStatement, of);
}
