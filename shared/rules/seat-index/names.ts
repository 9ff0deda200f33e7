/**
 * Names of sections and rows as places on a line: `112` is 112, `C12` is the 12th of `C`, `B` is the second and `AA` the 27th
 * letter. Other names, such as `FLOOR`, stand beside no other.
 */
export type Place = { readonly name: string; readonly kind: string; readonly number: number | null };

/** Steps between names of different kinds, and the most between any two. */
export const farthest = 999;

export function placeOf(name: string): Place {
  const known = places.get(name);
  if (known !== undefined) return known;
  const place = readPlace(name);
  if (places.size >= mostPlaces) places.clear();
  places.set(name, place);
  return place;
}

/** The same few hundred names are asked for again and again: at each question, for each event. */
const places = new Map<string, Place>();
const mostPlaces = 10_000;

function readPlace(name: string): Place {
  const counted = /^(\D*)(\d{1,6})(\D*)$/.exec(name);
  if (counted !== null) return { name, kind: counted[1] ?? '', number: Number(counted[2]) };
  if (/^[A-Za-z]{1,2}$/.test(name)) return { name, kind: letters, number: letterNumber(name) };
  return { name, kind: name, number: null };
}

/** 0 for the same name, else at least 1. */
export function stepsBetween(one: Place, other: Place): number {
  if (one.name === other.name) return 0;
  if (one.kind !== other.kind || one.number === null || other.number === null) return farthest;
  return Math.min(Math.max(Math.abs(one.number - other.number), 1), farthest);
}

/** Counted names in their order, each kind by itself. */
export function comparePlaces(one: Place, other: Place): number {
  return (
    compareText(one.kind, other.kind) || (one.number ?? 0) - (other.number ?? 0) || compareText(one.name, other.name)
  );
}

/** What has names, in the order of these. */
export function inOrder<T>(named: ReadonlyMap<string, T>): [string, T][] {
  return [...named]
    .map(([name, value]) => ({ place: placeOf(name), value }))
    .sort((one, other) => comparePlaces(one.place, other.place))
    .map(({ place, value }) => [place.name, value]);
}

const letters = 'letters';

function letterNumber(name: string): number {
  return [...name.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
