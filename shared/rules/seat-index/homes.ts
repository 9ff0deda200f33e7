import { type Approach, makeApproach } from './approach.ts';
import { priceCodeAt } from './near.ts';
import type { Asked } from './openings.ts';
import { addApart, type Candidate, makePodium } from './rank.ts';
import { makeScore, type Score } from './score.ts';
import { beginsAt, type SharedRow, shareRows, tallyStarts } from './shared-rows.ts';
import type { HomeSeats } from './types.ts';

/**
 * The blocks that the most events have, best first: those from which the other events' nearest are the least distance away in
 * all, then those of the highest score over the events that have them. No two share a seat.
 */
export function findHomes(asked: readonly Asked[], count: number, limit: number): HomeSeats[] {
  const rows = shareRows(asked);
  const tally = tallyStarts(asked, rows);
  const most = tally.reduce((highest, one) => Math.max(highest, one), 0);
  if (most === 0) return [];
  const events = asked.map(withMeans);
  const isPerfect = most === events.length;
  const podium = makePodium<Found>(limit);
  rows.forEach((shared, row) => {
    if (isPerfect && !podium.takes(0, ceilingOf(events, shared))) return;
    const found: Found[] = [];
    for (let start = shared.firstSeat; start <= shared.lastSeat; start++) {
      if (tally[shared.zero + start] !== most) continue;
      const home = homeAt(events, shared, start, count);
      const distance = isPerfect ? 0 : distanceOf(events, shared, home, podium.worstDistance());
      if (podium.takes(distance, Number.POSITIVE_INFINITY)) {
        found.push({ row, start, home, distance, score: scoreOf(events, shared, start) });
      }
    }
    addApart(podium, found, count);
  });
  return podium.best.map(({ home }) => home);
}

type Found = Candidate & { home: HomeSeats };
type Means = Asked & { score: Score; approach: () => Approach };

function withMeans(asked: Asked): Means {
  const { index, query, openings } = asked;
  let approach: Approach | null = null;
  return {
    ...asked,
    score: makeScore(index, query, openings),
    approach() {
      approach ??= makeApproach(index, openings);
      return approach;
    },
  };
}

/** The block with the price code that it has in the first event that has it. */
function homeAt(events: readonly Means[], shared: SharedRow, firstSeat: number, count: number): HomeSeats {
  const { sectionName, rowName } = shared;
  const home = { sectionName, rowName, firstSeat, lastSeat: firstSeat + count - 1, priceCode: null };
  for (const [event, { index, openings }] of events.entries()) {
    const row = shared.rowIn[event];
    if (row === undefined || !beginsAt(index, openings, row, firstSeat)) continue;
    return { ...home, priceCode: priceCodeAt(index, row, (index.rows.zero[row] ?? 0) + firstSeat) };
  }
  return home;
}

/** The sum of the distances from home to the events without it; stops counting beyond `worst`. */
function distanceOf(events: readonly Means[], shared: SharedRow, home: HomeSeats, worst: number): number {
  let total = 0;
  for (let event = 0; event < events.length && total <= worst; event++) {
    const means = events[event];
    const row = shared.rowIn[event];
    if (means === undefined) continue;
    const isThere = row !== undefined && beginsAt(means.index, means.openings, row, home.firstSeat);
    if (!isThere) total += means.approach()(home);
  }
  return total;
}

function scoreOf(events: readonly Means[], shared: SharedRow, firstSeat: number): number {
  let total = 0;
  events.forEach(({ index, openings, score }, event) => {
    const row = shared.rowIn[event];
    if (row === undefined || !beginsAt(index, openings, row, firstSeat)) return;
    total += score.of(row, (index.rows.zero[row] ?? 0) + firstSeat);
  });
  return total;
}

/** No block that all events have in this row scores more. */
function ceilingOf(events: readonly Means[], { rowIn }: SharedRow): number {
  return events.reduce((sum, { score }, event) => {
    const row = rowIn[event];
    return sum + (row === undefined ? 0 : score.ceiling(row));
  }, 0);
}
