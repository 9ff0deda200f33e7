import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  type BlockQuery,
  buildSeatIndex,
  findBlocks,
  isBlockFree,
  nearestBlocks,
  runsOf,
  type SeatRun,
  sameSeats,
  standingOf,
  withoutSeats,
  withSection,
} from '../../shared/rules/seat-index/index.ts';
import { isSoak } from '../harness/soak.ts';
import { anyGames, anyPlace, anyQuery, anyRuns, seatsAt, venue } from './generate-seats.ts';
import { apart, type NaiveBlock, naiveBlocks, naiveHomes, naiveNearest, naiveSeats } from './naive-seats.ts';

/** fast-check prints the seed and the smallest counterexample when a property fails. */
const runs = { numRuns: isSoak ? 25_000 : 800 };

describe('the seat index agrees with a brute-force oracle', { timeout: isSoak ? 3_600_000 : 300_000 }, () => {
  it('on which blocks there are, which are best, and which leave a lone seat', () => {
    fc.assert(
      fc.property(anyRuns, anyQuery, (copy, query) => {
        const expected = apart(naiveBlocks(venue, copy, query), query);
        expect(findBlocks(buildSeatIndex(copy), query).map(inShort)).toEqual(
          expected.map((block) => naiveShort(block)),
        );
      }),
      runs,
    );
  });

  it('on what stands against certain seats', () => {
    fc.assert(
      fc.property(anyRuns, anyQuery, anyPlace, (copy, query, place) => {
        const seats = seatsAt(place, copy, query.count);
        expect(standingOf(buildSeatIndex(copy), seats, query)).toBe(naiveStanding(copy, seats, query));
      }),
      runs,
    );
  });

  it('on the nearest blocks to seats that are lost', () => {
    fc.assert(
      fc.property(anyRuns, anyQuery, anyPlace, (copy, query, place) => {
        const lost = seatsAt(place, copy, query.count);
        const expected = apart(naiveNearest(venue, copy, lost, query), query);
        expect(nearestBlocks(buildSeatIndex(copy), lost, query).map(inShort)).toEqual(expected.map(naiveShort));
      }),
      runs,
    );
  });

  it('on the same seats for several games: fewest moves, then least distance, then best', () => {
    fc.assert(
      fc.property(anyGames, anyQuery, (drawn, query) => {
        const games = gamesOf(drawn);
        const expected = apart(naiveHomes(venue, games, query), query);
        const plans = sameSeats(games, { ...query, anchor: null });
        expect(plans.map(({ home, moveCount }) => [home.sectionName, home.rowName, home.firstSeat, moveCount])).toEqual(
          expected.map(({ section, row, firstSeat, moves }) => [section, row, firstSeat, moves]),
        );
        for (const plan of plans) {
          plan.events.forEach(({ block, why }, event) => {
            const game = games[event];
            if (game === undefined) throw new Error('a plan has the events that were asked for');
            const own = { ...query, priceCodes: game.priceCodes };
            expect(why).toBe(naiveStanding(game.runs, plan.home, own));
            const nearest = naiveNearest(venue, game.runs, plan.home, own)[0];
            if (why !== 'available') expect(block && inShort(block)).toEqual(nearest ? naiveShort(nearest) : null);
            else expect(block).toMatchObject({ firstSeat: plan.home.firstSeat, rowName: plan.home.rowName });
          });
        }
      }),
      runs,
    );
  });

  it('on the nearest to seats that a fan picked, event by event', () => {
    fc.assert(
      fc.property(anyGames, anyQuery, anyPlace, (drawn, query, place) => {
        const games = gamesOf(drawn);
        const anchor = seatsAt(place, games[0]?.runs ?? [], query.count);
        const [plan] = sameSeats(games, { ...query, anchor });
        plan?.events.forEach(({ block, why }, event) => {
          const { runs: copy = [], priceCodes = null } = games[event] ?? {};
          const nearest = naiveNearest(venue, copy, plan.home, { ...query, priceCodes });
          if (why === 'available')
            expect(block).toMatchObject({ firstSeat: anchor.firstSeat, rowName: anchor.rowName });
          else expect(block && inShort(block)).toEqual(nearest[0] ? naiveShort(nearest[0]) : null);
        });
        expect(plan?.moveCount).toBe(plan?.events.filter(({ why }) => why !== 'available').length);
      }),
      runs,
    );
  });

  it('and is the same whether it was built, read back, changed by seats or by sections', () => {
    fc.assert(
      fc.property(anyRuns, anyRuns, anyPlace, (copy, later, place) => {
        const index = buildSeatIndex(copy);
        expect(runsOf(buildSeatIndex(runsOf(index)))).toEqual(runsOf(index));
        const taken = seatsAt(place, copy, 3);
        const left = buildSeatIndex(naiveWithout(copy, taken));
        expect(seatList(runsOf(withoutSeats(index, [taken])))).toEqual(seatList(runsOf(left)));
        expect(isBlockFree(left, [taken])).toBe(false);
        const fresh = later.filter((run) => run.sectionName === place.sectionName);
        const changed = withSection(index, place.sectionName, later);
        const rebuilt = buildSeatIndex([...copy.filter((run) => run.sectionName !== place.sectionName), ...fresh]);
        expect(runsOf(changed)).toEqual(runsOf(rebuilt));
        expect({ ...changed, kinds: [], rowNames: [], rows: changed.rows.zero, spans: changed.spans.quality }).toEqual({
          ...rebuilt,
          kinds: [],
          rowNames: [],
          rows: rebuilt.rows.zero,
          spans: rebuilt.spans.quality,
        });
      }),
      runs,
    );
  });
});

