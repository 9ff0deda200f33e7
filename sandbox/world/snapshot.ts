import type { Charge, WorldOptions } from '../types.ts';
import { keepCustomer } from './commands-customers.ts';
import type { Customer } from './customers.ts';
import { keepOrder } from './orders.ts';
import type { DateStatus } from './season.ts';
import { isBoolean, isNumber, isText, listOf, objectOf, oneOf, orNull, tupleOf } from './shapes.ts';
import {
  type Cart,
  type EventStatus,
  eventAt,
  type Line,
  type LineStatus,
  makeState,
  pricesOf,
  type State,
  stockOf,
} from './state.ts';
import { freeSoldSeat, holdSeat, returnSeat, sellFreeSeat } from './stock.ts';

type CartLine = [event: number, seat: number, ticketType: string, cents: number];
/** What happened to a world since it was made; the rest follows from its seed, its size and when it was made. */
type Snapshot = {
  format: 1;
  seed: number;
  size: string;
  house: string;
  madeAt: number;
  draws: number;
  events: EventChange[];
  customers: Customer[];
  carts: [
    session: string,
    uid: string,
    status: Cart['status'],
    expiresAt: number,
    account: string | null,
    order: string | null,
    lines: CartLine[],
  ][];
  orders: [number: string, channel: string, account: string, session: string | null, at: number, feeCents: number][];
  ledger: [at: number, kind: LineStatus, order: string | null, ...CartLine][];
  charges: Charge[];
  /** Not in snapshots of before there was a card form. */
  spentTokens?: string[];
};
type EventChange = {
  event: number;
  date: string;
  time: string;
  dateStatus: DateStatus;
  timeStatus: DateStatus;
  isMoved: boolean;
  status: EventStatus;
  prices: number[] | null;
};

export function takeSnapshot(state: State): Snapshot {
  const { options, madeAt, draws, charges, spentTokens } = state;
  return {
    format: 1,
    seed: options.seed,
    size: options.size,
    house: options.house ?? 'usual',
    madeAt,
    draws,
    events: state.events.flatMap((event): EventChange[] => {
      const { index, facts, isMoved, status, arePricesChanged } = event;
      if (!isMoved && status === 'ACTIVE' && !arePricesChanged) return [];
      const { date, time, dateStatus, timeStatus } = facts;
      const prices = arePricesChanged ? [...pricesOf(event).cents] : null;
      return [{ event: index, date, time, dateStatus, timeStatus, isMoved, status, prices }];
    }),
    customers: [...state.changedCustomers].flatMap((account) => state.customers.get(account) ?? []),
    carts: [...state.carts.values()].map((cart) => {
      const { session, uid, status, expiresAt, account, order, lines } = cart;
      return [session, uid, status, expiresAt, account, order, lines.map(asTuple)];
    }),
    orders: [...state.orders.values()].map(({ number, channel, account, session, at, feeCents }) => [
      number,
      channel,
      account,
      session,
      at,
      feeCents,
    ]),
    ledger: state.ledger.map(({ at, kind, order, line }) => [at, kind, order, ...asTuple(line)]),
    charges: [...charges],
    spentTokens: [...spentTokens],
  };
}

/** Makes the world again and lets everything happen to it; throws when the snapshot is not of such a world. */
export function fromSnapshot(options: WorldOptions, snapshot: unknown): State {
  if (!isSnapshot(snapshot)) throw new Error('This is no snapshot of a world');
  const { seed, size, house, madeAt } = snapshot;
  const isOfThisWorld = seed === options.seed && size === options.size && house === (options.house ?? 'usual');
  if (!isOfThisWorld)
    throw new Error(`This is a snapshot of another world: seed ${seed}, size ${size}, house ${house}`);
  const state = makeState(options, madeAt);
  for (const change of snapshot.events) changeEvent(state, change);
  for (const customer of snapshot.customers) keepCustomer(state, customer);
  for (const [number, channel, account, session, at, feeCents] of snapshot.orders) {
    keepOrder(state, { number, channel, account, session, at, feeCents, lines: [] });
  }
  for (const [at, kind, order, ...line] of snapshot.ledger) replay(state, at, kind, order, asLine(line));
  for (const [session, uid, status, expiresAt, account, order, lines] of snapshot.carts) {
    bringCart(state, { session, uid, status, expiresAt, account, order, lines: lines.map(asLine) });
  }
  state.charges = [...snapshot.charges];
  state.spentTokens = new Set(snapshot.spentTokens);
  state.draws = snapshot.draws;
  return state;
}

