import { seededRandom } from '../sandbox/random.ts';
import { makeSeating } from '../sandbox/world/seating.ts';
import type { SeatRun } from '../shared/rules/seat-index/index.ts';

/** All seats of the demo's arena, free. */
export function arenaSeats(): SeatRun[] {
  const blocks = makeSeating('season').get('ARENA')?.blocks ?? [];
  return blocks.map(({ sectionName, rowName, firstSeat, count, className, priceCode, aisle, quality }) => ({
    ...{ sectionName, rowName, firstSeat, lastSeat: firstSeat + count - 1, className, priceCode, aisle, quality },
  }));
}

/** What is left when about this share of the seats is sold, in parties of one to six side by side. */
export function sellSeats(runs: readonly SeatRun[], share: number, seed: number): SeatRun[] {
  const random = seededRandom(seed);
  // A party takes 3.5 seats: with this chance at each seat that is left, parties make up the share.
  const chance = share / (3.5 - 2.5 * share);
  return runs.flatMap((run) => {
    const left: SeatRun[] = [];
    for (let seat = run.firstSeat; seat <= run.lastSeat; seat++) {
      if (random() < chance) {
        seat += Math.floor(random() * 6);
        continue;
      }
      const before = left.at(-1);
      const aisle = (seat === run.firstSeat ? run.aisle & 1 : 0) + (seat === run.lastSeat ? run.aisle & 2 : 0);
      if (before?.lastSeat === seat - 1) left.splice(-1, 1, { ...before, lastSeat: seat, aisle: before.aisle | aisle });
      else left.push({ ...run, firstSeat: seat, lastSeat: seat, aisle });
    }
    return left;
  });
}
