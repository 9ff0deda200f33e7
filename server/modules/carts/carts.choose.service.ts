import { randomUUID } from 'node:crypto';
import { goesWith } from '../../../shared/rules/add-on-scope.ts';
import { choiceSpace, choicesOf } from '../../../shared/rules/choice-space.ts';
import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId, newSecret } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import { lossesAt } from './carts.compare.service.ts';
import * as events from './carts.events.repository.ts';
import { cartCookie, findCart, hashToken } from './carts.find.service.ts';
import { settle, settleIfPossible } from './carts.lease.service.ts';
import { readCart } from './carts.read.service.ts';
import * as carts from './carts.repository.ts';
import {
  buyerOf,
  isChoiceOffered,
  quoteCart,
  type Terms,
  termsIfAny,
  termsOf,
  termsOfOrder,
} from './carts.terms.service.ts';
import type { Cart, CartChoice, Notice } from './carts.types.ts';

/**
 * Says what is chosen; makes the cart on the first choice. A choice need not be complete or legal: the quote says what is
 * missing. While seats are held, add-ons may change, and events be added as long as the program is still active; anything
 * else is `cart.fixed`. What is added to a package that was bought is a cart of its own.
 */
export async function chooseCart(ctx: StoreCtx, given: CartChoice): Promise<{ cart: Cart; cookie: string | null }> {
  const before = await settledCart(ctx);
  if (before?.state === 'paying') throw problem('cart.paying');
  const isOther = before === null || before.forOrderId !== given.forOrderId;
  if (isOther && before?.state === 'holding') throw problem('cart.fixed');
  const { choice, terms } = await meantBy(ctx, before, given);
  if (isOther) return makeCart(ctx, terms, choice);
  if (before.state === 'holding') refuseBeyond(before, terms, choice);
  const stray = strayAddOns(before, terms, choice);
  const addOns = choice.addOns.filter(({ addOnId }) => !stray.includes(addOnId));
  return { cart: await change(ctx, before, terms, { ...choice, addOns }, stray), cookie: null };
}

/** One whose hold is over is none that holds seats. */
async function settledCart(ctx: StoreCtx): Promise<Cart | null> {
  const found = await findCart(ctx);
  if (found === null) return null;
  return found.isUnsettled ? settle(ctx, found) : settleIfPossible(ctx, found);
}

/** What is added to an order is a choice of its package's. */
async function meantBy(ctx: StoreCtx, before: Cart | null, choice: CartChoice) {
  if (choice.forOrderId === null) {
    return { choice, terms: await termsOf(ctx, before?.forOrderId === null ? before : null) };
  }
  const { terms, packageId } = await termsOfOrder(ctx, choice.forOrderId);
  return { choice: { ...choice, packId: null, packageId }, terms };
}

/** The visitor's cart with what happened to it: one without seats follows the offer, and is told what changed. */
export async function followOffer(ctx: StoreCtx, cart: Cart): Promise<Cart> {
  if (cart.state !== 'choosing' || cart.forOrderId !== null) return cart;
  const terms = await termsIfAny(ctx, cart);
  if (terms === null || terms.releaseId === cart.releaseId) return cart;
  const notice = await changedOffer(ctx, cart, terms);
  const { programId, releaseId } = terms;
  const accountGroups = [...terms.accountGroups];
  const stray = strayAddOns(cart, terms, cart);
  const addOns = cart.addOns.filter(({ addOnId }) => !stray.includes(addOnId));
  const notices = [...cart.notices.filter(({ code }) => code !== 'offer.changed'), notice, ...stray.map(toGone)];
  const at = ctx.clock.now();
  await carts.choose(ctx.store.db, { ...cart, programId, releaseId, accountGroups, addOns, notices, at });
  return readCart(ctx, cart.id);
}

async function makeCart(ctx: StoreCtx, terms: Terms, choice: CartChoice) {
  const token = newSecret();
  const id = newId();
  const at = ctx.clock.now();
  const { programId, releaseId } = terms;
  await transaction(ctx, async (ctx) => {
    await carts.insert(ctx.store.db, {
      ...fieldsOf(choice),
      id,
      tokenHash: hashToken(token),
      fanId: ctx.actor.kind === 'fan' ? ctx.actor.fanId : null,
      programId,
      releaseId,
      forOrderId: choice.forOrderId,
      accountGroups: [...terms.accountGroups],
      vendorCartRef: randomUUID(),
      at,
    });
    await events.replace(ctx.store.db, { cartId: id, events: eventsOf(choice), at });
  });
  return { cart: await readCart(ctx, id), cookie: cartCookie(ctx, token) };
}

