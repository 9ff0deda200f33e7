import { describe, expect, it } from 'vitest';
import { makeBlockQuery, makeRun, placeName } from '../../../test/factories/seat-runs.ts';
import { buildSeatIndex, type SeatPlan, type SeatRun, sameSeats } from './index.ts';

const games = (...all: SeatRun[][]) =>
  all.map((runs, at) => ({ eventCode: `G${at + 1}`, index: buildSeatIndex(runs), priceCodes: null }));
const query = { ...makeBlockQuery({ limit: 3 }), anchor: null };
const inShort = ({ events }: SeatPlan) =>
  events.map(({ block, why }) => [block && placeName(block), why, block?.distance.isOtherPrice]);

describe('the same seats for several games', () => {
  it('are the best that all of them have', () => {
    const plans = sameSeats(
      games(
        [makeRun('1-4'), makeRun('102/1/1-2', { quality: 300 }), makeRun('103/1/1-4', { quality: 900 })],
        [makeRun('1-4'), makeRun('102/1/1-2', { quality: 300 })],
      ),
      query,
    );
    expect(plans.map(({ home }) => placeName(home))).toEqual(['102/1/1-2', '101/1/1-2', '101/1/3-4']);
    expect(plans.map(({ moveCount }) => moveCount)).toEqual([0, 0, 0]);
  });

  it('move as few games as possible, each as little as possible, and say why', () => {
    const [plan] = sameSeats(
      games(
        [makeRun('101/5/1-4')],
        [makeRun('101/5/1-4')],
        [makeRun('101/5/4-6')],
        [makeRun('101/6/1-2'), makeRun('101/9/1-2')],
        [makeRun('102/5/1-2', { priceCode: 'D' }), makeRun('109/5/1-2')],
        [makeRun('101/5/1-2'), makeRun('3-3')],
        [],
      ),
      { ...query, limit: 1 },
    );
    expect(plan && placeName(plan.home)).toBe('101/5/1-2');
    expect(plan && inShort(plan)).toEqual([
      ['101/5/1-2', 'available', false],
      ['101/5/1-2', 'available', false],
      ['101/5/4-5', 'seat_taken', false],
      ['101/6/1-2', 'row_taken', false],
      ['109/5/1-2', 'section_sold_out', false],
      ['101/5/1-2', 'available', false],
      [null, 'section_sold_out', undefined],
    ]);
    expect(plan?.moveCount).toBe(4);
  });

  it('prefer the home from which the other games move the least to a better one', () => {
    const home = [makeRun('101/1/1-2', { quality: 900 }), makeRun('120/1/1-2', { quality: 10 })];
    const [plan] = sameSeats(games(home, home, [makeRun('121/1/1-2')]), query);
    expect(plan && placeName(plan.home)).toBe('120/1/1-2');
  });

  it('may have another price code in each game, within what is allowed there', () => {
    const [one, two] = games(
      [makeRun('1-2', { priceCode: 'A' })],
      [makeRun('1-2', { priceCode: 'B' }), makeRun('5/1-2')],
    );
    if (one === undefined || two === undefined) throw new Error('there are two games');
    const [free] = sameSeats([one, two], query);
    expect(free && inShort(free)).toEqual([
      ['101/1/1-2', 'available', false],
      ['101/1/1-2', 'available', true],
    ]);
    const [narrow] = sameSeats([one, { ...two, priceCodes: ['C'] }], { ...query, limit: 1 });
    expect(narrow && inShort(narrow)).toEqual([
      ['101/1/1-2', 'available', false],
      ['101/5/1-2', 'not_offered', true],
    ]);
  });

  it('have no plan when no game has a block, or no game is asked for', () => {
    expect(sameSeats(games([makeRun('1-1')], []), query)).toEqual([]);
    expect(sameSeats([], query)).toEqual([]);
    expect(sameSeats(games([makeRun('1-9')]), { ...query, count: 0 })).toEqual([]);
  });
});

describe('seats that a fan picked', () => {
  const anchor = { sectionName: '101', rowName: '5', firstSeat: 3, lastSeat: 4, priceCode: null };

  it('are home in every game that has them, and the others come as near as they can', () => {
    const all = games([makeRun('101/5/3-4')], [makeRun('101/5/6-7'), makeRun('101/5/10-11', { quality: 900 })]);
    const [plan, ...more] = sameSeats(all, { ...query, anchor });
    expect(more).toEqual([]);
    expect(plan?.home.priceCode).toBe('C');
    expect(plan && inShort(plan)).toEqual([
      ['101/5/3-4', 'available', false],
      ['101/5/6-7', 'seat_taken', false],
    ]);
  });

  it('stay in the game in which they were picked though they leave a seat alone; other games move from such', () => {
    const runs = [makeRun('101/5/3-5'), makeRun('101/9/1-2')];
    const [picked, other] = games(runs, runs);
    if (picked === undefined || other === undefined) throw new Error('there are two games');
    const [plan] = sameSeats([{ ...picked, isPicked: true }, other], { ...query, anchor });
    expect(plan && inShort(plan)).toEqual([
      ['101/5/3-4', 'available', false],
      ['101/9/1-2', 'lone_seat', false],
    ]);
  });

  it('may be free in no game', () => {
    const [plan] = sameSeats(games([makeRun('101/7/1-2')]), { ...query, anchor });
    expect(plan).toMatchObject({ moveCount: 1, home: { priceCode: null } });
  });

  it('must be as many as the party', () => {
    expect(sameSeats(games([makeRun('101/5/3-9')]), { ...query, count: 3, anchor })).toEqual([]);
  });
});
