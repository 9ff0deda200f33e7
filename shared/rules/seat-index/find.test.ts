import { describe, expect, it } from 'vitest';
import { makeBlockQuery, makeRun, placeName } from '../../../test/factories/seat-runs.ts';
import { buildSeatIndex, findBlocks, nearestBlocks, type SeatRun, standingOf, withoutSeats } from './index.ts';

const find = (runs: readonly SeatRun[], query: Parameters<typeof makeBlockQuery>[0] = {}) =>
  findBlocks(buildSeatIndex(runs), makeBlockQuery(query)).map(placeName);

describe('a block', () => {
  it('is of one class and one price code', () => {
    const runs = [makeRun('1-1'), makeRun('2-3', { priceCode: 'D' }), makeRun('4-5', { className: 'OTHER' })];
    const query = { classNames: ['FLEX', 'OTHER'], count: 2, limit: 9, allowsLoneSeat: true };
    expect(find(runs, query)).toEqual(['101/1/4-5', '101/1/2-3']);
    expect(find(runs, { ...query, count: 3 })).toEqual([]);
    expect(find(runs, { ...query, priceCodes: ['C'], classNames: ['FLEX'] })).toEqual([]);
    expect(find([makeRun('1-1'), makeRun('2-3', { quality: 5 })], { count: 3 })).toEqual(['101/1/1-3']);
  });

  it('does not reach over an aisle, whichever of the runs tells of it', () => {
    expect(find([makeRun('1-2', { aisle: 2 }), makeRun('3-4')], { count: 3 })).toEqual([]);
    expect(find([makeRun('1-2'), makeRun('3-4', { aisle: 1 })], { count: 3 })).toEqual([]);
    expect(find([makeRun('1-2'), makeRun('3-4')], { count: 3, allowsLoneSeat: true })).toEqual(['101/1/1-3']);
  });

  it('does not reach from one row into the next', () => {
    expect(find([makeRun('101/1/30-31'), makeRun('101/2/1-2')], { count: 3 })).toEqual([]);
  });

  it('is the one of the highest quality, then the one that breaks up the least', () => {
    const runs = [
      makeRun('101/1/1-9'),
      makeRun('102/1/1-4'),
      makeRun('103/1/1-2'),
      makeRun('104/1/1-9', { quality: 101 }),
    ];
    expect(find(runs, { limit: 4 })).toEqual(['104/1/1-2', '104/1/8-9', '104/1/3-4', '104/1/5-6']);
    expect(find(runs.slice(0, 3), { limit: 3 })).toEqual(['103/1/1-2', '101/1/1-2', '101/1/8-9']);
  });

  it('is at an aisle if that is wanted and possible', () => {
    const runs = [makeRun('101/1/1-9', { quality: 900 }), makeRun('102/1/1-9', { aisle: 2 })];
    expect(find(runs, { aisle: 'wanted' })).toEqual(['102/1/8-9']);
    expect(find(runs, { aisle: 'wanted', sectionNames: ['101'] })).toEqual(['101/1/1-2']);
  });

  it('shares no seat with another one of the same answer', () => {
    expect(find([makeRun('1-7')], { limit: 9, count: 3, allowsLoneSeat: true })).toEqual(['101/1/1-3', '101/1/5-7']);
  });

  it('is not found by a question without sense', () => {
    const runs = [makeRun('1-9')];
    for (const count of [0, -1, 1.5, Number.NaN, 1e12]) expect(find(runs, { count })).toEqual([]);
    for (const limit of [0, -1, Number.NaN]) expect(find(runs, { limit })).toEqual([]);
    expect(find(runs, { wantsAccessible: 3 })).toEqual([]);
    expect(find(runs, { wantsAccessible: -1 })).toEqual([]);
    expect(find([], {})).toEqual([]);
  });
});

describe('a lone seat', () => {
  it('is not left where the party can sit otherwise, be it worse', () => {
    const runs = [makeRun('101/1/1-3', { quality: 900 }), makeRun('102/1/1-4')];
    expect(find(runs, { limit: 9 })).toEqual(['102/1/1-2', '102/1/3-4']);
    expect(find(runs, { allowsLoneSeat: true })).toEqual(['101/1/1-2']);
  });

  it('is left, and said, when there is no other block', () => {
    const [block] = findBlocks(buildSeatIndex([makeRun('1-3')]), makeBlockQuery());
    expect(block).toMatchObject({ firstSeat: 1, leavesLoneSeat: true });
  });

  it('is one that loses its only neighbour: of any class and price code, but not across an aisle', () => {
    const other = { className: 'OTHER', priceCode: 'Z' };
    const away = makeRun('102/9/1-2', { quality: 0 });
    expect(find([makeRun('1-2'), makeRun('3-3', other), away])).toEqual(['102/9/1-2']);
    expect(find([makeRun('1-2'), makeRun('3-4', other), away])).toEqual(['101/1/1-2']);
    expect(find([makeRun('1-2', { aisle: 2 }), makeRun('3-3', other), away])).toEqual(['101/1/1-2']);
  });
});

