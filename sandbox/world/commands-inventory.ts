import type { Call, Fields } from '../types.ts';
import { aisleOf, freeRuns, type Run } from './availability.ts';
import { classMask, grantedClasses } from './classes.ts';
import { eventNamed } from './commands-events.ts';
import type { PriceBook, PriceList } from './prices.ts';
import { amount, flag, text } from './requests.ts';
import { pricesOf, type State, stockOf, type VendorEvent } from './state.ts';

const header = [
  'section_name',
  'row_name',
  'first_seat',
  'last_seat',
  'num_seats',
  'seat_increment',
  'aisle',
  'class',
  'price_level',
  'price_code',
  'quality',
] as const;

export function availableSeats(state: State, request: Fields, call: Call): Fields {
  const event = eventNamed(state, text(request, 'event_name'));
  const granted = grantedClasses(state, call.uid);
  const mask = classMask(granted.map((one) => one.class));
  const runs = event.status === 'ACTIVE' ? freeRuns(stockOf(state, event), mask) : [];
  const { book } = pricesOf(event);
  if (!flag(request, 'summary_flag')) return { seat_header: header, seats: runs.map((run) => seatRow(run, book)) };
  return { sections: sectionRows(runs, book), prices: priceRows(pricesOf(event)), classes: granted };
}

export function eventPrices(state: State, request: Fields): Fields {
  const prices = pricesOf(eventNamed(state, text(request, 'event_name')));
  const described = new Map(prices.book.priceCodes.map(({ code, description }) => [code, description]));
  const rows = priceRows(prices).map((row) => ({ ...row, description: described.get(row.price_code) }));
  return { price_info: rows };
}

/** Two answers about an event are the same when nothing of it changed in between. */
export function versionOf(state: State, event: VendorEvent): number {
  return event.version + stockOf(state, event).version;
}

function seatRow(run: Run, book: PriceBook): (string | number)[] {
  const { block, className, from, until } = run;
  const first = block.firstSeat + from - block.offset;
  const count = until - from;
  return [
    block.sectionName,
    block.rowName,
    first,
    first + count - 1,
    count,
    1,
    aisleOf(run),
    className,
    levelOf(book, block.priceCode),
    block.priceCode,
    block.quality,
  ];
}

function sectionRows(runs: readonly Run[], book: PriceBook): Fields[] {
  const rows = new Map<string, { section_name: string; class: string; price_code: string; num_seats: number }>();
  for (const { block, className, from, until } of runs) {
    const { sectionName, priceCode } = block;
    const key = `${sectionName}\n${className}\n${priceCode}`;
    const row = rows.get(key);
    if (row !== undefined) row.num_seats += until - from;
    else rows.set(key, { section_name: sectionName, class: className, price_code: priceCode, num_seats: until - from });
  }
  return [...rows.values()].map((row) => ({ ...row, price_level: levelOf(book, row.price_code) }));
}

function priceRows({ book, cents }: PriceList) {
  return book.priceCodes.flatMap(({ code }, row) =>
    book.ticketTypes.flatMap((ticketType, column) => {
      const price = cents[row * book.ticketTypes.length + column] ?? -1;
      if (price < 0) return [];
      const named = { ticket_type_code: ticketType.code, ticket_type: ticketType.name };
      return [{ price_code: code, price_level: levelOf(book, code), ...named, price: amount(price) }];
    }),
  );
}

/** Price codes by their worth, from 1. */
function levelOf({ priceCodes }: PriceBook, priceCode: string): string {
  return String(priceCodes.findIndex(({ code }) => code === priceCode) + 1);
}
