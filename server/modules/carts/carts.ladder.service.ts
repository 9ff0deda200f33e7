import type { StoreCtx } from '../../core/ctx.ts';
import { loseSeats } from '../inventory/inventory.index.service.ts';
import { markStale } from '../inventory/inventory.stale.service.ts';
import { type CallOptions, type HeldSeat, type Vendor, VendorFailure } from '../vendors/vendors.types.ts';
import { keyOf, seatsIn, toBlocks } from './carts.compare.service.ts';
import type { Notice, Part, Want } from './carts.types.ts';

export type Prices = ReadonlyMap<string, { ticketTypeCode: string; eachCents: number }>;
export type Rung =
  | { kind: 'held'; seats: readonly HeldSeat[]; expiresAt: Date | null; notices: readonly Notice[] }
  | { kind: 'gone' | 'price_changed' | 'not_on_sale' | 'refused'; notices: readonly Notice[] };
type Asking = { ctx: StoreCtx; vendor: Vendor; cartRef: string; options: () => CallOptions };

/**
 * Holds one event's seats, down the ladder: those asked for → others that are as good, where the want names them → the same
 * section → the same price code elsewhere. What is held never costs anything but `prices`. A failure of the vendor that is
 * not a refusal is thrown.
 */
export async function climbDown(asking: Asking, want: Want, prices: Prices): Promise<Rung> {
  const gone: Part[] = [];
  const exact = await holdParts(asking, want, prices, gone);
  if (exact.kind !== 'gone') return exact;
  await markGone(asking.ctx, want, gone);
  const other = await holdOther(asking, want, prices, gone).finally(() => forget(asking.ctx, want.eventCode, gone));
  if (other !== null) return withMove(other, want);
  if (want.ladder === null || !asking.vendor.capabilities.holdsBestAvailable) return exact;
  const { sectionName } = want.ladder;
  for (const section of sectionName === null ? [null] : [sectionName, null]) {
    const moved = await holdBest(asking, want, prices, section);
    if (moved.kind !== 'gone') return withMove(moved, want);
  }
  return exact;
}

/** The first of the seats that are as good which the vendor has; null when it has none of them. */
async function holdOther(asking: Asking, want: Want, prices: Prices, gone: Part[]): Promise<Rung | null> {
  for (const parts of want.others) {
    const held = await holdParts(asking, { ...want, parts }, prices, gone);
    if (held.kind !== 'gone') return held;
    await markGone(asking.ctx, want, gone.slice(-1));
  }
  return null;
}

/** The wanted seats, all of them or none; adds the refused ones to `gone`. */
async function holdParts(asking: Asking, want: Want, prices: Prices, gone: Part[]): Promise<Rung> {
  if (want.parts.length === 0) return { kind: 'gone', notices: [] };
  const held: HeldSeat[] = [];
  let expiresAt: Date | null = null;
  for (const part of want.parts) {
    const price = prices.get(part.priceCode);
    const cart = price === undefined ? 'refused' : await holdPart(asking, want, part, price.ticketTypeCode);
    if (typeof cart === 'string') {
      if (cart === 'gone') gone.push(part);
      await giveBack(asking, want.eventCode, held);
      return { kind: cart, notices: [] };
    }
    expiresAt = cart.expiresAt;
    const names = new Set(seatsIn(want.eventCode, part).map(keyOf));
    held.push(...cart.seats.filter((seat) => names.has(keyOf(seat))));
  }
  return checkPrices(asking, want.eventCode, { seats: held, expiresAt }, prices);
}

async function holdPart({ vendor, cartRef, options }: Asking, { eventCode }: Want, part: Part, ticketTypeCode: string) {
  const { className, sectionName, rowName, firstSeat, lastSeat } = part;
  const seats = [{ sectionName, rowName, firstSeat, lastSeat }];
  try {
    return await vendor.holdSpecific({ cartRef, eventCode, className, ticketTypeCode, seats }, options());
  } catch (error) {
    return refusalOf(error);
  }
}