describe('an accessible seat', () => {
  const runs = [
    makeRun('1-2', { className: 'ADA', quality: 900 }),
    makeRun('3-6'),
    makeRun('7-8', { className: 'ADA' }),
  ];

  it('is never offered to who did not ask, even if its class is', () => {
    expect(find(runs, { classNames: ['FLEX', 'ADA'], limit: 9 })).toEqual(['101/1/3-4', '101/1/5-6']);
    expect(find(runs, { count: 5 })).toEqual([]);
  });

  it('has the companions beside it, in seats like any other where there are some', () => {
    const [block] = findBlocks(buildSeatIndex(runs), makeBlockQuery({ wantsAccessible: 1 }));
    expect(block).toMatchObject({
      firstSeat: 2,
      parts: [
        { className: 'ADA', firstSeat: 2, lastSeat: 2 },
        { className: 'FLEX', firstSeat: 3, lastSeat: 3 },
      ],
    });
    expect(find([makeRun('1-4', { className: 'ADA' })], { wantsAccessible: 1 })).toEqual(['101/1/1-2']);
  });

  it('may be left alone', () => {
    expect(find([makeRun('1-2'), makeRun('3-3', { className: 'ADA' }), makeRun('102/1/1-2', { quality: 0 })])).toEqual([
      '101/1/1-2',
    ]);
  });
});

describe('what stands against certain seats', () => {
  const index = withoutSeats(
    buildSeatIndex([makeRun('1-9'), makeRun('101/2/1-4', { priceCode: 'D' }), makeRun('102/1/1-2')]),
    [makeRun('5-5'), makeRun('102/1/1-2')],
  );
  const query = makeBlockQuery({ priceCodes: ['C'] });

  it.each([
    ['101/1/1-2', 'available'],
    ['101/1/2-3', 'lone_seat'],
    ['101/1/4-5', 'seat_taken'],
    ['101/1/8-12', 'seat_taken'],
    ['101/3/1-2', 'row_taken'],
    ['102/1/1-2', 'section_sold_out'],
    ['999/1/1-2', 'section_sold_out'],
    ['101/2/1-2', 'not_offered'],
    ['101/1/2-1', 'seat_taken'],
  ])('%s: %s', (place, standing) => {
    expect(standingOf(index, makeRun(place), query)).toBe(standing);
  });

  it('says so of a single seat that parts a pair only while it need not be', () => {
    const pair = buildSeatIndex([makeRun('1-2')]);
    expect(standingOf(pair, makeRun('1-1'), query)).toBe('available');
    expect(standingOf(buildSeatIndex([makeRun('1-2'), makeRun('9-9')]), makeRun('1-1'), query)).toBe('lone_seat');
  });
});

describe('the nearest to lost seats', () => {
  it('are at the same price code, in the row, the section, the next section, and only then at another price', () => {
    const index = buildSeatIndex([
      makeRun('101/5/11-12'),
      makeRun('101/6/1-2'),
      makeRun('103/5/1-2', { quality: 999 }),
      makeRun('102/9/1-2'),
      makeRun('101/5/5-6', { priceCode: 'D', quality: 999 }),
    ]);
    const lost = makeRun('101/5/1-2');
    const found = nearestBlocks(index, lost, makeBlockQuery({ limit: 9 }));
    expect(found.map(placeName)).toEqual(['101/5/11-12', '101/6/1-2', '102/9/1-2', '103/5/1-2', '101/5/5-6']);
    expect(found.map(({ distance }) => distance)).toEqual([
      { isOtherPrice: false, sections: 0, rows: 0, seats: 10 },
      { isOtherPrice: false, sections: 0, rows: 1, seats: 0 },
      { isOtherPrice: false, sections: 1, rows: 4, seats: 0 },
      { isOtherPrice: false, sections: 2, rows: 0, seats: 0 },
      { isOtherPrice: true, sections: 0, rows: 0, seats: 4 },
    ]);
    expect(nearestBlocks(index, lost, makeBlockQuery({ limit: 9, priceCodes: ['C'] }))).toHaveLength(4);
    expect(nearestBlocks(index, { ...lost, priceCode: null }, makeBlockQuery()).map(placeName)).toEqual(['101/5/5-6']);
  });
});
