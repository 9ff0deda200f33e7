import type { Fields } from '../types.ts';
import { totalOf } from './carts.ts';
import { type Customer, describeGroup } from './customers.ts';
import { homeTeam } from './data/teams.ts';
import { labelsOf } from './manifest.ts';
import { amount, instant } from './requests.ts';
import {
  type Cart,
  eventAt,
  type Line,
  manifestOf,
  offSaleOf,
  type State,
  stockOf,
  type VendorEvent,
} from './state.ts';
import { classNameOf } from './stock.ts';

export function eventFields(state: State, event: VendorEvent): Fields {
  const { facts } = event;
  return {
    event_name: facts.code,
    event_id: facts.id,
    description: facts.description,
    event_date: facts.date,
    event_time: facts.time,
    date_status: facts.dateStatus,
    time_status: facts.timeStatus,
    opponent: facts.opponent,
    arena_name: homeTeam.arena,
    arena_time_zone: homeTeam.timeZone,
    manifest_name: facts.manifest,
    item_sets: facts.itemSets,
    minor_category: facts.category,
    onsale_datetime: instant(facts.onSaleAt),
    offsale_datetime: instant(offSaleOf(event)),
    event_status: event.status,
    capacity: manifestOf(state, event).seatCount,
  };
}

/** Where a seat is, without what it costs. */
export function placeFields(state: State, { event: index, seat }: Pick<Line, 'event' | 'seat'>) {
  const event = eventAt(state, index);
  const { sectionName, rowName, seatNumber } = labelsOf(manifestOf(state, event), seat);
  return { event_name: event.facts.code, section_name: sectionName, row_name: rowName, seat_num: seatNumber };
}

export function lineFields(state: State, line: Line) {
  const stock = stockOf(state, eventAt(state, line.event));
  return {
    ...placeFields(state, line),
    class: classNameOf(stock, line.seat),
    price_code: labelsOf(stock.manifest, line.seat).priceCode,
    ticket_type_code: line.ticketType,
    price: amount(line.cents),
  };
}

/** A sold cart still says what it held. */
export function cartFields(state: State, session: string, cart: Cart | null): Fields {
  const order = cart?.order == null ? undefined : state.orders.get(cart.order);
  const lines: readonly Line[] = order?.lines ?? cart?.lines ?? [];
  return {
    session_id: session,
    status: cart?.status ?? 'NONE',
    expires: cart === null || cart.status === 'SOLD' ? null : instant(cart.expiresAt),
    acct_id: cart?.account ?? null,
    order_num: cart?.order ?? null,
    lines: lines.map((line) => lineFields(state, line)),
    total: amount(totalOf(lines)),
  };
}

export function customerFields(customer: Customer): Fields {
  return {
    acct_id: customer.account,
    name_first: customer.firstName,
    name_last: customer.lastName,
    email: customer.email,
    phone_cell: customer.phone,
    ext_system_id_1: customer.externalId,
    rec_status: customer.isLocked ? 'L' : 'A',
    cust_name_id: customer.nameId,
    account_groups: customer.groups.map((group) => ({ account_group: group, description: describeGroup(group) })),
  };
}
