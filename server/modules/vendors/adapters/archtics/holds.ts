import {
  type HeldSeat,
  type HoldBestAvailable,
  type HoldSpecific,
  type RefusalReason,
  type Release,
  type SeatsWanted,
  type Vendor,
  type VendorCart,
  VendorFailure,
} from '../../vendors.types.ts';
import type { Call, Operate } from './caller.ts';
import { makeCommand } from './command.ts';
import { answers, reasonOfResult, requests } from './wire.ts';

type Rules = {
  /** Whether an open cart must say when it ends. */
  mustSayEnd: boolean;
};
type Holds = Pick<Vendor, 'holdSpecific' | 'holdBestAvailable' | 'release' | 'readCart'>;

export function holdsBy(operate: Operate, rules: Rules): Holds {
  return {
    holdSpecific: (hold, options) => operate(options, (call) => holdSpecific(call, hold, rules)),
    holdBestAvailable: (hold, options) => operate(options, (call) => holdBestAvailable(call, hold, rules)),
    release: (wanted, options) => operate(options, (call) => release(call, wanted, rules)),
    readCart: (cartRef, options) => operate(options, (call) => readCart(call, cartRef, rules)),
  };
}

type Answered = { cartRef: string; cart: VendorCart };

async function holdSpecific(call: Call, hold: HoldSpecific, rules: Rules): Promise<VendorCart> {
  const { cartRef, eventCode, className, ticketTypeCode } = hold;
  const isAsAsked = ({ cart }: Answered) =>
    seatsOf(hold.seats).every((wanted) =>
      cart.seats.some(
        (held) =>
          isSeat(held, eventCode, wanted) && held.className === className && held.ticketTypeCode === ticketTypeCode,
      ),
    );
  const { cart } = await call(
    makeCommand({
      operation: 'holdSpecific',
      effect: 'acts',
      eventCode,
      request: requests.holdSpecific(hold),
      answer: answers.cart,
      doubt: (answer) =>
        doubtCart(answer, cartRef, rules) ?? (isAsAsked(answer) ? null : 'the cart lacks seats that were asked for'),
    }),
  );
  return cart;
}

async function holdBestAvailable(call: Call, hold: HoldBestAvailable, rules: Rules) {
  const { cartRef, eventCode } = hold;
  const isAsAsked = (held: HeldSeat) =>
    held.eventCode === eventCode &&
    held.className === hold.className &&
    held.priceCode === hold.priceCode &&
    held.ticketTypeCode === hold.ticketTypeCode &&
    (hold.sectionName === null || held.sectionName === hold.sectionName);
  const { cart, held } = await call(
    makeCommand({
      operation: 'holdBestAvailable',
      effect: 'acts',
      eventCode,
      request: requests.holdBestAvailable(hold),
      answer: answers.cartWithAdded,
      doubt: (answer) => {
        const isWhole = answer.held.length === hold.count && answer.held.every(isAsAsked);
        return doubtCart(answer, cartRef, rules) ?? (isWhole ? null : 'the seats held are not those asked for');
      },
    }),
  );
  return { cart, added: held };
}

/**
 * Seats that are gone already are as good as released, but the vendor refuses the whole request for one of them: then
 * the cart tells which are still there.
 */
async function release(call: Call, wanted: Release, rules: Rules): Promise<VendorCart> {
  try {
    return await releaseAll(call, wanted, rules);
  } catch (error) {
    if (!(error instanceof VendorFailure && error.reason !== null && gone.includes(error.reason))) throw error;
    const cart = await readCart(call, wanted.cartRef, rules);
    const held = cart.state === 'open' ? cart.seats.filter((one) => isIn(wanted, one)) : [];
    if (held.length === 0) return cart;
    if (wanted.seats === null) throw error;
    const { eventCode } = wanted.seats;
    return releaseAll(call, { ...wanted, seats: { eventCode, seats: held.map(alone) } }, rules);
  }
}

const gone: readonly RefusalReason[] = ['not_in_cart', 'cart_expired', 'cart_not_found', 'cart_empty'];

async function releaseAll(call: Call, wanted: Release, rules: Rules): Promise<VendorCart> {
  const { cart } = await call(
    makeCommand({
      operation: 'release',
      effect: 'acts',
      eventCode: wanted.seats?.eventCode ?? null,
      request: requests.release(wanted.cartRef, wanted.seats),
      answer: answers.cart,
      doubt: (answer) => {
        const isLeft = answer.cart.state === 'open' && answer.cart.seats.some((one) => isIn(wanted, one));
        return doubtCart(answer, wanted.cartRef, rules) ?? (isLeft ? 'the cart still has what was released' : null);
      },
    }),
  );
  return cart;
}

async function readCart(call: Call, cartRef: string, rules: Rules): Promise<VendorCart> {
  const { cart } = await call(
    makeCommand<Answered>({
      operation: 'readCart',
      effect: 'reads',
      request: requests.cart(cartRef),
      answer: answers.cart,
      doubt: (answer) => doubtCart(answer, cartRef, rules),
      meaning: (result) => {
        const state = states[reasonOfResult(result)];
        return state === undefined ? undefined : { answer: { cartRef, cart: { ...nothing, state } } };
      },
    }),
  );
  return cart;
}

const states: Partial<Record<RefusalReason, 'none' | 'expired'>> = { cart_not_found: 'none', cart_expired: 'expired' };
const nothing = { expiresAt: null, accountId: null, orderNumber: null, seats: [], totalCents: 0 };

function doubtCart({ cartRef, cart }: Answered, asked: string, { mustSayEnd }: Rules): string | null {
  if (cartRef !== asked) return 'the answer is about another cart';
  return mustSayEnd && cart.state === 'open' && cart.expiresAt === null ? 'the cart does not say when it ends' : null;
}

function seatsOf(wanted: readonly SeatsWanted[]): SeatsWanted[] {
  return wanted.flatMap((run) =>
    Array.from({ length: run.lastSeat - run.firstSeat + 1 }, (_, index) => {
      const seat = run.firstSeat + index;
      return { ...run, firstSeat: seat, lastSeat: seat };
    }),
  );
}

function isSeat(
  held: HeldSeat,
  eventCode: string,
  { sectionName, rowName, firstSeat, lastSeat }: SeatsWanted,
): boolean {
  const isPlace = held.eventCode === eventCode && held.sectionName === sectionName && held.rowName === rowName;
  return isPlace && firstSeat <= held.seatNumber && held.seatNumber <= lastSeat;
}

function isIn({ seats }: Release, held: HeldSeat): boolean {
  return seats === null || seats.seats.some((run) => isSeat(held, seats.eventCode, run));
}

function alone({ sectionName, rowName, seatNumber }: HeldSeat): SeatsWanted {
  return { sectionName, rowName, firstSeat: seatNumber, lastSeat: seatNumber };
}