function gamesOf(drawn: readonly { runs: SeatRun[]; priceCodes: string[] | null }[]) {
  return drawn.map((game, at) => ({ ...game, eventCode: `E${at}`, index: buildSeatIndex(game.runs) }));
}

function inShort({ sectionName, rowName, firstSeat, leavesLoneSeat, quality }: Block) {
  return [sectionName, rowName, firstSeat, leavesLoneSeat, quality];
}

function naiveShort({ section, row, firstSeat, isLone, score }: NaiveBlock) {
  return [section, row, firstSeat, isLone, score[2]];
}

type Seats = { sectionName: string; rowName: string; firstSeat: number; lastSeat: number };

function naiveStanding(copy: readonly SeatRun[], seats: Seats, query: BlockQuery) {
  const all = naiveSeats(copy);
  const inSection = all.filter(({ section }) => section === seats.sectionName);
  const inRow = inSection.filter(({ row }) => row === seats.rowName);
  const found = inRow.filter(({ number }) => seats.firstSeat <= number && number <= seats.lastSeat);
  if (found.length === query.count) {
    const isIt = (block: NaiveBlock) =>
      block.section === seats.sectionName && block.row === seats.rowName && block.firstSeat === seats.firstSeat;
    if (naiveBlocks(venue, copy, query).some(isIt)) return 'available';
    return naiveBlocks(venue, copy, { ...query, allowsLoneSeat: true }).some(isIt) ? 'lone_seat' : 'not_offered';
  }
  if (inRow.length > 0) return 'seat_taken';
  return inSection.length > 0 ? 'row_taken' : 'section_sold_out';
}

function naiveWithout(copy: readonly SeatRun[], taken: Seats): SeatRun[] {
  return naiveSeats(copy)
    .filter(
      ({ section, row, number }) =>
        section !== taken.sectionName || row !== taken.rowName || number < taken.firstSeat || number > taken.lastSeat,
    )
    .map(({ run, number, atLeft, atRight }) => ({
      ...run,
      firstSeat: number,
      lastSeat: number,
      aisle: (atLeft ? 1 : 0) + (atRight ? 2 : 0),
    }));
}

/** Without what the runs are cut by. */
function seatList(copy: readonly SeatRun[]) {
  return naiveSeats(copy).map(({ section, row, number, run }) => [section, row, number, run.className, run.priceCode]);
}
