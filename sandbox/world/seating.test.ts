import { expect, it } from 'vitest';
import { allotEvent, allotSeason } from './allotment.ts';
import { classNames, findSeat, labelsOf, type Manifest } from './manifest.ts';
import { makeSeating } from './seating.ts';

function arena(size: 'season' | 'small'): Manifest {
  const manifest = makeSeating(size).get('ARENA');
  if (manifest === undefined) throw new Error('no arena');
  return manifest;
}

it.each([
  ['season', 18_064, 120],
  ['small', 400, 8],
] as const)('the arena of size %s has %i seats in %i sections', (size, seats, sections) => {
  const { seatCount, blocks } = arena(size);
  expect(seatCount).toBe(seats);
  expect(new Set(blocks.map(({ sectionName }) => sectionName)).size).toBe(sections);
});

it('every seat has labels of its own, by which it is found', () => {
  const manifest = arena('season');
  const seen = new Set<string>();
  const lost: number[] = [];
  for (let seat = 0; seat < manifest.seatCount; seat += 1) {
    const { sectionName, rowName, seatNumber } = labelsOf(manifest, seat);
    seen.add(`${sectionName}/${rowName}/${seatNumber}`);
    if (findSeat(manifest, sectionName, rowName, seatNumber) !== seat) lost.push(seat);
  }
  expect(lost).toEqual([]);
  expect(seen.size).toBe(18_064);
  expect(findSeat(manifest, '101', '1', 99)).toBeNull();
  expect(findSeat(manifest, '999', '1', 1)).toBeNull();
});

it('a row that an entrance cuts has a gap in its numbers, and no aisle at the wall', () => {
  const blocks = arena('season').rows.get('202\n5') ?? [];
  expect(blocks.map(({ firstSeat, count, aisle }) => ({ firstSeat, count, aisle }))).toEqual([
    { firstSeat: 1, count: 4, aisle: 1 },
    { firstSeat: 11, count: 3, aisle: 2 },
  ]);
});

it('better price codes have better seats', () => {
  const { blocks } = arena('season');
  const best = (code: string) =>
    Math.max(...blocks.filter(({ priceCode }) => priceCode === code).map(({ quality }) => quality));
  const lower = ['A', 'B', 'C', 'D', 'E', 'F'].map(best);
  const upper = ['J', 'K', 'L', 'M'].map(best);
  expect(lower).toEqual(lower.toSorted((one, other) => other - one));
  expect(upper).toEqual(upper.toSorted((one, other) => other - one));
  expect(new Set(blocks.map(({ priceCode }) => priceCode)).size).toBe(13);
});

it('suites and accessible seats have classes and places of their own', () => {
  const { blocks } = arena('season');
  const suites = blocks.filter(({ className }) => className === 'SUITE');
  const accessible = blocks.filter(({ className }) => className === 'ADA');
  expect(new Set(suites.map(({ sectionName }) => sectionName)).size).toBe(40);
  expect(suites.every(({ sectionName, priceCode }) => sectionName.startsWith('SUITE ') && priceCode === 'S')).toBe(
    true,
  );
  expect(new Set(accessible.map(({ rowName }) => rowName))).toEqual(new Set(['W']));
  expect(accessible.reduce((sum, { count }) => sum + count, 0)).toBe(216);
});

it('who has a seat is the same for every game but for what the game itself sold', () => {
  const manifest = arena('season');
  const season = allotSeason(manifest, 3);
  const game = (code: string, demand: number, isBehind = false) =>
    allotEvent(manifest, season, { seed: 3, code, demand, isBehind });
  const taken = ({ isTaken }: { isTaken: Uint8Array }) => isTaken.reduce((sum, one) => sum + one, 0);
  const [plain, dear, past] = [game('A', 0.9), game('B', 1.9), game('C', 0.9, true)];
  expect(plain.classOf).toEqual(dear.classOf);
  expect(taken(season)).toBeLessThan(taken(plain));
  expect(taken(plain)).toBeLessThan(taken(dear));
  expect(taken(dear)).toBeLessThan(taken(past));
  expect(season.isTaken.every((one, seat) => one === 0 || plain.isTaken[seat] === 1)).toBe(true);
  const used = new Set([...plain.classOf].map((place) => classNames[place]));
  expect(used).toEqual(new Set(['FLEX', 'ADA', 'SUITE', 'PREM', 'BOX', 'SEASON']));
});

it('a suite is sold whole or not at all before the world begins', () => {
  const manifest = arena('season');
  const { isTaken } = allotEvent(manifest, allotSeason(manifest, 5), {
    seed: 5,
    code: 'A',
    demand: 1.5,
    isBehind: false,
  });
  const states = new Map<string, Set<number>>();
  for (const { className, sectionName, offset, count } of manifest.blocks) {
    if (className !== 'SUITE') continue;
    const of = states.get(sectionName) ?? new Set();
    for (const one of isTaken.slice(offset, offset + count)) of.add(one);
    states.set(sectionName, of);
  }
  expect([...states.values()].every((of) => of.size === 1)).toBe(true);
  expect(new Set([...states.values()].flatMap((of) => [...of])).size).toBe(2);
});
