import type { AddOn } from '../../../shared/contract/program-content.ts';
import { goesWith, quantityOf } from '../../../shared/rules/add-on-scope.ts';
import type { Selection } from '../../../shared/rules/quote.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import { markStale } from '../inventory/inventory.stale.service.ts';
import type { HeldSeat } from '../vendors/vendors.types.ts';
import { toCartSeat } from './carts.compare.service.ts';
import type { Asking, Progress } from './carts.holds.service.ts';
import { giveBack, refusalOf, sectionsOf } from './carts.ladder.service.ts';
import { selectionOf, type Terms } from './carts.terms.service.ts';
import type { Cart, HeldCartSeat } from './carts.types.ts';
import { classOf } from './carts.wants.service.ts';

export type ForcedAddOn = { addOn: AddOn; count: number; isPerOrder: boolean };

/** What must be held with so many seats of an event. */
export function forcedFor({ quoted }: Terms, cart: Cart, eventCode: string, seatCount: number): ForcedAddOn[] {
  if (cart.forOrderId !== null) return [];
  return quoted.content.add_ons.addOns
    .filter((addOn) => addOn.kind === 'forced')
    .filter((addOn) => goesWith(addOn, { packId: cart.packId, eventCodes: [eventCode] }))
    .map((addOn) => {
      const isPerOrder = addOn.unit === 'per_order';
      return { addOn, isPerOrder, count: isPerOrder ? Math.max(1, addOn.quantity.min) : seatCount };
    });
}

/** Holds them as often as they are needed; false, and nothing more is held, when one of them cannot be. */
export async function holdForced(
  asking: Asking,
  { terms, forced, eventCode }: { terms: Terms; forced: readonly ForcedAddOn[]; eventCode: string },
  progress: Progress,
): Promise<boolean> {
  const taken: { seats: readonly HeldSeat[]; eventCode: string }[] = [];
  for (const { addOn, count, isPerOrder } of forced) {
    const addOnFor = isPerOrder ? null : eventCode;
    const held = progress.seats.filter((seat) => seat.addOnId === addOn.id && seat.addOnFor === addOnFor).length;
    const missing = count - held;
    if (missing <= 0) continue;
    const seats = await holdOne(asking, terms, addOn, missing);
    if (seats === null) {
      for (const one of taken) await giveBack(asking, one.eventCode, one.seats);
      const gone = new Set(taken.flatMap((one) => one.seats.map((seat) => JSON.stringify(seat))));
      progress.seats = progress.seats.filter(
        ({ suiteId: _, addOnId: _id, addOnFor: _for, ...seat }) => !gone.has(JSON.stringify(seat)),
      );
      progress.notices.push({ code: 'add_on.gone', addOnId: addOn.id, eventCode });
      return false;
    }
    taken.push({ seats, eventCode: addOn.eventCode ?? '' });
    progress.seats.push(...seats.map((seat) => toCartSeat(seat, { addOnId: addOn.id, addOnFor })));
  }
  for (const { addOn, count, isPerOrder } of forced) {
    const addOnFor = isPerOrder ? null : eventCode;
    const held = progress.seats.filter((seat) => seat.addOnId === addOn.id && seat.addOnFor === addOnFor);
    await giveBackOf(asking, held.slice(count), progress);
  }
  return true;
}

/** Holds anew what was lost of what must be had with held seats; where it cannot be had, the seats go too. */
export async function holdCompany(asking: Asking, { cart, terms }: { cart: Cart; terms: Terms }, progress: Progress) {
  for (const { eventCode } of cart.events) {
    const own = progress.seats.filter((seat) => seat.eventCode === eventCode && seat.addOnId === null);
    const forced = own.length === 0 ? [] : forcedFor(terms, cart, eventCode, own.length);
    if (await holdForced(asking, { terms, forced, eventCode }, progress)) continue;
    await giveBackOf(asking, own, progress);
    await giveBackCompany(asking, eventCode, progress);
    progress.notHeld.push({ eventCode, reason: 'add_on_gone', alternatives: [] });
  }
}

/** Gives back what is held with an event's seats, which are held no more. */
export async function giveBackCompany(asking: Asking, eventCode: string, progress: Progress): Promise<void> {
  const company = progress.seats.filter(({ addOnFor }) => addOnFor === eventCode);
  await giveBackOf(asking, company, progress);
}

