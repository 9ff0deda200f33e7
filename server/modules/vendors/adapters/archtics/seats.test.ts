import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VendorSeatRun } from '../../vendors.types.ts';
import { doubtHeader, readSeatTable } from './seats.ts';

const header = [
  ...['section_name', 'row_name', 'first_seat', 'last_seat', 'num_seats', 'seat_increment', 'aisle', 'class'],
  ...['price_level', 'price_code', 'quality'],
];
const usual = {
  ...{ section_name: '101', row_name: 'A', first_seat: 1, last_seat: 4, num_seats: 4, seat_increment: 1, aisle: 2 },
  ...{ class: 'FLEX', price_level: 3, price_code: 'C', quality: 70 },
};
type Row = Record<string, unknown>;

/** A table of one or more rows, each the usual one but for what is said. */
function read(rows: readonly Row[], columns: readonly string[] = header) {
  const seats = rows.map((row) => columns.map((name) => ({ ...usual, ...row })[name]));
  return readSeatTable({ seat_header: columns, seats });
}

const run: VendorSeatRun = {
  ...{ sectionName: '101', rowName: 'A', firstSeat: 1, lastSeat: 4, className: 'FLEX', priceCode: 'C' },
  ...{ aisle: 2, quality: 70 },
};

describe('a table of seats', () => {
  test('is read by the names of its columns', () => expect(read([{}])).toEqual({ runs: [run], unmapped: [] }));

  test('is read the same whatever the order of its columns, and whether numbers are text', () => {
    const orders = fc.shuffledSubarray(header, { minLength: header.length });
    fc.assert(
      fc.property(orders, fc.boolean(), (columns, isText) => {
        const row = Object.fromEntries(
          Object.entries(usual).map(([name, value]) => [name, isText ? `${value}` : value]),
        );
        expect(read([row], columns)).toEqual({ runs: [run], unmapped: [] });
      }),
    );
  });

  test('needs only what a seat is', () => {
    const columns = header.filter((name) => !/num_seats|seat_increment|aisle|price_level|quality/.test(name));
    expect(read([{}], columns)).toEqual({ runs: [{ ...run, aisle: 0, quality: 0 }], unmapped: [] });
  });

  test('with a column nobody knows is read, and says so', () => {
    expect(read([{ wheelchair: 'Y' }], [...header, 'wheelchair'])).toEqual({
      runs: [run],
      unmapped: [{ what: 'column', detail: 'wheelchair is not known' }],
    });
  });

  test.each([
    [header.filter((name) => name !== 'class'), 'seat_header lacks class'],
    [[...header, 'class'], 'seat_header names a column twice'],
    [header, null],
  ])('whose header is %j gives the doubt %j', (columns, doubt) => expect(doubtHeader(columns)).toBe(doubt));
});

describe('a row is left out, and named,', () => {
  test.each([
    [{ seat_increment: 2 }, 'its seat_increment is not 1'],
    [{ seat_increment: 'X' }, 'its seat_increment is not 1'],
    [{ first_seat: '1A', last_seat: '4A' }, 'its seat numbers are no numbers'],
    [{ first_seat: null }, 'its seat numbers are no numbers'],
    [{ first_seat: 0 }, 'its seat numbers are no range'],
    [{ first_seat: 5 }, 'its seat numbers are no range'],
    [{ last_seat: 100_000, num_seats: 100_000 }, 'its seat numbers are no range'],
    [{ num_seats: 3 }, 'its num_seats disagrees with its seat numbers'],
    [{ aisle: 4 }, 'its aisle is not known'],
    [{ aisle: 'L' }, 'its aisle is not known'],
    [{ quality: 'best' }, 'its quality is no number'],
    [{ section_name: '' }, 'a section, row, class or price code is missing'],
    [{ class: null }, 'a section, row, class or price code is missing'],
  ])('for %j', (row, reason) => {
    const { runs, unmapped } = read([row, { row_name: 'B' }]);
    expect(runs).toEqual([{ ...run, rowName: 'B' }]);
    expect(unmapped).toMatchObject([{ what: 'seats', detail: expect.stringContaining(`: ${reason}`) }]);
  });

  test('when it has more or fewer values than there are columns', () => {
    const { runs, unmapped } = readSeatTable({ seat_header: header, seats: [['101', 'A', 1], []] });
    expect([runs, unmapped.map(({ detail }) => detail)]).toEqual([
      [],
      [
        'section 101, row A, seats 1-?: a row of 3 values for 11 columns',
        'section ?, row ?, seats ?-?: a row of 0 values for 11 columns',
      ],
    ]);
  });

  test('when its seats are in another run too', () => {
    const { runs, unmapped } = read([{}, { first_seat: 4, last_seat: 6, num_seats: 3, price_code: 'D' }, {}]);
    expect([runs, unmapped]).toEqual([
      [run],
      [
        { what: 'seats', detail: 'section 101, row A, seats 4-6: seats of it are in another run too' },
        { what: 'seats', detail: 'section 101, row A, seats 1-4: seats of it are in another run too' },
      ],
    ]);
  });
});

test('every row is a run or named, and no seat is in two runs', () => {
  const cell = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom('3', '7', 'A', '', null));
  const row = fc.record({
    row_name: fc.constantFrom('A', 'B'),
    first_seat: cell,
    last_seat: cell,
    num_seats: fc.constant(undefined),
    aisle: fc.integer({ min: 0, max: 4 }),
    seat_increment: fc.constantFrom(1, '1', 2),
  });
  const columns = header.filter((name) => name !== 'num_seats');
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const { runs, unmapped } = read(rows, columns);
      expect(runs.length + unmapped.length).toBe(rows.length);
      const seats = runs.flatMap(({ rowName, firstSeat, lastSeat }) =>
        Array.from({ length: lastSeat - firstSeat + 1 }, (_, index) => `${rowName}${firstSeat + index}`),
      );
      expect(new Set(seats).size).toBe(seats.length);
    }),
  );
});
