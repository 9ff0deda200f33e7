import { InputError, isFields, number, optionalNumber, optionalText, refuseUnknown, text } from './fields.ts';
import type { Acts, Fields, SeatRange } from './types.ts';

export type ActName = keyof Acts;
/** An act with its arguments, to be made at a world. */
export type ReadAct = (acts: Acts) => Fields;

/** Reads an act's arguments from JSON; throws `InputError`. */
export function readAct(name: ActName, what: Fields): ReadAct {
  return readers[name](what);
}

export function isActName(name: unknown): name is ActName {
  return typeof name === 'string' && Object.hasOwn(readers, name);
}

/** The same acts, each made within `perform` once its arguments are known to be readable again. */
export function wrapActs(acts: Acts, perform: <T>(act: ActName, what: Fields, work: () => T) => T): Acts {
  const checked: typeof perform = (act, what, work) => {
    readAct(act, what);
    return perform(act, what, work);
  };
  return {
    sellByOthers: (what) => checked('sellByOthers', what, () => acts.sellByOthers(what)),
    dropHolds: (what) => checked('dropHolds', what, () => acts.dropHolds(what)),
    changePrices: (what) => checked('changePrices', what, () => acts.changePrices(what)),
    returnSeats: (what) => checked('returnSeats', what, () => acts.returnSeats(what)),
    tradeSeats: (what) => checked('tradeSeats', what, () => acts.tradeSeats(what)),
    endOrder: (what) => checked('endOrder', what, () => acts.endOrder(what)),
    cancelEvent: (what) => checked('cancelEvent', what, () => acts.cancelEvent(what)),
    moveEvent: (what) => checked('moveEvent', what, () => acts.moveEvent(what)),
  };
}

const readers: Record<ActName, (what: Fields) => ReadAct> = {
  sellByOthers(what) {
    refuseUnknown(what, ['eventName', 'seats', 'className', 'priceCode', 'count']);
    const eventName = maybeText(what, 'eventName');
    const seats = what.seats === undefined ? undefined : readSeats(what.seats);
    if (seats !== undefined && eventName === undefined) throw new InputError('eventName is missing: seats are of one');
    const which = { className: maybeText(what, 'className'), priceCode: maybeText(what, 'priceCode') };
    const count = optionalNumber(what, 'count', seatCounts) ?? undefined;
    return (acts) => acts.sellByOthers({ eventName, seats, ...which, count });
  },
  dropHolds(what) {
    refuseUnknown(what, ['sessionId']);
    const sessionId = maybeText(what, 'sessionId');
    return (acts) => acts.dropHolds({ sessionId });
  },
  changePrices(what) {
    refuseUnknown(what, ['eventName', 'priceCode', 'ticketTypeCode', 'percent', 'price']);
    const of = {
      eventName: maybeText(what, 'eventName'),
      priceCode: maybeText(what, 'priceCode'),
      ticketTypeCode: maybeText(what, 'ticketTypeCode'),
    };
    const percent = optionalNumber(what, 'percent', { least: 1, most: 1000, whole: false }) ?? undefined;
    const price = what.price === null ? null : maybeAmount(what);
    if ((percent === undefined) === (price === undefined)) throw new InputError('say percent, or price');
    return (acts) => acts.changePrices({ ...of, percent, price });
  },
  returnSeats(what) {
    refuseUnknown(what, ['eventName', 'className', 'priceCode', 'count']);
    const eventName = text(what, 'eventName');
    const which = { className: maybeText(what, 'className'), priceCode: maybeText(what, 'priceCode') };
    const count = number(what, 'count', seatCounts);
    return (acts) => acts.returnSeats({ eventName, ...which, count });
  },
  tradeSeats(what) {
    refuseUnknown(what, ['eventName', 'className']);
    const eventName = text(what, 'eventName');
    const className = maybeText(what, 'className');
    return (acts) => acts.tradeSeats({ eventName, className });
  },
  endOrder(what) {
    refuseUnknown(what, ['orderNum', 'status']);
    const orderNum = text(what, 'orderNum');
    const { status } = what;
    if (status !== 'REFUNDED' && status !== 'CANCELLED') throw new InputError('status must be REFUNDED or CANCELLED');
    return (acts) => acts.endOrder({ orderNum, status });
  },
  cancelEvent(what) {
    refuseUnknown(what, ['eventName']);
    const eventName = text(what, 'eventName');
    return (acts) => acts.cancelEvent({ eventName });
  },
  moveEvent(what) {
    refuseUnknown(what, ['eventName', 'date', 'time']);
    const eventName = text(what, 'eventName');
    const date = patterned(text(what, 'date'), /^\d{4}-\d{2}-\d{2}$/, 'date must be YYYY-MM-DD');
    const given = optionalText(what, 'time');
    const time = given === null ? undefined : patterned(given, /^\d{2}:\d{2}$/, 'time must be HH:MM');
    return (acts) => acts.moveEvent({ eventName, date, time });
  },
};

const seatCounts = { least: 1, most: 100_000 };

function maybeText(what: Fields, name: string): string | undefined {
  return optionalText(what, name) ?? undefined;
}

function maybeAmount(what: Fields): string | undefined {
  const price = maybeText(what, 'price');
  return price === undefined ? undefined : patterned(price, /^\d{1,7}\.\d{2}$/, 'price must be text as 90.00, or null');
}

function readSeats(given: unknown): SeatRange[] {
  if (!Array.isArray(given) || given.length === 0) throw new InputError('seats must be a list');
  return given.map((seat: unknown) => {
    if (!isFields(seat)) throw new InputError('a seat range has sectionName, rowName, firstSeat, lastSeat');
    refuseUnknown(seat, ['sectionName', 'rowName', 'firstSeat', 'lastSeat']);
    const firstSeat = number(seat, 'firstSeat', { least: 0 });
    const lastSeat = optionalNumber(seat, 'lastSeat', { least: firstSeat }) ?? firstSeat;
    return { sectionName: text(seat, 'sectionName'), rowName: text(seat, 'rowName'), firstSeat, lastSeat };
  });
}

function patterned(value: string, pattern: RegExp, message: string): string {
  if (!pattern.test(value)) throw new InputError(message);
  return value;
}