async function giveBackOf(asking: Asking, seats: readonly HeldCartSeat[], progress: Progress): Promise<void> {
  for (const eventCode of new Set(seats.map((seat) => seat.eventCode))) {
    await giveBack(
      asking,
      eventCode,
      seats.filter((seat) => seat.eventCode === eventCode),
    );
  }
  progress.seats = progress.seats.filter((seat) => !seats.includes(seat));
}

/** The cart without the add-ons that none of its events has any more, and without more of one than its seats have. */
export function withoutStrayAddOns({ quoted }: Pick<Terms, 'quoted'>, cart: Cart): Cart {
  const selection = selectionOf(cart);
  const scope = { packId: cart.packId, eventCodes: cart.events.map(({ eventCode }) => eventCode) };
  const most = new Map(
    quoted.content.add_ons.addOns
      .filter((addOn) => goesWith(addOn, scope))
      .map((addOn) => [addOn.id, mostOf(addOn, selection)]),
  );
  const had = new Map<string, number>();
  const seats = cart.seats.filter(({ addOnId }) => {
    if (addOnId === null) return true;
    had.set(addOnId, (had.get(addOnId) ?? 0) + 1);
    return (had.get(addOnId) ?? 0) <= (most.get(addOnId) ?? 0);
  });
  const addOns = cart.addOns.flatMap(({ addOnId, count }) => {
    const left = Math.min(count, most.get(addOnId) ?? 0);
    return left === 0 ? [] : [{ addOnId, count: left }];
  });
  return { ...cart, addOns, seats };
}

/** Of one that must be had, what goes with a game has gone with it already. */
function mostOf(addOn: AddOn, selection: Selection): number {
  return addOn.kind === 'forced'
    ? Number.POSITIVE_INFINITY
    : (quantityOf(addOn, selection).max ?? Number.POSITIVE_INFINITY);
}

/** Holds the chosen ones and gives back those chosen no more; one that is gone leaves the cart, and the fan is told. */
export async function holdAddOns(asking: Asking, { cart, terms }: { cart: Cart; terms: Terms }, progress: Progress) {
  for (const addOn of terms.quoted.content.add_ons.addOns) {
    if (addOn.kind === 'forced' || addOn.kind === 'informational') continue;
    const wanted = cart.addOns.find(({ addOnId }) => addOnId === addOn.id)?.count ?? 0;
    const held = progress.seats.filter((seat) => seat.addOnId === addOn.id);
    if (held.length > wanted) {
      const spare = held.slice(wanted);
      await giveBack(asking, addOn.eventCode ?? '', spare);
      progress.seats = progress.seats.filter((seat) => !spare.includes(seat));
    }
    if (held.length >= wanted) continue;
    const seats = await holdOne(asking, terms, addOn, wanted - held.length);
    if (seats === null) {
      progress.notices.push({ code: 'add_on.gone', addOnId: addOn.id, eventCode: null });
      progress.addOns = progress.addOns.flatMap((one) =>
        one.addOnId !== addOn.id ? [one] : held.length === 0 ? [] : [{ ...one, count: held.length }],
      );
    } else progress.seats.push(...seats.map((seat) => toCartSeat(seat, { addOnId: addOn.id })));
  }
}

/** So many of an add-on, best available, at exactly its price; null when they cannot be had. */
async function holdOne(asking: Asking, { quoted }: Terms, addOn: AddOn, count: number) {
  const { ctx, vendor, cartRef, options } = asking;
  const { eventCode, priceCode, ticketTypeCode } = addOn;
  if (eventCode === null || priceCode === null || ticketTypeCode === null) return null;
  const { index } = await seatIndexOf(ctx, eventCode);
  const className = classOf(index, priceCode, null);
  if (className === null) return null;
  // more seats for a suite are side by side
  const isContiguous = addOn.kind === 'overflow';
  try {
    const { added } = await vendor.holdBestAvailable(
      { cartRef, eventCode, className, priceCode, ticketTypeCode, count, sectionName: null, isContiguous },
      options(),
    );
    const amountCents = quoted.amounts(eventCode, priceCode, ticketTypeCode);
    if (added.every((seat) => seat.amountCents === amountCents)) return added;
    await giveBack(asking, eventCode, added);
    await markStale(ctx, eventCode, sectionsOf(added));
    return null;
  } catch (error) {
    refusalOf(error);
    return null;
  }
}
