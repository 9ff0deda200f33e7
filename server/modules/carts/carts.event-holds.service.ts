import { priceUnder } from '../../../shared/rules/price-rules.ts';
import type { Quote } from '../../../shared/rules/quote.ts';
import { findBlocks, nearestBlocks } from '../../../shared/rules/seat-index/index.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import { forcedFor, holdForced } from './carts.add-ons.service.ts';
import { blocksByEvent, toCartSeat } from './carts.compare.service.ts';
import type { Asking, Progress } from './carts.holds.service.ts';
import { climbDown, giveBack, type Prices } from './carts.ladder.service.ts';
import { smallerThan } from './carts.suites.service.ts';
import type { Terms } from './carts.terms.service.ts';
import type { Cart, HeldCartSeat, NotHeld, SeatBlock, Want } from './carts.types.ts';
import { pricesOf, queryOf } from './carts.wants.service.ts';

type EventHold = { cart: Cart; terms: Terms; quote: Quote; want: Want };
const offeredAtMost = 3;

/** Holds one event's seats with its forced add-ons, and gives its earlier ones back; all of it or nothing. */
export async function holdEvent(asking: Asking, hold: EventHold, progress: Progress): Promise<void> {
  const { want, quote, cart, terms } = hold;
  const { eventCode } = want;
  const before = progress.seats.filter((seat) => seat.eventCode === eventCode && seat.addOnId === null);
  const prices = pricesOf(quote, eventCode);
  const rung = await climbDown(asking, want, prices);
  if (rung.kind !== 'held') {
    progress.notices.push(...rung.notices);
    const reason = rung.kind === 'gone' ? 'seats_gone' : rung.kind;
    progress.notHeld.push(await refused(asking, hold, reason, prices));
    return;
  }
  const seats = rung.seats.map((seat) => toCartSeat(seat, { suiteId: want.suiteId }));
  const forced = forcedFor(terms, cart, eventCode, seats.length);
  if (!(await holdForced(asking, { terms, forced, eventCode }, progress))) {
    await giveBack(asking, eventCode, rung.seats);
    progress.notHeld.push(await refused(asking, hold, 'add_on_gone', prices));
    return;
  }
  await giveBack(asking, eventCode, before);
  progress.notices.push(...rung.notices);
  progress.expiresAt = rung.expiresAt ?? progress.expiresAt;
  progress.seats = [...progress.seats.filter((seat) => !before.includes(seat)), ...seats];
}

/** Holds anew, at the ticket type of the price that is now the cart's, what is held at another one. */
export async function realign(
  asking: Asking,
  { cart, quote }: { cart: Cart; quote: Quote },
  progress: Progress,
): Promise<void> {
  for (const { eventCode, suiteId } of cart.events) {
    const prices = pricesOf(quote, eventCode);
    const other = progress.seats.filter(
      (seat) =>
        seat.eventCode === eventCode &&
        seat.addOnId === null &&
        prices.get(seat.priceCode)?.ticketTypeCode !== seat.ticketTypeCode,
    );
    if (other.length > 0) await holdAnew(asking, { eventCode, suiteId, seats: other, prices }, progress);
  }
}

async function holdAnew(
  asking: Asking,
  {
    eventCode,
    suiteId,
    seats,
    prices,
  }: { eventCode: string; suiteId: string | null; seats: HeldCartSeat[]; prices: Prices },
  progress: Progress,
) {
  const [first] = seats;
  if (first === undefined) return;
  await giveBack(asking, eventCode, seats);
  progress.seats = progress.seats.filter((seat) => !seats.includes(seat));
  const parts = (blocksByEvent(seats).get(eventCode) ?? []).map((block) => ({
    ...block,
    className: first.className,
    priceCode: first.priceCode,
  }));
  const { className, priceCode, sectionName } = first;
  const ladder = suiteId === null ? { className, priceCode, sectionName } : null;
  const rung = await climbDown(
    asking,
    { eventCode, suiteId, asked: parts, parts, others: [], ladder, count: seats.length, priceCode },
    prices,
  );
  progress.notices.push(...rung.notices);
  if (rung.kind === 'held') progress.seats.push(...rung.seats.map((seat) => toCartSeat(seat, { suiteId })));
  else progress.notHeld.push({ eventCode, reason: 'seats_gone', alternatives: [] });
}

/** With what the fan could have instead: near the lost seats at the same price code, then the best at others. */
async function refused(
  asking: Asking,
  { cart, terms, quote, want }: EventHold,
  reason: NotHeld['reason'],
  prices: Prices,
): Promise<NotHeld> {
  const { eventCode } = want;
  const priced = pricedFor(terms, quote, want, prices);
  const { index } = await seatIndexOf(asking.ctx, eventCode);
  if (want.suiteId !== null) {
    const { classNames } = terms.quoted.content.definition;
    const left = reason === 'seats_gone' ? await smallerThan(asking.ctx, want, { index, classNames }) : [];
    return { eventCode, reason, alternatives: left.flatMap(priced).slice(0, offeredAtMost) };
  }
  const query = {
    ...(await queryOf(asking.ctx, cart, terms)),
    count: want.count || cart.partySize,
    limit: offeredAtMost,
  };
  const [home] = want.asked;
  const near =
    home === undefined
      ? findBlocks(index, { ...query, priceCodes: [want.priceCode] })
      : nearestBlocks(index, { ...home, priceCode: want.priceCode }, { ...query, priceCodes: [want.priceCode] });
  const elsewhere = near.length === offeredAtMost ? [] : findBlocks(index, { ...query, limit: 2 * offeredAtMost });
  const alternatives = [...near, ...elsewhere].flatMap((block) =>
    priced({ ...block, priceCode: block.parts[0]?.priceCode ?? '' }),
  );
  return { eventCode, reason, alternatives: distinct(alternatives).slice(0, offeredAtMost) };
}

/** A block with what one of its seats would cost; none when it is not sold. */
function pricedFor(terms: Terms, quote: Quote, { eventCode, suiteId, priceCode: asked }: Want, prices: Prices) {
  return ({ sectionName, rowName, firstSeat, lastSeat, priceCode }: SeatBlock & { priceCode: string }) => {
    const amountCents = eachAt(terms, quote, { eventCode, suiteId, priceCode });
    if (amountCents === null) return [];
    const isSamePrice = amountCents === prices.get(asked)?.eachCents;
    return [{ block: { sectionName, rowName, firstSeat, lastSeat }, priceCode, amountCents, isSamePrice }];
  };
}

/** What one seat of a price code costs under the rule that wins for the cart. */
export function eachAt(
  { quoted: { content, amounts } }: Terms,
  { ruleId }: Quote,
  { eventCode, suiteId, priceCode }: { eventCode: string; suiteId: string | null; priceCode: string },
): number | null {
  const rule = content.pricing.rules.find(({ id }) => id === ruleId) ?? null;
  const tier = content.suites.tiers.find(({ suiteIds }) => suiteId !== null && suiteIds.includes(suiteId));
  const suite = suiteId === null ? null : { suiteId, tierId: tier?.id ?? null };
  return priceUnder(rule, { eventCode, priceCode, suite }, amounts)?.amountCents ?? null;
}

function distinct(items: NotHeld['alternatives']): NotHeld['alternatives'] {
  return [...new Map(items.map((item) => [JSON.stringify(item.block), item])).values()];
}
