import { randomInt } from 'node:crypto';

/** `npm run soak`: every case of every matrix, and many more of what is drawn by chance. */
export const isSoak = process.env.FLEX_SOAK === 'on';
/** Another one for every run; `FLEX_SOAK_SEED` repeats one. */
export const soakSeed = Number(process.env.FLEX_SOAK_SEED ?? randomInt(1_000_000));

/** So many of them, spread over the whole list, others for every seed. */
export function sampleOf<T>(items: readonly T[], size: number, seed = soakSeed): T[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const stride = items.length / size;
  const drawn = Array.from({ length: size }, (_, index) => items[Math.floor((index + next()) * stride)]);
  return drawn.filter((item) => item !== undefined);
}
