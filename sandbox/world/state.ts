import type { Charge, WorldOptions } from '../types.ts';
import { type Allotment, allotEvent, allotSeason, fullHouse } from './allotment.ts';
import { type Customer, makeCustomers } from './customers.ts';
import type { Manifest } from './manifest.ts';
import { makePrices, type PriceList } from './prices.ts';
import { type EventFacts, makeSeason, startOf } from './season.ts';
import { makeSeating, type Seating } from './seating.ts';
import { makeStock, releaseSeat, type Stock } from './stock.ts';

export type EventStatus = 'ACTIVE' | 'CANCELLED';
/** An event as it is now. */
export type VendorEvent = {
  index: number;
  facts: EventFacts;
  /** Whether it was over when the world was made, wherever it was moved since. */
  wasBehind: boolean;
  /** Whether its facts are no longer those it was made with. */
  isMoved: boolean;
  status: EventStatus;
  /** Made on first use: most events of a season are never asked for in a test. */
  stock: Stock | null;
  prices: PriceList | null;
  arePricesChanged: boolean;
  /** Grows with every change of its prices or of whether it is sold. */
  version: number;
};

/** One seat in a cart or an order, at the price it had when it was held. */
export type Line = { event: number; seat: number; ticketType: string; cents: number };
export type Cart = {
  session: string;
  /** The uid that opened it. */
  uid: string;
  status: 'OPEN' | 'EXPIRED' | 'SOLD';
  /** Milliseconds. */
  expiresAt: number;
  account: string | null;
  order: string | null;
  /** What it holds now: nothing, once it is expired or sold. */
  lines: Line[];
};
export type LineStatus = 'SOLD' | 'REFUNDED' | 'CANCELLED';
export type OrderLine = Line & { status: LineStatus };
export type Order = {
  number: string;
  /** The uid that sold, or `OTHER`. */
  channel: string;
  account: string;
  session: string | null;
  /** Milliseconds. */
  at: number;
  feeCents: number;
  lines: OrderLine[];
};
/** One seat's change of hands; `order` is null when the seat was sold before the world began. */
export type Entry = { at: number; kind: LineStatus; order: string | null; line: Line };

export type State = {
  options: WorldOptions;
  /** When the world was made, in milliseconds: the season follows from it. */
  madeAt: number;
  seating: Seating;
  season: Map<string, Allotment>;
  events: readonly VendorEvent[];
  byCode: ReadonlyMap<string, VendorEvent>;
  customers: Map<string, Customer>;
  /** By lower-case address: the accounts that have it, the first one first. */
  byEmail: Map<string, string[]>;
  changedCustomers: Set<string>;
  carts: Map<string, Cart>;
  /** The sessions of carts that can still expire. */
  open: Set<string>;
  /** No open cart ends before. */
  nextExpiryAt: number;
  orders: Map<string, Order>;
  ordersOf: Map<string, string[]>;
  ledger: Entry[];
  charges: Charge[];
  /** One-time payment tokens that were used. */
  spentTokens: Set<string>;
  /** How often chance was asked for after the beginning. */
  draws: number;
  changes: number;
};

export const otherChannel = 'OTHER';

export function makeState(options: WorldOptions, madeAt: number): State {
  const events = makeSeason(options.size, madeAt).map((facts, index) => makeEvent(facts, index, madeAt));
  const customers = makeCustomers();
  const byEmail = new Map<string, string[]>();
  for (const { account, email } of customers) byEmail.set(email, [...(byEmail.get(email) ?? []), account]);
  return {
    options,
    madeAt,
    seating: makeSeating(options.size),
    season: new Map(),
    events,
    byCode: new Map(events.map((event) => [event.facts.code, event])),
    customers: new Map(customers.map((customer) => [customer.account, customer])),
    byEmail,
    changedCustomers: new Set(),
    carts: new Map(),
    open: new Set(),
    nextExpiryAt: Number.POSITIVE_INFINITY,
    orders: new Map(),
    ordersOf: new Map(),
    ledger: [],
    charges: [],
    spentTokens: new Set(),
    draws: 0,
    changes: 0,
  };
}

export function stockOf(state: State, event: VendorEvent): Stock {
  event.stock ??= makeStock(manifestOf(state, event), allotmentOf(state, event));
  return event.stock;
}

export function manifestOf(state: State, { facts }: VendorEvent): Manifest {
  const manifest = state.seating.get(facts.manifest);
  if (manifest === undefined) throw new Error(`There is no manifest ${facts.manifest}`);
  return manifest;
}

export function pricesOf(event: VendorEvent): PriceList {
  event.prices ??= makePrices(event.facts.manifest, event.facts.demand);
  return event.prices;
}

export function eventAt(state: State, index: number): VendorEvent {
  const event = state.events[index];
  if (event === undefined) throw new Error(`There is no event ${index}`);
  return event;
}

/** Ends the carts whose time is over; everything that looks at seats or carts asks for this first. */
export function expireCarts(state: State): void {
  const now = state.options.now();
  if (now < state.nextExpiryAt) return;
  let next = Number.POSITIVE_INFINITY;
  for (const session of state.open) {
    const cart = state.carts.get(session);
    if (cart === undefined) continue;
    if (cart.expiresAt <= now) endCart(state, cart);
    else next = Math.min(next, cart.expiresAt);
  }
  state.nextExpiryAt = next;
}

/** An open cart loses its seats and can hold no more. */
export function endCart(state: State, cart: Cart): void {
  for (const { event, seat } of cart.lines) releaseSeat(stockOf(state, eventAt(state, event)), seat, cart.session);
  cart.lines = [];
  cart.status = 'EXPIRED';
  state.open.delete(cart.session);
  state.changes += 1;
}

/** Why nobody can buy; null when they can. */
export function whyNotOnSale(state: State, event: VendorEvent): string | null {
  const now = state.options.now();
  const { code, onSaleAt } = event.facts;
  if (event.status === 'CANCELLED') return `${code} is cancelled`;
  if (now < onSaleAt) return `${code} is not on sale yet`;
  return now >= offSaleOf(event) ? `${code} is no longer on sale` : null;
}

export function offSaleOf({ facts }: VendorEvent): number {
  return startOf(facts) + facts.offSaleHours * 3_600_000;
}

function makeEvent(facts: EventFacts, index: number, madeAt: number): VendorEvent {
  return {
    index,
    facts,
    wasBehind: startOf(facts) <= madeAt,
    isMoved: false,
    status: 'ACTIVE',
    stock: null,
    prices: null,
    arePricesChanged: false,
    version: 1,
  };
}

function allotmentOf(state: State, event: VendorEvent): Allotment {
  const manifest = manifestOf(state, event);
  if (state.options.house === 'full') return fullHouse(manifest);
  const { seed } = state.options;
  const season = state.season.get(manifest.name) ?? allotSeason(manifest, seed);
  state.season.set(manifest.name, season);
  const { code, demand, manifest: name } = event.facts;
  return allotEvent(manifest, season, {
    seed,
    code,
    demand: name === 'ARENA' ? demand : 0.9,
    isBehind: event.wasBehind,
  });
}
