import { type Call, type Fields, Refusal } from '../types.ts';
import { lineFields, placeFields } from './answers.ts';
import { findCart, openCartOf, totalOf } from './carts.ts';
import { activeCustomer } from './commands-customers.ts';
import { hashOf } from './hash.ts';
import { charge, sellCart } from './orders.ts';
import { amount, cents, text } from './requests.ts';
import { type Cart, eventAt, type Order, type OrderLine, type State } from './state.ts';
import { readToken } from './tokens.ts';

const codes = { empty: 6020, declined: 7001, amountDiffers: 7002, accountDiffers: 7003, noOrder: 7004 };

export function checkOut(state: State, request: Fields, call: Call): Fields {
  const [session, account] = [text(request, 'session_id'), text(request, 'acct_id')];
  const sold = soldOrder(state, findCart(state, session, call.uid));
  if (sold !== null) {
    refuseOtherAccount(sold.account, account);
    return due(totalOf(sold.lines), sold.feeCents, 0);
  }
  const cart = filledCart(state, session, call.uid);
  activeCustomer(state, account);
  if (cart.account !== null) refuseOtherAccount(cart.account, account);
  if (cart.account === null) state.changes += 1;
  cart.account = account;
  const total = totalOf(cart.lines);
  return due(total, feeOf(state), total + feeOf(state));
}

/** Charges the card once: a cart that is sold answers its order again, whatever else is sent. */
export function pay(state: State, request: Fields, call: Call): Fields {
  const [session, account] = [text(request, 'session_id'), text(request, 'acct_id')];
  const sold = soldOrder(state, findCart(state, session, call.uid));
  if (sold !== null) {
    refuseOtherAccount(sold.account, account);
    return orderFields(state, sold);
  }
  const cart = filledCart(state, session, call.uid);
  if (cart.account === null) throw new Refusal(codes.accountDiffers, 'the cart has no account: check out first');
  refuseOtherAccount(cart.account, account);
  activeCustomer(state, account);
  const dueCents = totalOf(cart.lines) + feeOf(state);
  if (cents(request, 'amount') !== dueCents) throw new Refusal(codes.amountDiffers, `${amount(dueCents)} is due`);
  if (text(request, 'payment_method') !== 'CARD') throw new Refusal(4002, 'payment_method must be CARD');
  const refused = whyDeclined(state, text(request, 'payment_token'));
  if (refused !== null) {
    charge(state, 'DECLINED', { session, account, order: null, cents: dueCents });
    throw new Refusal(codes.declined, refused);
  }
  const order = sellCart(state, cart, account);
  charge(state, 'PAID', { session, account, order: order.number, cents: dueCents });
  return orderFields(state, order);
}

export function printTickets(state: State, request: Fields): Fields {
  const [account, number] = [text(request, 'acct_id'), text(request, 'order_num')];
  const order = state.orders.get(number);
  if (order === undefined || order.account !== account) throw new Refusal(codes.noOrder, `there is no order ${number}`);
  const valid = order.lines.filter(({ status }) => status === 'SOLD');
  return { tickets: valid.map((line) => ticketFields(state, order, line)) };
}

function ticketFields(state: State, order: Order, line: OrderLine): Fields {
  const { facts } = eventAt(state, line.event);
  const chance = hashOf(state.options.seed, order.number, line.event, line.seat) % 10_000_000;
  const barcode = `${facts.id}${String(line.seat).padStart(5, '0')}${String(chance).padStart(7, '0')}`;
  return {
    ...placeFields(state, line),
    barcode,
    qr_payload: `SBX1:${facts.code}:${barcode}`,
    wallet_url: `https://wallet.example/pass/${order.number}/${barcode}`,
  };
}

/** What was bought, as it was told at first: what became of it since is told by `seats_sold`. */
function orderFields(state: State, order: Order): Fields {
  return {
    order_num: order.number,
    amount_paid: amount(totalOf(order.lines) + order.feeCents),
    lines: order.lines.map((line) => ({ ...lineFields(state, line), status: 'SOLD' })),
  };
}

function due(total: number, fees: number, left: number): Fields {
  return { total: amount(total), fees_due: amount(fees), amount_due: amount(left) };
}

function filledCart(state: State, session: string, uid: string): Cart {
  const cart = openCartOf(state, session, uid);
  if (cart.lines.length === 0) throw new Refusal(codes.empty, `cart ${session} is empty`);
  return cart;
}

function soldOrder(state: State, cart: Cart | null): Order | null {
  return cart?.order == null ? null : (state.orders.get(cart.order) ?? null);
}

function refuseOtherAccount(expected: string, given: string): void {
  if (expected !== given) throw new Refusal(codes.accountDiffers, 'the cart belongs to another account');
}

function feeOf(state: State): number {
  return state.options.feeCents ?? 0;
}

/** Milliseconds the vendor takes over a payment with this token. */
export function paymentDelay(request: Fields): number {
  const { payment_token: token } = request;
  return typeof token === 'string' && readToken(token)?.outcome === 'slow' ? slowFor : 0;
}

/** Longer than callers wait, so that they must ask what became of it. */
const slowFor = 20_000;

/** A one-time token is spent by the first payment that names it, also when that is declined. */
function whyDeclined(state: State, token: string): string | null {
  const read = readToken(token);
  if (read === null) return 'the payment token is not valid';
  if (read.isOneTime && state.spentTokens.has(token)) return 'the payment token was used before';
  if (read.isOneTime) state.spentTokens.add(token);
  switch (read.outcome) {
    case 'visa':
    case 'slow':
      return null;
    case 'declined':
      return 'the card was declined';
    case 'challenge':
      return 'the bank wants more proof: try another card';
  }
}
