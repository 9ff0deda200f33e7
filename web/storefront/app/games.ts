import type { Image, LocalText } from '../../../shared/contract/program-content.ts';
import type { Shop } from './shop.ts';

/** A game of the offer, as people read it. */
export type Game = {
  code: string;
  name: string;
  opponent: string | null;
  description: LocalText;
  image: Image | null;
  /** On the clocks of the venue; null while it is not said. */
  day: string | null;
  time: string | null;
  /** Why day or time is missing: not decided, or not announced. */
  undecided: 'tbd' | 'tba' | null;
  venueName: string;
  city: string;
  timeZone: string;
  isFeatured: boolean;
  /** UTC milliseconds, when it goes on sale; null: it is. */
  onSaleAt: number | null;
  minSeats: number;
  maxSeats: number | null;
};

const known = new WeakMap<Shop['offer'], { copy: Shop['copy']; games: readonly Game[] }>();

/** In the order of the offer; none while nothing is sold. */
export function gamesOf({ offer, copy, at }: Pick<Shop, 'offer' | 'copy' | 'at'>): readonly Game[] {
  const before = known.get(offer);
  if (before !== undefined && before.copy === copy) return before.games;
  const games = offer.state === 'open' ? offer.events.map((event) => gameOf(offer, copy, event, at)) : [];
  known.set(offer, { copy, games });
  return games;
}

/** A game by its code; null for one that is not in the offer. */
export function gameIn(shop: Pick<Shop, 'offer' | 'copy' | 'at'>, code: string): Game | null {
  return gamesOf(shop).find((game) => game.code === code) ?? null;
}

type OpenOffer = Extract<Shop['offer'], { state: 'open' }>;

function gameOf({ venues }: OpenOffer, copy: Shop['copy'], event: OpenOffer['events'][number], at: number): Game {
  const { code, name, date, time, onSaleAt, minSeats = 1, maxSeats = null, isFeatured = false } = event;
  const venue = venues[event.venue];
  const texts = copy.events[code];
  const onSale = onSaleAt === undefined ? null : Date.parse(onSaleAt);
  return {
    code,
    name,
    opponent: texts?.opponent ?? null,
    description: texts?.description ?? {},
    image: texts?.image ?? null,
    day: isUndecided(date) ? null : date,
    time: isUndecided(time) ? null : time,
    undecided: isUndecided(date) ? date : isUndecided(time) ? time : null,
    venueName: venue?.name ?? '',
    city: venue?.city ?? '',
    timeZone: venue?.timeZone ?? 'UTC',
    isFeatured,
    onSaleAt: onSale !== null && onSale > at ? onSale : null,
    minSeats,
    maxSeats,
  };
}

function isUndecided(value: string): value is 'tbd' | 'tba' {
  return value === 'tbd' || value === 'tba';
}
