import type { LedgerEntry, LedgerHold } from '../types.ts';
import { lineFields } from './answers.ts';
import { instant } from './requests.ts';
import { eventAt, otherChannel, type State, stockOf } from './state.ts';
import { checkStock } from './stock.ts';

/** Whose the seats were that were sold before the world began. */
const before = { order: 'BEFORE', account: '0', channel: otherChannel, session: null };

export function ledgerOf(state: State): LedgerEntry[] {
  return state.ledger.map(({ at, kind, order: number, line }, index) => {
    const order = number === null ? undefined : state.orders.get(number);
    const { channel, account, session } = order ?? before;
    return {
      seq: index + 1,
      at: instant(at),
      kind,
      channel,
      order_num: number ?? before.order,
      acct_id: account,
      session_id: session,
      ...lineFields(state, line),
    };
  });
}

export function holdsOf(state: State): LedgerHold[] {
  return [...state.open].flatMap((session) => {
    const cart = state.carts.get(session);
    if (cart === undefined) return [];
    const of = { session_id: session, acct_id: cart.account, expires: instant(cart.expiresAt) };
    return cart.lines.map((line) => ({ ...of, ...lineFields(state, line) }));
  });
}

/** Throws unless carts, orders, ledger and seats say the same. */
export function checkState(state: State): void {
  const owners = state.events.map(() => new Map<number, { owner: string; isSold: boolean }>());
  const claim = (event: number, seat: number, owner: string, isSold: boolean) => {
    const other = owners[event]?.get(seat);
    if (other !== undefined) throw new Error(`Seat ${seat} of event ${event} is in ${other.owner} and in ${owner}`);
    owners[event]?.set(seat, { owner, isSold });
  };
  for (const cart of state.carts.values()) {
    const isOpen = state.open.has(cart.session);
    if (isOpen !== (cart.status === 'OPEN')) throw new Error(`Cart ${cart.session} is ${cart.status}`);
    if (!isOpen && cart.lines.length > 0) throw new Error(`Cart ${cart.session} is over and still holds seats`);
    if ((cart.status === 'SOLD') !== (cart.order !== null)) throw new Error(`Cart ${cart.session} has no order`);
    for (const { event, seat } of cart.lines) claim(event, seat, cart.session, false);
  }
  for (const { number, lines } of state.orders.values()) {
    for (const { event, seat, status } of lines) if (status === 'SOLD') claim(event, seat, number, true);
  }
  for (const [index, ofEvent] of owners.entries()) {
    const event = eventAt(state, index);
    if (event.stock !== null || ofEvent.size > 0) checkStock(stockOf(state, event), ofEvent);
  }
  checkLedger(state);
}

/** What was sold and not given back, by the ledger, is what orders have. */
function checkLedger(state: State): void {
  const left = new Map<string, number>();
  for (const { kind, order, line } of state.ledger) {
    if (order === null) continue;
    const key = [order, line.event, line.seat].join('|');
    left.set(key, (left.get(key) ?? 0) + (kind === 'SOLD' ? 1 : -1));
  }
  for (const { number, lines } of state.orders.values()) {
    for (const { event, seat, status } of lines) {
      const count = left.get([number, event, seat].join('|'));
      if (count !== (status === 'SOLD' ? 1 : 0))
        throw new Error(`Order ${number} and the ledger differ at seat ${seat}`);
    }
  }
}
