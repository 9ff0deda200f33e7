import type { Vendor, VendorPrice } from '../../vendors.types.ts';
import type { Operate } from './caller.ts';
import { makeCommand } from './command.ts';
import { doubtHeader, readSeatTable } from './seats.ts';
import { answers, requests } from './wire.ts';

export function inventoryBy(operate: Operate): Pick<Vendor, 'readSummary' | 'readSeats' | 'readPrices'> {
  return {
    readSummary: (eventCode, options) =>
      operate(options, (call) =>
        call(
          makeCommand({
            operation: 'readSummary',
            effect: 'reads',
            eventCode,
            request: requests.seats(eventCode, true),
            answer: answers.summary,
            doubt: ({ prices }) => doubtPrices(prices),
          }),
        ),
      ),
    readSeats: (eventCode, options) =>
      operate(options, async (call) => {
        const table = await call(
          makeCommand({
            operation: 'readSeats',
            effect: 'reads',
            eventCode,
            request: requests.seats(eventCode, false),
            answer: answers.seatTable,
            doubt: ({ seat_header: header }) => doubtHeader(header),
          }),
        );
        return readSeatTable(table);
      }),
    readPrices: (eventCode, options) =>
      operate(options, (call) =>
        call(
          makeCommand({
            operation: 'readPrices',
            effect: 'reads',
            eventCode,
            request: requests.prices(eventCode),
            answer: answers.prices,
            doubt: doubtPrices,
          }),
        ),
      ),
  };
}

/** Two amounts for one thing: which of them is paid cannot be known. */
function doubtPrices(prices: readonly VendorPrice[]): string | null {
  const amounts = new Map<string, number>();
  for (const { priceCode, ticketTypeCode, amountCents } of prices) {
    const key = JSON.stringify([priceCode, ticketTypeCode]);
    if ((amounts.get(key) ?? amountCents) !== amountCents) return 'a price code and ticket type has two prices';
    amounts.set(key, amountCents);
  }
  return null;
}
