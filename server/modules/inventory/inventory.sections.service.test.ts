import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRun } from '../../../test/factories/inventory.ts';
import { addTo, emptySum, hashOfCounts, hashOfPrices, hashOfSections, textOf } from './inventory.hashes.service.ts';
import { sumCounts, toRuns, toSections } from './inventory.sections.service.ts';
import type { SeatRun } from './inventory.types.ts';

const name = fc.oneof(fc.constantFrom('1', '2', '10', 'A', 'AA', 'Z'), fc.string({ minLength: 1, maxLength: 5 }));
/** Runs that share no seat. */
const anyRuns = fc
  .uniqueArray(
    fc.record({
      sectionName: name,
      rowName: name,
      block: fc.nat({ max: 20 }),
      length: fc.integer({ min: 1, max: 10 }),
      className: fc.constantFrom('FLEX', 'ADA', 'A"B\n'),
      priceCode: fc.constantFrom('A', 'B'),
      aisle: fc.nat({ max: 3 }),
      quality: fc.integer({ min: -5, max: 1_000 }),
    }),
    { selector: ({ sectionName, rowName, block }) => JSON.stringify([sectionName, rowName, block]) },
  )
  .map((drafts) =>
    drafts.map(
      ({ block, length, ...run }): SeatRun => ({ ...run, firstSeat: block * 10 + 1, lastSeat: block * 10 + length }),
    ),
  );

const sorted = (runs: readonly SeatRun[]) =>
  runs.map((run) => JSON.stringify(Object.entries(run).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
const bySection = (runs: readonly SeatRun[]) =>
  new Map(toSections(runs).sections.map((section) => [section.sectionName, section]));

describe('sections', () => {
  test('hold every run, and give it back', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const { sections, ignored } = toSections([...runs]);
        expect(ignored).toEqual([]);
        expect(sorted(sections.flatMap(toRuns))).toEqual(sorted(runs));
      }),
    );
  });

  test('are the same in whatever order the vendor sends the runs, and others when anything differs', () => {
    fc.assert(
      fc.property(anyRuns, fc.infiniteStream(fc.nat()), (runs, order) => {
        const shuffled = runs.map((run) => ({ run, at: order.next().value })).sort((a, b) => a.at - b.at);
        expect(bySection(shuffled.map(({ run }) => run))).toEqual(bySection(runs));
      }),
    );
    const hashes = [
      {},
      { lastSeat: 9 },
      { aisle: 1 },
      { quality: 2 },
      { priceCode: 'D' },
      { className: 'X' },
      { rowName: 'B' },
    ].map((change) => toSections([makeRun(change)]).sections[0]?.hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('count their seats by class and price code', () => {
    const runs = [
      makeRun({ lastSeat: 4 }),
      makeRun({ rowName: 'B' }),
      makeRun({ rowName: 'C', priceCode: 'A', lastSeat: 1 }),
    ];
    const { sections } = toSections([...runs, makeRun({ sectionName: '102', className: 'ADA', lastSeat: 2 })]);
    expect(sections.map(({ sectionName, seatCount, counts }) => [sectionName, seatCount, counts])).toEqual([
      [
        '101',
        15,
        [
          ['FLEX', 'A', 1],
          ['FLEX', 'C', 14],
        ],
      ],
      ['102', 2, [['ADA', 'C', 2]]],
    ]);
    expect(sumCounts(sections.map(({ counts }) => counts))).toEqual([
      ['ADA', 'C', 2],
      ['FLEX', 'A', 1],
      ['FLEX', 'C', 14],
    ]);
  });

  test('a seat that is named twice is kept once, a run that is none not at all, and both are named', () => {
    const { sections, ignored } = toSections([
      makeRun({ firstSeat: 8, lastSeat: 12, priceCode: 'D' }),
      makeRun(),
      makeRun({ rowName: 'B', firstSeat: 5, lastSeat: 4 }),
    ]);
    expect(sections[0]?.counts).toEqual([['FLEX', 'C', 10]]);
    expect(ignored).toEqual([
      { what: 'seats named twice', detail: 'section 101, row A, seats 8 to 12' },
      { what: 'seats that are none', detail: 'section 101, row B, seats 5 to 4' },
    ]);
  });
});

describe('hashes', () => {
  const counts = [
    { sectionName: '101', className: 'FLEX', priceCode: 'C', count: 4 },
    { sectionName: '102', className: 'FLEX', priceCode: 'C', count: 2 },
  ];
  const all = new Set(['FLEX']);

  test('of a summary and of the seats it counts are equal, in any order and however the vendor splits a count', () => {
    const { sections } = toSections([makeRun({ lastSeat: 4 }), makeRun({ sectionName: '102', lastSeat: 2 })]);
    expect(hashOfCounts(counts, all)).toBe(hashOfSections(sections));
    expect(hashOfCounts(counts.toReversed(), all)).toBe(hashOfSections(sections));
    const split = [
      ...counts.slice(1),
      ...[1, 3].map((count) => ({ sectionName: '101', className: 'FLEX', priceCode: 'C', count })),
    ];
    expect(hashOfCounts(split, all)).toBe(hashOfSections(sections));
  });

  test('of classes that we may not sell, and of counts of none, make no difference', () => {
    const more = [
      { sectionName: '103', className: 'HOUSE', priceCode: 'C', count: 9 },
      { sectionName: '103', className: 'FLEX', priceCode: 'C', count: 0 },
    ];
    expect(hashOfCounts([...counts, ...more], all)).toBe(hashOfCounts(counts, all));
  });

  test('differ when one seat moves from one section, class or price code to another', () => {
    const hashes = [
      counts,
      counts.map((one) => ({ ...one, count: 3 })),
      counts.map((one) => ({ ...one, priceCode: 'D' })),
      counts.map((one) => ({ ...one, sectionName: one.sectionName === '101' ? '102' : '101' })),
    ].map((some) => hashOfCounts(some, all));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('of amounts differ when one amount, code or type does', () => {
    const price = { priceCode: 'C', ticketTypeCode: 'ADULT', amountCents: 100 };
    const hashes = [
      [],
      [price],
      [price, price],
      [{ ...price, amountCents: 101 }],
      [{ ...price, priceCode: 'CA', ticketTypeCode: 'DULT' }],
    ];
    expect(new Set(hashes.map(hashOfPrices)).size).toBe(hashes.length);
  });

  test('of a hundred thousand different keys do not meet', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 100_000; index += 1) {
      const sum = emptySum();
      addTo(sum, [String(index % 1_000), String(Math.floor(index / 1_000))]);
      seen.add(textOf(sum));
    }
    expect(seen.size).toBe(100_000);
  });
});
