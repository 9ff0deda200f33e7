import { describe, expect, it } from 'vitest';
import { makeRun } from '../../../test/factories/seat-runs.ts';
import { buildSeatIndex, countBy, countSeatsOf, isBlockFree, runsOf, withoutSeats, withSection } from './index.ts';
import { placeOf, stepsBetween } from './names.ts';

describe('the index of an event', () => {
  it('gives its runs back in order, those that differ in nothing as one', () => {
    const runs = [
      makeRun('C10/AA/1-2'),
      makeRun('C9/Z/5-6'),
      makeRun('9/10/3-4'),
      makeRun('9/2/1-2'),
      makeRun('9/10/1-2'),
    ];
    expect(runsOf(buildSeatIndex(runs))).toEqual([
      makeRun('9/2/1-2'),
      makeRun('9/10/1-4'),
      makeRun('C9/Z/5-6'),
      makeRun('C10/AA/1-2'),
    ]);
  });

  it.each([
    ['seats that go backwards', makeRun('4-1')],
    ['half a seat', makeRun('1-2', { firstSeat: 0.5 })],
    ['a seat before the first', makeRun('1-2', { firstSeat: -1 })],
    ['a seat number without end', makeRun('1-2', { lastSeat: 1e9 })],
    ['a quality that is no number', makeRun('1-2', { quality: Number.NaN })],
  ])('leaves out %s, and says so', (_, run) => {
    const index = buildSeatIndex([run, makeRun('101/2/1-2')]);
    expect(index.ignored).toEqual([run]);
    expect(runsOf(index)).toEqual([makeRun('101/2/1-2')]);
    expect(buildSeatIndex([run])).toMatchObject({ sections: [], ignored: [run] });
  });

  it('takes a seat that two runs have from the one that begins first', () => {
    const index = buildSeatIndex([makeRun('3-6', { priceCode: 'D' }), makeRun('1-4')]);
    expect(runsOf(index)).toEqual([makeRun('1-4')]);
    expect(index.ignored).toEqual([makeRun('3-6', { priceCode: 'D' })]);
  });

  it('counts its seats by section, class and price code', () => {
    const index = buildSeatIndex([
      makeRun('1-4'),
      makeRun('5-6', { priceCode: 'D' }),
      makeRun('102/1/40-70'),
      makeRun('103/1/1-1'),
    ]);
    const left = withoutSeats(index, [makeRun('2-2'), makeRun('102/1/60-99'), makeRun('103/1/1-1')]);
    expect(countBy(left)).toEqual([
      { sectionName: '101', className: 'FLEX', priceCode: 'C', count: 3 },
      { sectionName: '101', className: 'FLEX', priceCode: 'D', count: 2 },
      { sectionName: '102', className: 'FLEX', priceCode: 'C', count: 20 },
    ]);
    expect(countSeatsOf(left)).toBe(25);
  });

  it('knows whether seats are free: all of them, wherever they are', () => {
    const index = buildSeatIndex([makeRun('1-4'), makeRun('102/1/1-2')]);
    expect(isBlockFree(index, [makeRun('2-4'), makeRun('102/1/1-2')])).toBe(true);
    for (const taken of ['4-5', '0-1', '101/2/1-2', '103/1/1-1', '3-2']) {
      expect(isBlockFree(index, [makeRun('1-1'), makeRun(taken)])).toBe(false);
    }
  });
});

describe('an index that changes', () => {
  const index = buildSeatIndex([makeRun('101/1/1-9'), makeRun('102/1/1-9', { aisle: 3 }), makeRun('103/1/1-9')]);

  it('is another one without the seats taken, and the first stays as it was', () => {
    const left = withoutSeats(index, [makeRun('102/1/4-5'), makeRun('102/1/9-20'), makeRun('109/1/1-2')]);
    expect(runsOf(left).filter(({ sectionName }) => sectionName === '102')).toEqual([
      makeRun('102/1/1-3', { aisle: 1 }),
      makeRun('102/1/6-8'),
    ]);
    expect(countSeatsOf(index)).toBe(27);
  });

  it('exchanges, gains and loses a section, and keeps the seats taken from others', () => {
    const left = withoutSeats(index, [makeRun('103/1/1-5'), makeRun('102/1/1-5')]);
    const runs = [makeRun('102/2/1-2', { priceCode: 'NEW' }), makeRun('999/1/1-2')];
    expect(runsOf(withSection(left, '102', runs))).toEqual([makeRun('101/1/1-9'), runs[0], makeRun('103/1/6-9')]);
    expect(runsOf(withSection(left, '102', []))).toEqual([makeRun('101/1/1-9'), makeRun('103/1/6-9')]);
    expect(runsOf(withSection(left, '1', [makeRun('1/1/1-2')]))[0]).toEqual(makeRun('1/1/1-2'));
  });
});

it.each([
  ['112', '112', 0],
  ['112', '115', 3],
  ['C12', 'C2', 10],
  ['C12', '12', 999],
  ['Z', 'AA', 1],
  ['A', 'C', 2],
  ['A', '1', 999],
  ['FLOOR', 'WEST', 999],
  ['5A', '5B', 1],
  ['1', '9999', 999],
])('from %s to %s are %i steps', (one, other, steps) => {
  expect(stepsBetween(placeOf(one), placeOf(other))).toBe(steps);
  expect(stepsBetween(placeOf(other), placeOf(one))).toBe(steps);
});