/** Those the cart had that go with nothing that is chosen now: they leave it. One that was never fitting is a finding. */
function strayAddOns(
  { addOns }: Cart,
  { quoted }: Terms,
  { packId, events: chosen }: Pick<CartChoice, 'packId' | 'events'>,
): string[] {
  const scope = { packId, eventCodes: chosen.map(({ eventCode }) => eventCode) };
  return addOns.flatMap(({ addOnId }) => {
    const addOn = quoted.content.add_ons.addOns.find(({ id }) => id === addOnId);
    return addOn !== undefined && goesWith(addOn, scope) ? [] : [addOnId];
  });
}

function toGone(addOnId: string): Notice {
  return { code: 'add_on.gone', addOnId, eventCode: null };
}

async function change(
  ctx: StoreCtx,
  cart: Cart,
  terms: Terms,
  choice: CartChoice,
  stray: readonly string[],
): Promise<Cart> {
  const at = ctx.clock.now();
  const { programId, releaseId } = terms;
  const accountGroups = [...terms.accountGroups];
  const { id, version } = cart;
  const left = new Set(choice.events.map(({ eventCode }) => eventCode));
  const notices = [...lossesAt(cart.notices, (eventCode) => left.has(eventCode)), ...stray.map(toGone)];
  await transaction(ctx, async (ctx) => {
    const chosen = { ...fieldsOf(choice), id, version, programId, releaseId, accountGroups, notices, at };
    if (!(await carts.choose(ctx.store.db, chosen))) throw problem('cart.busy');
    await events.replace(ctx.store.db, { cartId: id, events: eventsOf(choice), at });
  });
  return readCart(ctx, id);
}

function refuseBeyond(cart: Cart, terms: Terms, choice: CartChoice) {
  const isSame =
    choice.packId === cart.packId &&
    choice.packageId === cart.packageId &&
    choice.partySize === cart.partySize &&
    choice.accessibleSeats === cart.accessibleSeats;
  const chosen = new Map(choice.events.map(({ eventCode, suiteId }) => [eventCode, suiteId]));
  const keepsAll = cart.events.every(({ eventCode, suiteId }) => chosen.get(eventCode) === suiteId);
  const adds = chosen.size > cart.events.length || choice.addOns.some((one) => !has(cart, one));
  if (!isSame || !keepsAll || (adds && !terms.allowsAdding)) throw problem('cart.fixed');
}

function has(cart: Cart, { addOnId, count }: { addOnId: string; count: number }): boolean {
  return cart.addOns.some((one) => one.addOnId === addOnId && one.count >= count);
}

async function changedOffer(ctx: StoreCtx, cart: Cart, terms: Terms): Promise<Notice> {
  const known = offeredTo(cart, terms);
  const { totalCents } = quoteCart(terms, cart, await buyerOf(ctx, cart));
  return {
    code: 'offer.changed',
    lostEventCodes: cart.events.filter(({ eventCode }) => !known.has(eventCode)).map(({ eventCode }) => eventCode),
    isChoiceLost: !isChoiceOffered(terms, cart),
    beforeCents: null,
    afterCents: totalCents === 0 ? null : totalCents,
  };
}

/** The events that can still be chosen: with the cart's pack or package, or with any where it is gone. */
function offeredTo({ packId, packageId }: Cart, { quoted: { content, events: known } }: Terms): ReadonlySet<string> {
  const isAvailable = (code: string) => known.get(code)?.isAvailable === true;
  const own = choiceSpace(content, { packId, packageId }, isAvailable);
  const spaces = own === null ? choicesOf(content).map((one) => choiceSpace(content, one, isAvailable)) : [own];
  return new Set(spaces.flatMap((space) => space?.groups.flatMap(({ eventCodes }) => eventCodes) ?? []));
}

function fieldsOf({ packId, packageId, partySize, accessibleSeats, addOns }: CartChoice) {
  return { packId, packageId, partySize, accessibleSeats, addOns: addOns.map((one) => ({ ...one })) };
}

/** Each once, where it first stands. */
function eventsOf({ events: chosen }: CartChoice) {
  return [...new Map(chosen.toReversed().map((event) => [event.eventCode, { ...event }])).values()].toReversed();
}
