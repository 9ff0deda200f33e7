import { type Acts, Refusal, type SeatRange } from '../types.ts';
import { placeFields } from './answers.ts';
import { removeFromCart } from './carts.ts';
import { eventNamed } from './commands-events.ts';
import { isDate, isTime } from './dates.ts';
import { blockAt, findSeat, type Manifest } from './manifest.ts';
import { endLines, repay, sellToOthers } from './orders.ts';
import { drawOf, otherSeats, ownOfOthers, pairToTrade, returnToStock, shuffled, type Wanted } from './others.ts';
import { priceOf } from './prices.ts';
import { centsOf } from './requests.ts';
import {
  endCart,
  expireCarts,
  manifestOf,
  pricesOf,
  type State,
  stockOf,
  type VendorEvent,
  whyNotOnSale,
} from './state.ts';
import { isFree } from './stock.ts';

/** What happens without a call: each act looks at the state that stands when it is made. */
export function makeActs(current: () => State): Acts {
  const now = () => {
    const state = current();
    expireCarts(state);
    return state;
  };
  return {
    sellByOthers: (what) => sellByOthers(now(), what),
    dropHolds: (what) => dropHolds(now(), what.sessionId),
    changePrices: (what) => changePrices(now(), what),
    returnSeats: (what) => returnSeats(now(), what),
    tradeSeats: (what) => tradeSeats(now(), what),
    endOrder: (what) => endOrder(now(), what),
    cancelEvent: (what) => cancelEvent(now(), eventNamed(current(), what.eventName)),
    moveEvent: (what) => moveEvent(now(), what),
  };
}

function sellByOthers(state: State, what: Parameters<Acts['sellByOthers']>[0]): ReturnType<Acts['sellByOthers']> {
  if (what.eventName === undefined) return { sold: sellAnywhere(state, what) };
  const event = eventNamed(state, what.eventName);
  if (event.status === 'CANCELLED') return { sold: [] };
  const { seats: named, count = 1 } = what;
  const seats = named === undefined ? otherSeats(state, event, count, what) : freeOf(state, event, named);
  return { sold: sellSeats(state, event, seats) };
}

/** Seats of one event by chance that is on sale and has any. */
function sellAnywhere(state: State, what: Wanted & { count?: number | undefined }) {
  const onSale = state.events.filter((event) => whyNotOnSale(state, event) === null);
  for (const event of shuffled(onSale, drawOf(state))) {
    const seats = otherSeats(state, event, what.count ?? 1, what);
    if (seats.length > 0) return sellSeats(state, event, seats);
  }
  return [];
}

function sellSeats(state: State, event: VendorEvent, seats: readonly number[]) {
  if (seats.length === 0) return [];
  const { manifest } = stockOf(state, event);
  const ticketType = 'ADULT';
  const lines = seats.map((seat) => {
    const cents = priceOf(pricesOf(event), blockAt(manifest, seat).priceCode, ticketType) ?? 0;
    return { event: event.index, seat, ticketType, cents };
  });
  return sellToOthers(state, lines).lines.map((line) => placeFields(state, line));
}

function dropHolds(state: State, session: string | undefined): { dropped: number } {
  const open = [...state.open].filter((one) => session === undefined || one === session);
  for (const one of open) {
    const cart = state.carts.get(one);
    if (cart !== undefined) endCart(state, cart);
  }
  return { dropped: open.length };
}

function changePrices(state: State, what: Parameters<Acts['changePrices']>[0]): { changed: number } {
  const { eventName, priceCode, ticketTypeCode, percent, price } = what;
  const exact = price === null ? -1 : centsOf(price ?? '');
  if ((percent === undefined) === (price === undefined)) throw new Refusal(4002, 'say percent, or price');
  if (price !== undefined && exact === null) throw new Refusal(4002, 'price must be an amount such as 90.00');
  const canSetNew = priceCode !== undefined && ticketTypeCode !== undefined;
  const next = (cents: number) => {
    if (cents < 0 && !canSetNew) return cents;
    return percent === undefined ? (exact ?? cents) : cents < 0 ? cents : Math.round((cents * percent) / 100);
  };
  const events = eventName === undefined ? state.events : [eventNamed(state, eventName)];
  return {
    changed: events.reduce((sum, event) => sum + reprice(state, event, { priceCode, ticketTypeCode, next }), 0),
  };
}

type Repricing = {
  priceCode: string | undefined;
  ticketTypeCode: string | undefined;
  next: (cents: number) => number;
};

