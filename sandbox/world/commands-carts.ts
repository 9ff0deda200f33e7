import { type Call, type Fields, Refusal, type SeatRange } from '../types.ts';
import { cartFields, lineFields } from './answers.ts';
import { bestSeats, freeRuns } from './availability.ts';
import { addToCart, cartCodes, findCart, openCartOf, refuseEnded, refuseNotOnSale, removeFromCart } from './carts.ts';
import { classesFor, classMask } from './classes.ts';
import { eventNamed } from './commands-events.ts';
import { findSeat } from './manifest.ts';
import { priceOf } from './prices.ts';
import { flag, optionalText, ranges, text, whole } from './requests.ts';
import { type Cart, manifestOf, pricesOf, type State, stockOf, type VendorEvent } from './state.ts';
import { classNameOf, isFree } from './stock.ts';

const notTogether = 6002;
/** More than any party, less than what would empty a game by mistake. */
const mostSeats = 200;

export function holdSpecific(state: State, request: Fields, call: Call): Fields {
  const { into, event } = beginHold(state, request, call);
  const [className] = classesFor(state, call.uid, text(request, 'class'));
  const ticketType = text(request, 'ticket_type_code');
  const seats = seatsNamed(state, event, ranges(request, 'seats')).map(({ seat, label }) => {
    const stock = stockOf(state, event);
    const isTheirs = seat !== null && isFree(stock, seat) && classNameOf(stock, seat) === className;
    if (!isTheirs) throw new Refusal(cartCodes.seatGone, `seat ${label} of ${event.facts.code} is no longer available`);
    return seat;
  });
  if (new Set(seats).size < seats.length) throw new Refusal(4002, 'a seat is named twice');
  if (seats.length > mostSeats) throw new Refusal(4002, `more than ${mostSeats} seats`);
  const { cart } = addToCart(state, into, event, seats, ticketType);
  return cartFields(state, cart.session, cart);
}

/** Who does not say class or price code takes what is best: it may be dearer than meant. */
export function holdBest(state: State, request: Fields, call: Call): Fields {
  const { into, event } = beginHold(state, request, call);
  const wantedClasses = classesFor(state, call.uid, optionalText(request, 'class'));
  const ticketType = text(request, 'ticket_type_code');
  const [priceCode, section] = [optionalText(request, 'price_code'), optionalText(request, 'section_name')];
  const prices = pricesOf(event);
  if (priceCode !== null && priceOf(prices, priceCode, ticketType) === null) {
    throw new Refusal(cartCodes.notPriced, `${ticketType} has no price for price code ${priceCode}`);
  }
  const runs = freeRuns(stockOf(state, event), classMask(wantedClasses)).filter(
    ({ block }) =>
      (priceCode === null || block.priceCode === priceCode) &&
      (section === null || block.sectionName === section) &&
      priceOf(prices, block.priceCode, ticketType) !== null,
  );
  const [count, isContiguous] = [whole(request, 'num_seats', mostSeats), flag(request, 'contiguous')];
  const seats = bestSeats(runs, count, isContiguous);
  if (seats === null) {
    throw new Refusal(notTogether, `there are no ${count} such seats${isContiguous ? ' together' : ''}`);
  }
  const { cart, added } = addToCart(state, into, event, seats, ticketType);
  return { ...cartFields(state, cart.session, cart), held: added.map((line) => lineFields(state, line)) };
}

export function releaseSeats(state: State, request: Fields, call: Call): Fields {
  const cart = openCartOf(state, text(request, 'session_id'), call.uid);
  removeFromCart(state, cart, linesAsked(state, request, cart));
  return cartFields(state, cart.session, cart);
}

export function readCart(state: State, request: Fields, call: Call): Fields {
  const session = text(request, 'session_id');
  return cartFields(state, session, findCart(state, session, call.uid));
}

function beginHold(state: State, request: Fields, call: Call) {
  const session = text(request, 'session_id');
  if (!/^[\w-]{1,64}$/.test(session)) throw new Refusal(4002, 'session_id must be a UUID');
  const cart = findCart(state, session, call.uid);
  if (cart !== null) refuseEnded(cart);
  const event = eventNamed(state, text(request, 'event_name'));
  refuseNotOnSale(state, event);
  return { into: { session, uid: call.uid }, event };
}

function seatsNamed(state: State, event: VendorEvent, named: readonly SeatRange[]) {
  const manifest = manifestOf(state, event);
  return named.flatMap(({ sectionName, rowName, firstSeat, lastSeat }) =>
    Array.from({ length: lastSeat - firstSeat + 1 }, (_, index) => ({
      seat: findSeat(manifest, sectionName, rowName, firstSeat + index),
      label: `${sectionName} ${rowName} ${firstSeat + index}`,
    })),
  );
}

/** The lines that a release means: all of them, those of an event, or those of named seats. Refusal 6012. */
function linesAsked(state: State, request: Fields, cart: Cart) {
  const code = optionalText(request, 'event_name');
  const isNarrow = request.seats !== undefined && request.seats !== null;
  if (code === null) {
    if (isNarrow) throw new Refusal(4002, 'event_name is missing: seats are of one');
    return cart.lines;
  }
  const event = eventNamed(state, code);
  const ofEvent = cart.lines.filter((line) => line.event === event.index);
  if (!isNarrow) return ofEvent;
  const lines = seatsNamed(state, event, ranges(request, 'seats')).map(({ seat, label }) => {
    const line = ofEvent.find((one) => one.seat === seat);
    if (line === undefined) throw new Refusal(cartCodes.notInCart, `seat ${label} of ${code} is not in this cart`);
    return line;
  });
  return [...new Set(lines)];
}
