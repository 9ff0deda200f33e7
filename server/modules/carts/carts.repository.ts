import { z } from 'zod';
import { CartNotice } from '../../../shared/contract/carts.ts';
import { execute, maybeRow, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { HeldSeat } from './carts.seats.repository.ts';
import type { Cart, CartHead, CartState } from './carts.types.ts';

const State = z.enum(['choosing', 'holding', 'paying', 'bought', 'ended']);
const AddOns = z.array(z.object({ addOnId: z.uuid(), count: z.int() }));
const head = {
  id: z.uuid(),
  fanId: z.uuid().nullable(),
  state: State,
  programId: z.uuid(),
  releaseId: z.uuid(),
  forOrderId: z.uuid().nullable(),
  packId: z.uuid().nullable(),
  packageId: z.uuid().nullable(),
  partySize: z.int(),
  accessibleSeats: z.int(),
  addOns: jsonb(AddOns),
  accountGroups: z.array(z.string()),
  vendorCartRef: z.uuid(),
  expiresAt: z.date().nullable(),
  notices: jsonb(z.array(CartNotice)),
  leaseUntil: z.date().nullable(),
  isUnsettled: z.boolean(),
  version: z.int(),
};

const insertStatement = storeSql({
  name: 'carts.insert',
  params: {
    id: z.uuid(),
    tokenHash: z.instanceof(Buffer),
    fanId: z.uuid().nullable(),
    programId: z.uuid(),
    releaseId: z.uuid(),
    forOrderId: z.uuid().nullable(),
    packId: z.uuid().nullable(),
    packageId: z.uuid().nullable(),
    partySize: z.int(),
    accessibleSeats: z.int(),
    addOns: jsonb(AddOns),
    accountGroups: z.array(z.string()),
    vendorCartRef: z.uuid(),
    at: z.date(),
  },
  text: `
    insert into store.carts (
      id, token_hash, fan_id, state, program_id, release_id, for_order_id, pack_id, package_id, party_size,
      accessible_seats, add_ons, account_groups, vendor_cart_ref, notices, is_unsettled, created_at, updated_at
    )
    values (
      $id, $tokenHash, $fanId, 'choosing', $programId, $releaseId, $forOrderId, $packId, $packageId, $partySize,
      $accessibleSeats, $addOns, $accountGroups, $vendorCartRef, '[]', false, $at, $at
    )`,
});

export type NewCart = Pick<
  CartHead,
  | 'id'
  | 'fanId'
  | 'programId'
  | 'releaseId'
  | 'forOrderId'
  | 'packId'
  | 'packageId'
  | 'partySize'
  | 'accessibleSeats'
  | 'addOns'
  | 'accountGroups'
  | 'vendorCartRef'
> & { tokenHash: Buffer; at: Date };

export async function insert(db: StoreDb, cart: NewCart): Promise<void> {
  await execute(db, insertStatement, cart);
}

const ChosenEvent = z.object({ eventCode: z.string(), suiteId: z.uuid().nullable(), reservedSeats: z.int() });

const findStatement = storeSql({
  name: 'carts.find',
  isHot: true,
  params: { id: z.uuid() },
  row: z.object({ ...head, events: jsonb(z.array(ChosenEvent)), seats: jsonb(z.array(HeldSeat)) }),
  text: `
    select
      id, fan_id, state, program_id, release_id, for_order_id, pack_id, package_id, party_size, accessible_seats, add_ons,
      account_groups, vendor_cart_ref, expires_at, notices, lease_until, is_unsettled, version,
      coalesce((
        select jsonb_agg(
          jsonb_build_object('eventCode', event_code, 'suiteId', suite_id, 'reservedSeats', reserved_seats)
          order by sort_order
        )
        from store.cart_events
        where cart_id = carts.id
      ), '[]') as events,
      coalesce((
        select jsonb_agg(
          jsonb_build_object(
            'eventCode', event_code, 'sectionName', section_name, 'rowName', row_name, 'seatNumber', seat_number,
            'className', class_name, 'priceCode', price_code, 'ticketTypeCode', ticket_type_code,
            'amountCents', amount_cents, 'suiteId', suite_id, 'addOnId', add_on_id, 'addOnFor', add_on_for
          )
          order by event_code, section_name, row_name, seat_number
        )
        from store.cart_seats
        where cart_id = carts.id
      ), '[]') as seats
    from store.carts
    where id = $id`,
});

/** The whole cart, with its events in the order chosen and its seats, all of one moment. */
export async function find(db: StoreDb, id: string): Promise<Cart | null> {
  return maybeRow(db, findStatement, { id });
}

const findLiveStatement = storeSql({
  name: 'carts.find_live',
  isHot: true,
  params: { tokenHash: z.instanceof(Buffer).nullable(), fanId: z.uuid().nullable() },
  row: z.object({ id: z.uuid(), fanId: z.uuid().nullable() }),
  text: `
    select id, fan_id
    from store.carts
    where state in ('choosing', 'holding', 'paying')
    and (token_hash = $tokenHash or fan_id = $fanId)
    and (fan_id is null or fan_id = $fanId)
    order by (token_hash = $tokenHash) desc nulls last, updated_at desc
    limit 1`,
});

/** The live cart of a browser's secret, or else of the fan; never one that belongs to another fan. */
export async function findLive(db: StoreDb, of: { tokenHash: Buffer | null; fanId: string | null }) {
  return maybeRow(db, findLiveStatement, of);
}

const bindStatement = storeSql({
  name: 'carts.bind',
  params: { id: z.uuid(), fanId: z.uuid(), at: z.date() },
  text: `
    update store.carts
    set fan_id = $fanId,
      updated_at = $at,
      version = version + 1
    where id = $id
    and fan_id is null`,
});

/** The cart is the fan's from now on, unless it is somebody's already. */
export async function bind(db: StoreDb, cart: { id: string; fanId: string; at: Date }): Promise<void> {
  await execute(db, bindStatement, cart);
}

const chooseStatement = storeSql({
  name: 'carts.choose',
  params: {
    id: z.uuid(),
    version: z.int(),
    programId: z.uuid(),
    releaseId: z.uuid(),
    packId: z.uuid().nullable(),
    packageId: z.uuid().nullable(),
    partySize: z.int(),
    accessibleSeats: z.int(),
    addOns: jsonb(AddOns),
    accountGroups: z.array(z.string()),
    notices: jsonb(z.array(CartNotice)),
    at: z.date(),
  },
  text: `
    update store.carts
    set program_id = $programId,
      release_id = $releaseId,
      pack_id = $packId,
      package_id = $packageId,
      party_size = $partySize,
      accessible_seats = $accessibleSeats,
      add_ons = $addOns,
      account_groups = $accountGroups,
      notices = $notices,
      updated_at = $at,
      version = version + 1
    where id = $id
    and version = $version
    and (lease_until is null or lease_until <= $at)
    and not is_unsettled
    and state in ('choosing', 'holding')`,
});

export type Chosen = Pick<
  CartHead,
  | 'id'
  | 'version'
  | 'programId'
  | 'releaseId'
  | 'packId'
  | 'packageId'
  | 'partySize'
  | 'accessibleSeats'
  | 'addOns'
  | 'accountGroups'
  | 'notices'
> & { at: Date };

/** False when the cart changed meanwhile, or the vendor is being asked for it. */
export async function choose(db: StoreDb, cart: Chosen): Promise<boolean> {
  return (await execute(db, chooseStatement, cart)) === 1;
}

const leaseStatement = storeSql({
  name: 'carts.lease',
  isHot: true,
  params: { id: z.uuid(), token: z.uuid(), until: z.date(), now: z.date() },
  row: z.object({ isUnsettled: z.boolean() }),
  text: `
    update store.carts
    set lease_token = $token,
      lease_until = $until,
      is_unsettled = is_unsettled or (state = 'holding' and lease_until is not null)
    where id = $id
    and (lease_until is null or lease_until <= $now)
    and state in ('choosing', 'holding', 'paying')
    returning is_unsettled`,
});

/**
 * Takes the lease; null when somebody else has it, or the cart has ended. Whoever left one that has run out died in the
 * middle of something, so a cart with seats is to be compared with the vendor's.
 */
export async function lease(db: StoreDb, of: { id: string; token: string; until: Date; now: Date }) {
  return maybeRow(db, leaseStatement, of);
}

const unleaseStatement = storeSql({
  name: 'carts.unlease',
  params: { id: z.uuid(), token: z.uuid() },
  text: `
    update store.carts
    set lease_token = null,
      lease_until = null
    where id = $id
    and lease_token = $token`,
});

export async function unlease(db: StoreDb, of: { id: string; token: string }): Promise<void> {
  await execute(db, unleaseStatement, of);
}

const beginStatement = storeSql({
  name: 'carts.begin',
  params: {
    id: z.uuid(),
    token: z.uuid(),
    programId: z.uuid(),
    releaseId: z.uuid(),
    accountGroups: z.array(z.string()),
    heldFrom: z.instanceof(Buffer).nullable(),
    notices: jsonb(z.array(CartNotice)),
    at: z.date(),
  },
  text: `
    update store.carts
    set state = 'holding',
      is_unsettled = true,
      held_from = case when state = 'choosing' then $heldFrom else held_from end,
      program_id = $programId,
      release_id = $releaseId,
      account_groups = $accountGroups,
      notices = $notices,
      updated_at = $at,
      version = version + 1
    where id = $id
    and lease_token = $token
    and state in ('choosing', 'holding')`,
});

/** Before the vendor is asked for seats. False when the lease was lost. */
export async function begin(
  db: StoreDb,
  of: {
    id: string;
    token: string;
    programId: string;
    releaseId: string;
    accountGroups: string[];
    heldFrom: Buffer | null;
    notices: CartHead['notices'];
    at: Date;
  },
): Promise<boolean> {
  return (await execute(db, beginStatement, of)) === 1;
}

const settleStatement = storeSql({
  name: 'carts.settle',
  params: {
    id: z.uuid(),
    token: z.uuid(),
    state: State,
    expiresAt: z.date().nullable(),
    vendorCartRef: z.uuid(),
    addOns: jsonb(AddOns),
    notices: jsonb(z.array(CartNotice)),
    isUnsettled: z.boolean(),
    at: z.date(),
  },
  text: `
    update store.carts
    set state = $state,
      expires_at = $expiresAt,
      held_from = case when $state = 'choosing' then null else held_from end,
      vendor_cart_ref = $vendorCartRef,
      add_ons = $addOns,
      notices = $notices,
      is_unsettled = $isUnsettled,
      updated_at = $at,
      version = version + 1
    where id = $id
    and lease_token = $token
    and state in ('choosing', 'holding', 'paying')`,
});

export type Settled = {
  id: string;
  token: string;
  state: CartState;
  expiresAt: Date | null;
  vendorCartRef: string;
  addOns: CartHead['addOns'];
  notices: CartHead['notices'];
  isUnsettled: boolean;
  at: Date;
};

/** What the vendor answered; false when the lease was lost, and nothing is written then. */
export async function settle(db: StoreDb, cart: Settled): Promise<boolean> {
  return (await execute(db, settleStatement, cart)) === 1;
}
