import { type Random, seededRandom } from '../random.ts';

/** 32 bits of what is given (FNV-1a, then mixed). */
export function hashOf(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('|')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Chance of one purpose: no other purpose's use of chance moves it. */
export function chanceOf(...parts: readonly (number | string)[]): Random {
  return seededRandom(hashOf(...parts));
}