function changeEvent(state: State, change: EventChange): void {
  const event = eventAt(state, change.event);
  const { date, time, dateStatus, timeStatus, isMoved, status, prices } = change;
  event.facts = { ...event.facts, date, time, dateStatus, timeStatus };
  event.isMoved = isMoved;
  event.status = status;
  if (prices === null) return;
  event.prices = { ...pricesOf(event), cents: Int32Array.from(prices) };
  event.arePricesChanged = true;
}

function replay(state: State, at: number, kind: LineStatus, number: string | null, line: Line): void {
  state.ledger.push({ at, kind, order: number, line });
  const stock = stockOf(state, eventAt(state, line.event));
  if (number === null) {
    returnSeat(stock, line.seat);
    return;
  }
  const order = state.orders.get(number);
  if (order === undefined) throw new Error(`The snapshot has no order ${number}`);
  if (kind === 'SOLD') {
    sellFreeSeat(stock, line.seat, number);
    order.lines.push({ ...line, status: 'SOLD' });
    return;
  }
  freeSoldSeat(stock, line.seat, number);
  const ended = order.lines.find((one) => one.event === line.event && one.seat === line.seat && one.status === 'SOLD');
  if (ended !== undefined) ended.status = kind;
}

function bringCart(state: State, cart: Cart): void {
  state.carts.set(cart.session, cart);
  for (const { event, seat } of cart.lines) holdSeat(stockOf(state, eventAt(state, event)), seat, cart.session);
  if (cart.status !== 'OPEN') return;
  state.open.add(cart.session);
  state.nextExpiryAt = Math.min(state.nextExpiryAt, cart.expiresAt);
}

function asTuple({ event, seat, ticketType, cents }: Line): CartLine {
  return [event, seat, ticketType, cents];
}

function asLine([event, seat, ticketType, cents]: CartLine): Line {
  return { event, seat, ticketType, cents };
}

const dateStatus = oneOf('SET', 'TBD', 'TBA');
const lineStatus = oneOf('SOLD', 'REFUNDED', 'CANCELLED');
const isCartLine = tupleOf<CartLine>(isNumber, isNumber, isText, isNumber);
const isSnapshot = objectOf<Snapshot>({
  format: (value): value is 1 => value === 1,
  seed: isNumber,
  size: isText,
  house: isText,
  madeAt: isNumber,
  draws: isNumber,
  events: listOf(
    objectOf<EventChange>({
      event: isNumber,
      date: isText,
      time: isText,
      dateStatus,
      timeStatus: dateStatus,
      isMoved: isBoolean,
      status: oneOf('ACTIVE', 'CANCELLED'),
      prices: orNull(listOf(isNumber)),
    }),
  ),
  customers: listOf(
    objectOf<Customer>({
      account: isText,
      firstName: isText,
      lastName: isText,
      email: isText,
      phone: isText,
      externalId: isText,
      nameId: isText,
      pin: isText,
      isLocked: isBoolean,
      groups: listOf(isText),
    }),
  ),
  carts: listOf(
    tupleOf<Snapshot['carts'][number]>(
      isText,
      isText,
      oneOf('OPEN', 'EXPIRED', 'SOLD'),
      isNumber,
      orNull(isText),
      orNull(isText),
      listOf(isCartLine),
    ),
  ),
  orders: listOf(tupleOf<Snapshot['orders'][number]>(isText, isText, isText, orNull(isText), isNumber, isNumber)),
  ledger: listOf(
    tupleOf<Snapshot['ledger'][number]>(isNumber, lineStatus, orNull(isText), isNumber, isNumber, isText, isNumber),
  ),
  charges: listOf(
    objectOf<Charge>({
      at: isText,
      kind: oneOf('PAID', 'DECLINED', 'REFUNDED'),
      session_id: orNull(isText),
      acct_id: isText,
      order_num: orNull(isText),
      amount: isText,
    }),
  ),
  spentTokens: (value) => value === undefined || listOf(isText)(value),
});
