import type { Charge } from '../types.ts';
import { totalOf } from './carts.ts';
import { amount, instant } from './requests.ts';
import {
  type Cart,
  type Entry,
  eventAt,
  type Line,
  type LineStatus,
  type Order,
  type OrderLine,
  otherChannel,
  type State,
  stockOf,
} from './state.ts';
import { freeSoldSeat, sellFreeSeat, sellHeldSeat } from './stock.ts';

const firstOrder = 700_001;

/** The whole cart becomes an order of its account. */
export function sellCart(state: State, cart: Cart, account: string): Order {
  const { uid, session, lines } = cart;
  const order = makeOrder(state, { channel: uid, account, session, feeCents: state.options.feeCents ?? 0 });
  for (const line of lines) {
    sellHeldSeat(stockOf(state, eventAt(state, line.event)), line.seat, session, order.number);
    addLine(state, order, line);
  }
  cart.status = 'SOLD';
  cart.account = account;
  cart.order = order.number;
  cart.lines = [];
  state.open.delete(session);
  return order;
}

/** Other channels buy free seats. */
export function sellToOthers(state: State, lines: readonly Line[]): Order {
  const order = makeOrder(state, { channel: otherChannel, account: '0', session: null, feeCents: 0 });
  for (const line of lines) {
    sellFreeSeat(stockOf(state, eventAt(state, line.event)), line.seat, order.number);
    addLine(state, order, line);
  }
  return order;
}

/** Ends lines of an order that are still sold; their seats are free again. */
export function endLines(state: State, order: Order, lines: readonly OrderLine[], status: Exclude<LineStatus, 'SOLD'>) {
  for (const line of lines) {
    freeSoldSeat(stockOf(state, eventAt(state, line.event)), line.seat, order.number);
    line.status = status;
    record(state, { at: state.options.now(), kind: status, order: order.number, line });
  }
}

/** Gives the money of these lines back, and the fee when nothing of the order is left. */
export function repay(state: State, order: Order, lines: readonly OrderLine[]): void {
  if (order.channel === otherChannel || lines.length === 0) return;
  const isAll = order.lines.every(({ status }) => status !== 'SOLD');
  const cents = totalOf(lines) + (isAll ? order.feeCents : 0);
  charge(state, 'REFUNDED', { session: order.session, account: order.account, order: order.number, cents });
}

export function charge(
  state: State,
  kind: Charge['kind'],
  of: { session: string | null; account: string; order: string | null; cents: number },
): void {
  state.charges.push({
    at: instant(state.options.now()),
    kind,
    session_id: of.session,
    acct_id: of.account,
    order_num: of.order,
    amount: amount(of.cents),
  });
  state.changes += 1;
}

export function record(state: State, entry: Entry): void {
  const { event, seat, ticketType, cents } = entry.line;
  state.ledger.push({ ...entry, line: { event, seat, ticketType, cents } });
  state.changes += 1;
}

export function keepOrder(state: State, order: Order): void {
  state.orders.set(order.number, order);
  const others = state.ordersOf.get(order.account);
  if (others === undefined) state.ordersOf.set(order.account, [order.number]);
  else others.push(order.number);
}

function makeOrder(state: State, of: Pick<Order, 'channel' | 'account' | 'session' | 'feeCents'>): Order {
  const order = { ...of, number: String(firstOrder + state.orders.size), at: state.options.now(), lines: [] };
  keepOrder(state, order);
  return order;
}

function addLine(state: State, order: Order, line: Line): void {
  order.lines.push({ ...line, status: 'SOLD' });
  record(state, { at: order.at, kind: 'SOLD', order: order.number, line });
}
