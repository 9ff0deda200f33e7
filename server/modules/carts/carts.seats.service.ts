import type { Quote } from '../../../shared/rules/quote.ts';
import {
  type Block,
  type BlockQuery,
  findBlocks,
  type SeatIndex,
  type SeatPlan,
  sameSeats,
} from '../../../shared/rules/seat-index/index.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { eachAt } from './carts.event-holds.service.ts';
import { requireCart } from './carts.find.service.ts';
import { freeSeatsOf } from './carts.free-seats.service.ts';
import { buyerOf, quoteCart, type Terms, termsOf } from './carts.terms.service.ts';
import type { SeatBlock } from './carts.types.ts';
import { queryOf } from './carts.wants.service.ts';

export type SeatSearch = {
  eventCodes?: readonly string[] | undefined;
  priceCodes: readonly string[] | null;
  sectionNames: readonly string[] | null;
  same: boolean;
  anchor: { eventCode: string; block: SeatBlock } | null;
  limit: number;
};

/**
 * Seats for the cart's party out of the store's copy: in each event the best, or the same seats in all of them with the
 * fewest moves. Only price codes that the cart's price sells, and only events that were chosen: the others have no price.
 */
export async function findSeats(ctx: StoreCtx, search: SeatSearch) {
  const cart = await requireCart(ctx);
  const terms = await termsOf(ctx, cart);
  const quote = quoteCart(terms, cart, await buyerOf(ctx, cart));
  const chosen = cart.events.map(({ eventCode }) => eventCode);
  const wanted = search.eventCodes?.filter((code) => chosen.includes(code)) ?? chosen;
  const free = await freeSeatsOf(ctx, wanted);
  const asked = [...free].map(([eventCode, index]) => {
    const isPicked = eventCode === search.anchor?.eventCode;
    return { eventCode, index, isPicked, priceCodes: soldCodes(terms, quote, eventCode, search.priceCodes) };
  });
  const { priceCodes: _, ...query } = { ...(await queryOf(ctx, cart, terms)), limit: search.limit };
  const anchor = search.anchor === null ? null : { ...search.anchor.block, priceCode: null };
  const inSections = { ...query, sectionNames: search.sectionNames };
  const isSame = search.same || anchor !== null;
  const plans = isSame ? sameSeats(asked, { ...inSections, anchor }) : bestOfEach(asked, inSections);
  const options = plans.map((plan) => toOption(plan, terms, quote, cart.partySize));
  const [best] = plans;
  const found = new Set(best?.events.flatMap(({ eventCode, block }) => (block === null ? [] : [eventCode])));
  const missing = (search.eventCodes ?? chosen).filter((code) => !found.has(code));
  return { options, missingEventCodes: missing };
}

type Plan = {
  events: readonly { eventCode: string; block: Block | null; why: SeatPlan['events'][number]['why'] }[];
  moveCount: number;
};
type Asked = { eventCode: string; index: SeatIndex; priceCodes: readonly string[] };

/** The best of each event, then the second best of each, whatever the others have; one with fewer blocks repeats its last. */
function bestOfEach(asked: readonly Asked[], query: Omit<BlockQuery, 'priceCodes'>): Plan[] {
  const found = asked.map(({ eventCode, index, priceCodes }) => ({
    eventCode,
    blocks: findBlocks(index, { ...query, priceCodes }),
  }));
  const most = Math.max(1, ...found.map(({ blocks }) => blocks.length));
  return Array.from({ length: most }, (_, place) => ({
    events: found.map(({ eventCode, blocks }) => ({
      eventCode,
      block: blocks[place] ?? blocks.at(-1) ?? null,
      why: 'available' as const,
    })),
    moveCount: 0,
  })).filter(({ events }) => events.some(({ block }) => block !== null));
}

/** The price codes of an event that the cart's winning rule sells. */
function soldCodes(terms: Terms, quote: Quote, eventCode: string, only: readonly string[] | null): string[] {
  const rule = terms.quoted.content.pricing.rules.find(({ id }) => id === quote.ruleId);
  const codes = new Set((rule?.rows ?? []).map(({ priceCode }) => priceCode));
  return [...codes].filter(
    (code) =>
      (only?.includes(code) ?? true) && eachAt(terms, quote, { eventCode, suiteId: null, priceCode: code }) !== null,
  );
}

const whyMoved = {
  available: null,
  section_sold_out: 'section_full',
  row_taken: 'row_taken',
  seat_taken: 'seat_taken',
  not_offered: 'seat_taken',
  lone_seat: 'lone_seat',
} as const;

function toOption(plan: Plan, terms: Terms, quote: Quote, partySize: number) {
  const events = plan.events.flatMap(({ eventCode, block, why }) => {
    if (block === null) return [];
    const { sectionName, rowName, firstSeat, lastSeat } = block;
    const priceCode = block.parts[0]?.priceCode ?? '';
    const eachCents = eachAt(terms, quote, { eventCode, suiteId: null, priceCode }) ?? 0;
    return [
      { eventCode, block: { sectionName, rowName, firstSeat, lastSeat }, priceCode, eachCents, move: whyMoved[why] },
    ];
  });
  const totalCents = events.reduce((sum, { eachCents }) => sum + eachCents * partySize, 0);
  return { events, moves: plan.moveCount, totalCents };
}