async function holdBest(asking: Asking, want: Want, prices: Prices, sectionName: string | null): Promise<Rung> {
  const { vendor, cartRef, options } = asking;
  const price = prices.get(want.priceCode);
  if (want.ladder === null || price === undefined) return { kind: 'gone', notices: [] };
  const { className, priceCode } = want.ladder;
  const hold = {
    cartRef,
    eventCode: want.eventCode,
    className,
    priceCode,
    ticketTypeCode: price.ticketTypeCode,
    count: want.count,
    sectionName,
    isContiguous: true,
  };
  try {
    const { cart, added } = await vendor.holdBestAvailable(hold, options());
    return await checkPrices(asking, want.eventCode, { seats: added, expiresAt: cart.expiresAt }, prices);
  } catch (error) {
    return { kind: refusalOf(error), notices: [] };
  }
}

/** A seat that costs something else than was shown is not held: the fan is told, and the event is read anew. */
async function checkPrices(
  asking: Asking,
  eventCode: string,
  held: { seats: readonly HeldSeat[]; expiresAt: Date | null },
  prices: Prices,
): Promise<Rung> {
  const other = held.seats.find(({ priceCode, amountCents }) => prices.get(priceCode)?.eachCents !== amountCents);
  if (other === undefined) return { kind: 'held', ...held, notices: [] };
  await giveBack(asking, eventCode, held.seats);
  await markStale(asking.ctx, eventCode, sectionsOf(held.seats));
  const beforeCents = prices.get(other.priceCode)?.eachCents ?? 0;
  const notice = { code: 'price.changed', eventCode, beforeCents, afterCents: other.amountCents } as const;
  return { kind: 'price_changed', notices: [notice] };
}

/** Gives seats back at the vendor. One that answers that the whole cart is over has let go of the other seats too. */
export async function giveBack({ vendor, cartRef, options }: Asking, eventCode: string, seats: readonly HeldSeat[]) {
  if (seats.length === 0) return;
  const { state } = await vendor.release({ cartRef, seats: { eventCode, seats: toBlocks(seats) } }, options());
  if (state === 'expired') throw new VendorFailure('refused', 'The hold is over.', { reason: 'cart_expired' });
}

/** What the vendor's no means for the event; every other failure is thrown on. */
export function refusalOf(error: unknown): 'gone' | 'not_on_sale' | 'refused' {
  if (!(error instanceof VendorFailure) || error.kind !== 'refused') throw error;
  switch (error.reason) {
    case 'seat_gone':
    case 'no_block':
      return 'gone';
    case 'event_not_on_sale':
    case 'event_not_found':
      return 'not_on_sale';
    case 'cart_expired':
      throw error;
    default:
      return 'refused';
  }
}

export function sectionsOf(seats: readonly HeldSeat[]): string[] {
  return [...new Set(seats.map(({ sectionName }) => sectionName))];
}

/** The sections are read anew before all others, soon. */
async function markGone(ctx: StoreCtx, { eventCode, ladder }: Want, gone: readonly Part[]) {
  const sections = [...gone.map(({ sectionName }) => sectionName), ladder?.sectionName].filter(
    (name) => typeof name === 'string',
  );
  await markStale(ctx, eventCode, [...new Set(sections)]);
}

/**
 * Nobody is offered these seats before they were read anew. Of refused blocks that overlap, those they share: the vendor
 * does not say which seat it was.
 */
function forget(ctx: StoreCtx, eventCode: string, gone: readonly Part[]) {
  const refusals = new Map<string, number>();
  const blocks = gone.map((part) => seatsIn(eventCode, part));
  for (const key of blocks.flat().map(keyOf)) refusals.set(key, (refusals.get(key) ?? 0) + 1);
  const countOf = (seat: (typeof blocks)[number][number]) => refusals.get(keyOf(seat)) ?? 0;
  const likely = blocks.flatMap((seats) => {
    const most = Math.max(...seats.map(countOf));
    return seats.filter((seat) => countOf(seat) === most);
  });
  loseSeats(ctx, eventCode, toBlocks([...new Map(likely.map((seat) => [keyOf(seat), seat])).values()]));
}

function withMove(rung: Rung, { eventCode, asked }: Want): Rung {
  if (rung.kind !== 'held') return rung;
  const from = asked.map(({ sectionName, rowName, firstSeat, lastSeat }) => ({
    sectionName,
    rowName,
    firstSeat,
    lastSeat,
  }));
  return { ...rung, notices: [...rung.notices, { code: 'seats.moved', eventCode, from, to: toBlocks(rung.seats) }] };
}
