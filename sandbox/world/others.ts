import type { Random } from '../random.ts';
import { chanceOf } from './hash.ts';
import { blockAt } from './manifest.ts';
import { endLines, record } from './orders.ts';
import { otherChannel, type State, stockOf, type VendorEvent } from './state.ts';
import { classNameOf, isFree, isTakenBefore, returnSeat, type Stock } from './stock.ts';

export type Wanted = { className?: string | undefined; priceCode?: string | undefined };

const party = 4;

/** Free seats that other channels buy next, as parties of up to four neighbours; fewer when there are no more. */
export function otherSeats(state: State, event: VendorEvent, count: number, wanted: Wanted): number[] {
  const stock = stockOf(state, event);
  const candidates = seatsWhere(stock, wanted, (seat) => isFree(stock, seat));
  const isCandidate = new Set(candidates);
  const chosen = new Set<number>();
  const random = drawOf(state);
  for (const first of shuffled(candidates, random)) {
    const size = 1 + Math.floor(random() * party);
    const { index } = blockAt(stock.manifest, first);
    for (let seat = first; seat < first + size && chosen.size < count; seat += 1) {
      if (!isCandidate.has(seat) || stock.manifest.blockOf[seat] !== index) break;
      chosen.add(seat);
    }
    if (chosen.size >= count) break;
  }
  return [...chosen];
}

/** Seats that other channels sold and may give back, by chance; fewer when there are no more. */
export function ownOfOthers(state: State, event: VendorEvent, count: number, wanted: Wanted): number[] {
  const stock = stockOf(state, event);
  const candidates = seatsWhere(stock, wanted, (seat) => isOthers(state, stock, seat));
  const chosen: number[] = [];
  for (const seat of shuffled(candidates, drawOf(state))) {
    if (chosen.length >= count) break;
    chosen.push(seat);
  }
  return chosen;
}

/** A free seat and one that others own, of the same section, class and price code; null when there is no such pair. */
export function pairToTrade(state: State, event: VendorEvent, wanted: Wanted): { free: number; taken: number } | null {
  const stock = stockOf(state, event);
  const random = drawOf(state);
  const taken = seatsWhere(stock, wanted, (seat) => isOthers(state, stock, seat));
  const takenLike = new Map([...shuffled(taken, random)].map((seat) => [likenessOf(stock, seat), seat]));
  const free = seatsWhere(stock, wanted, (seat) => isFree(stock, seat));
  for (const seat of shuffled(free, random)) {
    const other = takenLike.get(likenessOf(stock, seat));
    if (other !== undefined) return { free: seat, taken: other };
  }
  return null;
}

/** Another channel's buyer gives a seat back. */
export function returnToStock(state: State, event: VendorEvent, seat: number): void {
  const stock = stockOf(state, event);
  const owner = stock.owners.get(seat);
  const order = owner === undefined ? undefined : state.orders.get(owner);
  if (order !== undefined) {
    const lines = order.lines.filter(
      (line) => line.event === event.index && line.seat === seat && line.status === 'SOLD',
    );
    endLines(state, order, lines, 'REFUNDED');
    return;
  }
  returnSeat(stock, seat);
  const line = { event: event.index, seat, ticketType: 'ADULT', cents: 0 };
  record(state, { at: state.options.now(), kind: 'REFUNDED', order: null, line });
}

/** Chance that no restart repeats or skips: each use has its number, and is a change of its own. */
export function drawOf(state: State): Random {
  state.draws += 1;
  state.changes += 1;
  return chanceOf(state.options.seed, 'draw', state.draws);
}

/** Other channels buy and give back what the public buys, unless a class is said. */
function seatsWhere(stock: Stock, { className, priceCode }: Wanted, isMeant: (seat: number) => boolean): number[] {
  const seats: number[] = [];
  for (let seat = 0; seat < stock.manifest.seatCount; seat += 1) {
    if (!isMeant(seat)) continue;
    const ofSeat = classNameOf(stock, seat);
    if (className === undefined ? ofSeat !== 'FLEX' && ofSeat !== 'PREM' : ofSeat !== className) continue;
    if (priceCode !== undefined && blockAt(stock.manifest, seat).priceCode !== priceCode) continue;
    seats.push(seat);
  }
  return seats;
}

function isOthers(state: State, stock: Stock, seat: number): boolean {
  if (isTakenBefore(stock, seat)) return true;
  const owner = stock.owners.get(seat);
  return owner !== undefined && state.orders.get(owner)?.channel === otherChannel;
}

function likenessOf(stock: Stock, seat: number): string {
  const { sectionName, priceCode } = blockAt(stock.manifest, seat);
  return [sectionName, priceCode, classNameOf(stock, seat)].join('\n');
}

/** In an order by chance, made as far as it is asked for; the list is used up. */
export function* shuffled<T>(list: T[], random: Random): Generator<T> {
  for (let place = 0; place < list.length; place += 1) {
    const other = place + Math.floor(random() * (list.length - place));
    const [one, two] = [list[place], list[other]];
    if (one === undefined || two === undefined) return;
    list[place] = two;
    list[other] = one;
    yield two;
  }
}
