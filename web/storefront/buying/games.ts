import type { Cart } from '../../../shared/contract/carts.ts';
import { sumCents } from '../../../shared/rules/money.ts';
import { toBlocks } from './blocks.ts';

type Line = Cart['quote']['lines'][number];
export type GameLines = {
  eventCode: string;
  suiteId: string | null;
  blocks: ReturnType<typeof toBlocks>;
  seatCount: number;
  eachCents: readonly number[];
  totalCents: number;
};
export type OrderLines = {
  games: readonly GameLines[];
  /** Chosen ones, and forced ones of the whole order. */
  extras: readonly { addOnId: string; count: number; totalCents: number; isForced: boolean }[];
};

type Content = {
  events: readonly { eventCode: string; suiteId: string | null }[];
  lines: readonly Line[];
  seats: readonly {
    eventCode: string;
    sectionName: string;
    rowName: string;
    seatNumber: number;
    amountCents: number;
    addOnId: string | null;
  }[];
};

/** The lines of a cart or an order as people read them: by game, then the extras. Their sum is the quote's total. */
export function linesOf({ events, lines, seats }: Content, forcedIds: ReadonlySet<string>): OrderLines {
  const games = events.map(({ eventCode, suiteId }) => {
    const own = seats.filter((seat) => seat.eventCode === eventCode && seat.addOnId === null);
    return {
      eventCode,
      suiteId,
      blocks: toBlocks(own),
      seatCount: own.length,
      eachCents: [...new Set(own.map(({ amountCents }) => amountCents))],
      totalCents: sumCents(
        lines.filter((line) => line.kind === 'seats' && line.eventCode === eventCode).map((line) => line.totalCents),
      ),
    };
  });
  const extras = lines.flatMap(({ kind, addOnId, count, totalCents }) =>
    kind === 'add_on' && addOnId !== null ? [{ addOnId, count, totalCents, isForced: forcedIds.has(addOnId) }] : [],
  );
  return { games, extras };
}

/** The lines of a cart. */
export function linesOfCart({ events, quote }: Cart, forcedIds: ReadonlySet<string>): OrderLines {
  const seats = events.flatMap(({ eventCode, seats }) => seats.map((seat) => ({ ...seat, eventCode })));
  return linesOf({ events, lines: quote.lines, seats }, forcedIds);
}