function reprice(state: State, event: VendorEvent, { priceCode, ticketTypeCode, next }: Repricing): number {
  const { book, cents } = pricesOf(event);
  const isMeant = (place: number) => {
    const row = book.priceCodes[Math.floor(place / book.ticketTypes.length)]?.code;
    const column = book.ticketTypes[place % book.ticketTypes.length]?.code;
    return (priceCode ?? row) === row && (ticketTypeCode ?? column) === column;
  };
  const after = cents.map((before, place) => (isMeant(place) ? next(before) : before));
  const changed = after.filter((value, place) => value !== cents[place]).length;
  if (changed === 0) return 0;
  event.prices = { book, cents: after };
  event.arePricesChanged = true;
  event.version += 1;
  state.changes += 1;
  return changed;
}

function returnSeats(state: State, what: Parameters<Acts['returnSeats']>[0]): ReturnType<Acts['returnSeats']> {
  const event = eventNamed(state, what.eventName);
  const seats = ownOfOthers(state, event, what.count, what);
  return { returned: seats.map((seat) => returnOne(state, event, seat)) };
}

function tradeSeats(state: State, what: { eventName: string } & Wanted): ReturnType<Acts['tradeSeats']> {
  const event = eventNamed(state, what.eventName);
  const pair = event.status === 'CANCELLED' ? null : pairToTrade(state, event, what);
  if (pair === null) throw new Refusal(6002, `${what.eventName} has no two seats to trade`);
  const returned = returnOne(state, event, pair.taken);
  const [sold] = sellSeats(state, event, [pair.free]);
  if (sold === undefined) throw new Error('a free seat was not sold');
  return { sold, returned };
}

function returnOne(state: State, event: VendorEvent, seat: number) {
  returnToStock(state, event, seat);
  return placeFields(state, { event: event.index, seat });
}

function endOrder(state: State, { orderNum, status }: Parameters<Acts['endOrder']>[0]): { seats: number } {
  const order = state.orders.get(orderNum);
  if (order === undefined) throw new Refusal(7004, `there is no order ${orderNum}`);
  const lines = order.lines.filter((line) => line.status === 'SOLD');
  endLines(state, order, lines, status);
  if (status === 'REFUNDED') repay(state, order, lines);
  return { seats: lines.length };
}

/** Carts lose its seats, orders get their money back, and nobody can buy it any more. */
function cancelEvent(state: State, event: VendorEvent): Record<string, never> {
  if (event.status === 'CANCELLED') return {};
  for (const session of state.open) {
    const cart = state.carts.get(session);
    if (cart !== undefined)
      removeFromCart(
        state,
        cart,
        cart.lines.filter((line) => line.event === event.index),
      );
  }
  for (const order of state.orders.values()) {
    const lines = order.lines.filter((line) => line.event === event.index && line.status === 'SOLD');
    endLines(state, order, lines, 'CANCELLED');
    repay(state, order, lines);
  }
  event.status = 'CANCELLED';
  event.version += 1;
  state.changes += 1;
  return {};
}

function moveEvent(state: State, what: Parameters<Acts['moveEvent']>[0]): Record<string, never> {
  const event = eventNamed(state, what.eventName);
  if (!isDate(what.date)) throw new Refusal(4002, 'date must be YYYY-MM-DD');
  if (what.time !== undefined && !isTime(what.time)) throw new Refusal(4002, 'time must be HH:MM');
  const time = what.time === undefined ? {} : { time: what.time, timeStatus: 'SET' as const };
  event.facts = { ...event.facts, date: what.date, dateStatus: 'SET', ...time };
  event.isMoved = true;
  event.version += 1;
  state.changes += 1;
  return {};
}

function freeOf(state: State, event: VendorEvent, named: readonly SeatRange[]): number[] {
  const stock = stockOf(state, event);
  const seats = named.flatMap((range) => seatsIn(manifestOf(state, event), range));
  return [...new Set(seats)].filter((seat) => isFree(stock, seat));
}

function seatsIn(manifest: Manifest, { sectionName, rowName, firstSeat, lastSeat }: SeatRange): number[] {
  const numbers = Array.from({ length: Math.max(0, lastSeat - firstSeat + 1) }, (_, index) => firstSeat + index);
  const seats = numbers.map((number) => findSeat(manifest, sectionName, rowName, number));
  return seats.filter((seat) => seat !== null);
}
