import { nearestOf, standingIn, takeBlock } from './find.ts';
import { findHomes } from './homes.ts';
import { priceCodeAt } from './near.ts';
import { type Asked, findOpenings } from './openings.ts';
import { findRow } from './read.ts';
import type { EventBlock, EventSeats, HomeSeats, SameSeatsQuery, SeatPlan } from './types.ts';

/**
 * The same seats for several events. Without an anchor: the plans with the fewest moves, at most `limit`, best first, no two
 * homes with a seat in common; none when no event has a block. With an anchor: the one plan whose home it is, moves as they
 * fall; none when it is not of the party's size. An event moves to the block nearest to home; an event without any block
 * has none and counts as moved. Seats that this fan holds already are not free in an index: do not ask for that event.
 */
export function sameSeats(events: readonly EventSeats[], query: SameSeatsQuery): SeatPlan[] {
  const { anchor, count, limit } = query;
  const asked = events.map(({ eventCode, index, priceCodes, isPicked = false }) => {
    const own = { ...query, priceCodes, limit: 1, allowsLoneSeat: query.allowsLoneSeat || isPicked };
    return { eventCode, index, query: own, openings: findOpenings(index, own) };
  });
  if (anchor === null) return findHomes(asked, count, limit).map((home) => planAround(asked, home));
  return anchor.lastSeat - anchor.firstSeat + 1 === count ? [planAround(asked, withPrice(asked, anchor))] : [];
}

type AskedEvent = Asked & { eventCode: string };

function planAround(asked: readonly AskedEvent[], home: HomeSeats): SeatPlan {
  const events = asked.map((event) => placeIn(event, home));
  return { home, events, moveCount: events.filter(({ why }) => why !== 'available').length };
}

function placeIn({ eventCode, index, query, openings }: AskedEvent, home: HomeSeats): EventBlock {
  const why = standingIn(index, home, openings);
  const block =
    why === 'available'
      ? takeBlock(index, home, query, openings)
      : (nearestOf(index, home, query, openings)[0] ?? null);
  return { eventCode, block, why };
}

/** An anchor without a price code has that of the first event in which it may be taken. */
function withPrice(asked: readonly Asked[], anchor: HomeSeats): HomeSeats {
  if (anchor.priceCode !== null) return anchor;
  const first = asked.find(({ index, openings }) => standingIn(index, anchor, openings) === 'available');
  const row = first === undefined ? null : findRow(first.index, anchor.sectionName, anchor.rowName);
  if (first === undefined || row === null) return anchor;
  return { ...anchor, priceCode: priceCodeAt(first.index, row, (first.index.rows.zero[row] ?? 0) + anchor.firstSeat) };
}
