import { makeArena } from './arena.ts';
import { arenaSeatCount } from './data/teams.ts';
import { type BlockPlan, type Manifest, makeManifest } from './manifest.ts';

export type Size = 'season' | 'small';
export type ManifestName = 'ARENA' | 'PARKING' | 'SHOP' | 'LOUNGE';
export type Seating = ReadonlyMap<ManifestName, Manifest>;

/** Every manifest of a world: the arena, and what is sold beside the games. */
export function makeSeating(size: Size): Seating {
  return new Map([
    ['ARENA', size === 'season' ? seasonArena() : smallArena()],
    ['PARKING', makeManifest('PARKING', rows('GARAGE', ['L1', 'L2', 'L3', 'L4', 'L5', 'L6'], 100, 'PK'))],
    ['SHOP', makeManifest('SHOP', rows('SHOP', ['GA'], 1000, 'MD'))],
    ['LOUNGE', makeManifest('LOUNGE', rows('LOUNGE', tables(20), 6, 'LG'))],
  ]);
}

function seasonArena(): Manifest {
  const rowCounts = { lowerRows: 26, upperRows: 18 };
  const sections = { floor: 8, lower: 28, club: 12, suites: 40, upper: 32 };
  return makeArena({ name: 'ARENA', seatCount: arenaSeatCount, ...sections, ...rowCounts });
}

function smallArena(): Manifest {
  const rowCounts = { lowerRows: 7, upperRows: 5 };
  const sections = { floor: 1, lower: 3, club: 0, suites: 2, upper: 2 };
  return makeArena({ name: 'ARENA', seatCount: 400, ...sections, ...rowCounts });
}

function rows(sectionName: string, rowNames: readonly string[], count: number, priceCode: string): BlockPlan[] {
  return rowNames.map((rowName, row) => ({
    level: 'goods',
    sectionName,
    rowName,
    firstSeat: 1,
    count,
    className: 'FLEX',
    priceCode,
    aisle: 0,
    quality: 100 - row,
  }));
}

function tables(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `T${index + 1}`);
}
