/** From 0 up to 1: the same row of numbers for the same seed, on every machine (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `least` to `most`, both included. */
export function wholeNumber(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** 32 hexadecimal digits: names that nobody hits by chance. */
export function token(random: Random): string {
  const part = () => wholeNumber(random, 0, 0xffff_ffff).toString(16).padStart(8, '0');
  return part() + part() + part() + part();
}
