import { type Section, SectionName } from '../contract/venues.ts';

/**
 * Sections to begin with, from the vendor's names alone: those with a number are levels by its hundreds (`104` and `104B`
 * are of `100`), from the floor outwards; those without one, or below 100, are levels by their first word, first when it
 * is a word for the floor, else last. Within a level by number, then by name. The same names give the same list; each is
 * named once, and one that is no usable name is left out.
 */
export function sectionsOf(names: Iterable<string>): Section[] {
  const usable = [...new Set(names)].filter((name) => SectionName.safeParse(name).data === name);
  const placed = usable.map((sectionName) => ({ sectionName, ...placeOf(sectionName) }));
  placed.sort((one, other) => {
    const order = one.rank - other.rank || compare(one.level, other.level) || one.number - other.number;
    return order || compare(one.sectionName, other.sectionName);
  });
  return placed.map(({ sectionName, level }) => ({ sectionName, displayName: displayName(sectionName), level }));
}

const floorWords = ['court', 'courtside', 'crt', 'cts', 'floor', 'flr', 'pit', 'rinkside', 'field'];

function placeOf(name: string): { level: string; rank: number; number: number } {
  const digits = /\d+/.exec(name)?.[0];
  const number = digits === undefined ? 0 : Number(digits.slice(0, 9));
  const word = (/^[^\d]*/.exec(name)?.[0] ?? '')
    .trim()
    .replace(/[-_.#]+$/, '')
    .trim();
  const isPlain = word === '' || /^sec(tion)?\.?$/i.test(word);
  if (isPlain && number >= 100) {
    const hundreds = Math.floor(number / 100) * 100;
    return { level: String(hundreds), rank: hundreds, number };
  }
  if (isPlain) return { level: 'General', rank: 1, number };
  const level = word.slice(0, 40).trim();
  const isFloor = floorWords.includes(level.toLowerCase().split(/\s/)[0] ?? '');
  return { level, rank: isFloor ? 0 : Number.MAX_SAFE_INTEGER, number };
}

function displayName(name: string): string {
  return /^\d/.test(name) ? `Section ${name}` : name;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
