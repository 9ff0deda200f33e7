/**
 * A block by a number for its row and one for its first seat. Nearer is better, then a higher score, then an earlier place.
 */
export type Candidate = { row: number; start: number; distance: number; score: number };

export type Podium<T extends Candidate> = {
  /** True if such a candidate would be kept. */
  takes: (distance: number, score: number) => boolean;
  /** Beyond it nothing would be kept. */
  worstDistance: () => number;
  add: (candidate: T) => void;
  /** The best of those added, best first; of equals those added first. */
  best: readonly T[];
};

/** Keeps the `limit` best. */
export function makePodium<T extends Candidate>(limit: number): Podium<T> {
  const best: T[] = [];
  const takes = (distance: number, score: number) => {
    const last = best.at(-1);
    if (last === undefined || best.length < limit) return limit >= 1;
    return distance < last.distance || (distance === last.distance && score > last.score);
  };
  const worstDistance = () => (best.length < limit ? Number.POSITIVE_INFINITY : (best.at(-1)?.distance ?? 0));
  const add = (candidate: T) => {
    if (!takes(candidate.distance, candidate.score)) return;
    const better = best.filter((other) => !isBetter(candidate, other)).length;
    best.splice(better, 0, candidate);
    if (best.length > limit) best.pop();
  };
  return { takes, worstDistance, add, best };
}

/**
 * Puts the best blocks of one row on the podium such that no two share a seat: the best, then the best of those beside
 * it, and so on. `candidates` are all of the row, in order; blocks of different rows share no seat.
 */
export function addApart<T extends Candidate>(podium: Podium<T>, candidates: readonly T[], count: number): void {
  let left = candidates;
  for (;;) {
    const best = left.reduce<T | null>((a, b) => (a === null || isBetter(b, a) ? b : a), null);
    if (best === null || !podium.takes(best.distance, best.score)) return;
    podium.add(best);
    left = left.filter(({ start }) => Math.abs(start - best.start) >= count);
  }
}

function isBetter(one: Candidate, other: Candidate): boolean {
  return one.distance === other.distance ? one.score > other.score : one.distance < other.distance;
}
