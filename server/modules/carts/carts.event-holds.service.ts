import { priceOfSeat, type Quote } from '../../../shared/rules/quote.ts';
import { findBlocks, nearestBlocks } from '../../../shared/rules/seat-index/index.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import { forcedFor, giveBackCompany, holdForced } from './carts.add-ons.service.ts';
import { toBlocks, toCartSeat } from './carts.compare.service.ts';
import { freeSeatsOf } from './carts.free-seats.service.ts';
import type { Asking, Progress } from './carts.holds.service.ts';
import { climbDown, giveBack, type Prices } from './carts.ladder.service.ts';
import { smallerThan } from './carts.suites.service.ts';
import type { Terms } from './carts.terms.service.ts';
import type { Cart, HeldCartSeat, NotHeld, Part, SeatBlock, Want } from './carts.types.ts';
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
    if (other.length > 0) await holdAnew(asking, { cart, eventCode, suiteId, seats: other, prices }, progress);
  }
}

type Anew = { cart: Cart; eventCode: string; suiteId: string | null; seats: HeldCartSeat[]; prices: Prices };

async function holdAnew(asking: Asking, { cart, eventCode, suiteId, seats, prices }: Anew, progress: Progress) {
  const [first] = seats;
  if (first === undefined) return;
  await giveBack(asking, eventCode, seats);
  progress.seats = progress.seats.filter((seat) => !seats.includes(seat));
  const parts = partsOf(seats);
  const { className, priceCode, sectionName } = first;
  // the vendor knows nothing of who needs an accessible seat, and a suite stays that suite
  const ladder = suiteId !== null || cart.accessibleSeats > 0 ? null : { className, priceCode, sectionName };
  const rung = await climbDown(
    asking,
    { eventCode, suiteId, asked: parts, parts, others: [], ladder, count: seats.length, priceCode },
    prices,
  );
  progress.notices.push(...rung.notices);
  if (rung.kind !== 'held') {
    progress.notHeld.push({ eventCode, reason: 'seats_gone', alternatives: [] });
    return giveBackCompany(asking, eventCode, progress);
  }
  progress.expiresAt = rung.expiresAt ?? progress.expiresAt;
  progress.seats.push(...rung.seats.map((seat) => toCartSeat(seat, { suiteId })));
}

/** Held seats as they were asked for: those of one class and price code together. */
function partsOf(seats: readonly HeldCartSeat[]): Part[] {
  const kinds = new Map<string, HeldCartSeat[]>();
  for (const seat of seats) {
    const kind = JSON.stringify([seat.className, seat.priceCode]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), seat]);
  }
  return [...kinds.values()].flatMap((alike) => {
    const { className = '', priceCode = '' } = alike[0] ?? {};
    return toBlocks(alike).map((block) => ({ ...block, className, priceCode }));
  });
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
  const free = (await freeSeatsOf(asking.ctx, [eventCode])).get(eventCode) ?? index;
  const query = {
    ...(await queryOf(asking.ctx, cart, terms)),
    count: want.count || cart.partySize,
    limit: offeredAtMost,
  };
  const [home] = want.asked;
  const near =
    home === undefined
      ? findBlocks(free, { ...query, priceCodes: [want.priceCode] })
      : nearestBlocks(free, { ...home, priceCode: want.priceCode }, { ...query, priceCodes: [want.priceCode] });
  // after a switch only seats like those that are held may be taken
  const isEnough = near.length === offeredAtMost || !terms.allowsAdding;
  const elsewhere = isEnough ? [] : findBlocks(free, { ...query, limit: 2 * offeredAtMost });
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
  { quoted }: Terms,
  { ruleId }: Quote,
  seat: { eventCode: string; suiteId: string | null; priceCode: string },
): number | null {
  const rule = quoted.content.pricing.rules.find(({ id }) => id === ruleId) ?? null;
  return priceOfSeat(quoted, rule, seat)?.amountCents ?? null;
}

function distinct(items: NotHeld['alternatives']): NotHeld['alternatives'] {
  return [...new Map(items.map((item) => [JSON.stringify(item.block), item])).values()];
}
