import type { ManifestName } from './seating.ts';

/** Prices of one event: cents by price code and ticket type, -1 where there is none. */
export type PriceList = { book: PriceBook; cents: Int32Array };

/** What may be priced. The order is part of the vendor's answers, and of snapshots. */
export type PriceBook = {
  priceCodes: readonly { code: string; description: string; adultCents: number }[];
  ticketTypes: readonly TicketType[];
};
type TicketType = { code: string; name: string; factor: number; only?: string; never?: string };

const arena: PriceBook = {
  priceCodes: [
    priceCode('A', 'Courtside', 650),
    priceCode('B', 'Lower centre', 320),
    priceCode('C', 'Lower prime', 250),
    priceCode('D', 'Lower side', 195),
    priceCode('E', 'Lower corner', 155),
    priceCode('F', 'Lower baseline', 120),
    priceCode('G', 'Club centre', 180),
    priceCode('H', 'Club corner', 150),
    priceCode('J', 'Upper centre', 95),
    priceCode('K', 'Upper side', 75),
    priceCode('L', 'Upper corner', 58),
    priceCode('M', 'Upper baseline', 42),
    priceCode('S', 'Suite seat', 275),
  ],
  ticketTypes: [
    { code: 'ADULT', name: 'Single game', factor: 1 },
    { code: '3GP', name: '3-game plan', factor: 0.9, never: 'A' },
    { code: '5GP', name: '5-game plan', factor: 0.8, never: 'A' },
    { code: '7GP', name: '7-game plan', factor: 0.77, never: 'AS' },
    { code: '10GP', name: '10-game plan', factor: 0.72, never: 'AS' },
    { code: 'PKG', name: 'Package', factor: 0.78, never: 'A' },
    { code: 'BF25', name: 'Black Friday sale', factor: 0.75, never: 'ABS' },
    { code: 'MEM', name: 'Member', factor: 0.85, never: 'S' },
    { code: 'STU', name: 'Student', factor: 0.6, only: 'DEFJKLM' },
    { code: 'CHILD', name: 'Child', factor: 0.5, only: 'DEFJKLM' },
    { code: 'GRP', name: 'Group', factor: 0.82, only: 'EFHJKLM' },
    { code: 'STE', name: 'Whole suite', factor: 0.95, only: 'S' },
  ],
};

const books: Readonly<Record<ManifestName, PriceBook>> = {
  ARENA: arena,
  PARKING: goods('PK', 'Garage parking', 45),
  SHOP: goods('MD', 'Team scarf', 35),
  LOUNGE: goods('LG', 'Pre-game lounge', 65),
};

export function bookOf(manifest: ManifestName): PriceBook {
  return books[manifest];
}

/** @param demand How dear the opponent is: 1 is usual. Amounts are multiples of 50 cents. */
export function makePrices(manifest: ManifestName, demand: number): PriceList {
  const book = bookOf(manifest);
  const cents = book.priceCodes.flatMap(({ code, adultCents }) =>
    book.ticketTypes.map(({ factor, only, never }) => {
      const isPriced = (only === undefined || only.includes(code)) && !(never ?? '').includes(code);
      return isPriced ? Math.round((adultCents * demand * factor) / 50) * 50 : -1;
    }),
  );
  return { book, cents: Int32Array.from(cents) };
}

/** Null where the ticket type has no price for the price code, and where one of them does not exist. */
export function priceOf(list: PriceList, priceCode: string, ticketType: string): number | null {
  const row = list.book.priceCodes.findIndex(({ code }) => code === priceCode);
  const column = list.book.ticketTypes.findIndex(({ code }) => code === ticketType);
  if (row === -1 || column === -1) return null;
  const cents = list.cents[row * list.book.ticketTypes.length + column];
  return cents === undefined || cents < 0 ? null : cents;
}

function priceCode(code: string, description: string, adult: number) {
  return { code, description, adultCents: adult * 100 };
}

function goods(code: string, description: string, adult: number): PriceBook {
  return {
    priceCodes: [priceCode(code, description, adult)],
    ticketTypes: [
      { code: 'ADULT', name: 'Regular', factor: 1 },
      { code: 'ADDON', name: 'With a plan', factor: 0.8 },
      { code: 'MEM', name: 'Member', factor: 0.9 },
    ],
  };
}
