import { type BlockPlan, type Level, type Manifest, makeManifest } from './manifest.ts';

export type ArenaSize = {
  name: string;
  seatCount: number;
  floor: number;
  lower: number;
  lowerRows: number;
  club: number;
  suites: number;
  upper: number;
  upperRows: number;
};

/**
 * A bowl of three levels: courtside and lower bowl, club and suites, upper bowl. Sections go round the court from the
 * middle of a long side. The highest rows of the upper bowl take the seats that are left to the number wanted.
 */
export function makeArena(size: ArenaSize): Manifest {
  const plans = [...floor(size), ...lower(size), ...club(size), ...suites(size), ...upper(size)];
  const left = size.seatCount - plans.reduce((sum, { count }) => sum + count, 0);
  if (left < 0) throw new Error(`${size.name} has ${-left} seats too many`);
  return makeManifest(size.name, [...plans, ...highestRows(size, left)]);
}

function floor({ floor: sections }: ArenaSize): BlockPlan[] {
  return numbers(sections).flatMap((section) =>
    ['AA', 'A'].map((rowName, row) => ({
      ...place('floor', `FLR${section + 1}`, rowName, 10),
      className: 'PREM' as const,
      priceCode: 'A',
      quality: 960 - row * 10 - Math.round(20 * awayFromMiddle(section, sections)),
    })),
  );
}

function lower({ lower: sections, lowerRows }: ArenaSize): BlockPlan[] {
  return numbers(sections).flatMap((section) => {
    const name = String(101 + section);
    const away = awayFromMiddle(section, sections);
    const rows = numbers(lowerRows).map((row) => {
      const quality = 900 - Math.round((row * 234) / lowerRows + 150 * away);
      const seats = 9 + Math.floor(row / 6) + (away > 0.6 ? 1 : 0);
      return { ...place('lower', name, String(row + 1), seats), aisle: sideAisles(section), ...lowerPrice(quality) };
    });
    return section % 2 === 0 ? rows : [...rows, accessible('lower', name, 8, lowerPrice(640))];
  });
}

function club({ club: sections }: ArenaSize): BlockPlan[] {
  return numbers(sections).flatMap((section) => {
    const name = `C${String(section + 1).padStart(2, '0')}`;
    const away = awayFromMiddle(section, sections);
    const price = (row: number) => ({
      priceCode: away < 0.5 ? 'G' : 'H',
      quality: 700 - row * 8 - Math.round(60 * away),
    });
    const rows = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF', 'GG', 'HH'].map((rowName, row) => ({
      ...place('club', name, rowName, 16),
      className: 'PREM' as const,
      ...price(row),
    }));
    return section % 6 === 2 ? [...rows, accessible('club', name, 4, price(8))] : rows;
  });
}

function suites({ suites: sections }: ArenaSize): BlockPlan[] {
  return numbers(sections).flatMap((section) => {
    const half = [6, 7, 8, 9][section % 4] ?? 6;
    return ['A', 'B'].map((rowName, row) => ({
      ...place('suite', `SUITE ${section + 1}`, rowName, half),
      className: 'SUITE' as const,
      priceCode: 'S',
      aisle: 1,
      quality: 800 - row * 5 - Math.round(50 * awayFromMiddle(section, sections)),
    }));
  });
}

function upper(size: ArenaSize): BlockPlan[] {
  const { upper: sections, upperRows } = size;
  return numbers(sections).flatMap((section) => {
    const name = String(201 + section);
    const rows = numbers(upperRows).flatMap((row): BlockPlan[] => {
      const seats = section % 4 === 1 ? 12 : 13;
      const whole = { ...place('upper', name, String(row + 1), seats), ...upperPrice(section, size, row) };
      // The entrance of every other section cuts four rows in two.
      if (section % 2 === 0 || row < 3 || row > 6) return [whole];
      return [
        { ...whole, count: 4, aisle: 1 },
        { ...whole, firstSeat: 11, count: seats - 9, aisle: 2 },
      ];
    });
    return section % 2 === 1 ? rows : [accessible('upper', name, 6, upperPrice(section, size, 1)), ...rows];
  });
}

function highestRows(size: ArenaSize, seats: number): BlockPlan[] {
  const { upper: sections, upperRows } = size;
  return numbers(sections).flatMap((section) => {
    const count = Math.floor(seats / sections) + (section < seats % sections ? 1 : 0);
    if (count === 0) return [];
    const row = place('upper', String(201 + section), String(upperRows + 1), count);
    return [{ ...row, ...upperPrice(section, size, size.upperRows) }];
  });
}

function place(level: Level, sectionName: string, rowName: string, count: number) {
  return { level, sectionName, rowName, firstSeat: 1, count, className: 'FLEX' as const, aisle: 3 };
}

function accessible(
  level: Level,
  sectionName: string,
  count: number,
  price: { priceCode: string; quality: number },
): BlockPlan {
  return { ...place(level, sectionName, 'W', count), className: 'ADA', ...price };
}

function lowerPrice(quality: number) {
  return { quality, priceCode: step(quality, [820, 740, 670, 600], ['B', 'C', 'D', 'E', 'F']) };
}

function upperPrice(section: number, { upper: sections, upperRows }: ArenaSize, row: number) {
  const quality = 480 - Math.round((row * 252) / upperRows + 120 * awayFromMiddle(section, sections));
  return { quality, priceCode: step(quality, [400, 320, 230], ['J', 'K', 'L', 'M']) };
}

function step(quality: number, limits: readonly number[], codes: readonly string[]): string {
  const at = limits.findIndex((limit) => quality >= limit);
  return codes[at === -1 ? limits.length : at] ?? '';
}

/** 0 in the middle of a long side, 1 behind a basket. */
function awayFromMiddle(section: number, sections: number): number {
  return 1 - Math.abs(Math.cos((2 * Math.PI * section) / sections));
}

/** Beside a tunnel a section has an aisle on its other side only. */
function sideAisles(section: number): number {
  if (section % 7 === 3) return 1;
  return section % 7 === 4 ? 2 : 3;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
