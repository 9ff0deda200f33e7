import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locale } from '../../../shared/contract/common.ts';
import { lastly, type StoreCtx, together, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { ProblemError, problem } from '../../core/problem.ts';
import { findPayable, type Payable, quoteToPay, startPaying } from '../carts/carts.payment.service.ts';
import { buyerOf } from '../carts/carts.terms.service.ts';
import { holdFan } from '../fans/fans.service.ts';
import { requireFan } from '../fans/fans.sessions.service.ts';
import type { SignedInFan } from '../fans/fans.types.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { boughtEvents } from './checkout.content.service.ts';
import { drive } from './checkout.drive.service.ts';
import * as purchases from './checkout.purchases.repository.ts';
import { begun, leaseUntil } from './checkout.steps.service.ts';
import type { BoughtEvent, Purchase, PurchaseContent, SeenPurchase } from './checkout.types.ts';

export type BuyRequest = { cartId: string; agreedCents: number; paymentToken: string; locale?: Locale | undefined };

/** Milliseconds a repeated request waits for the first one of its key. */
const patience = 30_000;
const lookEvery = 100;

/**
 * Buys the signed-in fan's cart. The same key with the same body gets the same purchase, also while it is under way; with
 * another body it is `idempotency.key_reused`. Sold, failed or still unknown: the purchase says it.
 */
export async function buy(ctx: StoreCtx, idempotencyKey: string, request: BuyRequest): Promise<SeenPurchase> {
  const fan = await requireFan(ctx);
  const bodyHash = hashOf(request);
  try {
    const payable = await findPayable(ctx, request.cartId);
    const leaseToken = newId();
    const started = await start(ctx, { fan, payable, request, idempotencyKey, bodyHash, leaseToken });
    const bought = await drive(ctx, { purchase: started, leaseToken, steps: started.steps }, request.paymentToken);
    return bought ?? (await readPurchase(ctx, started.id));
  } catch (error) {
    // the same request may have been here first: then the key is used, or the cart is not to be bought any more
    if (!(error instanceof ProblemError)) throw error;
    const first = await purchases.findByKey(ctx.store.db, { fanId: fan.id, idempotencyKey });
    if (first === null) throw error;
    return repeat(ctx, first, bodyHash);
  }
}

/** `purchase.not_found` when there is none. */
export async function readPurchase(ctx: StoreCtx, id: string): Promise<Purchase> {
  const purchase = await purchases.find(ctx.store.db, id);
  if (purchase === null) throw problem('purchase.not_found');
  return purchase;
}

type Start = {
  fan: SignedInFan;
  payable: Payable;
  request: BuyRequest;
  idempotencyKey: string;
  bodyHash: Buffer;
  leaseToken: string;
};

/**
 * The first durable step. Throws `purchase.under_way` when the key was used, or the cart is being bought already. What is
 * asked for together is done one after another: what the fan has is counted when the fan is held.
 */
async function start(ctx: StoreCtx, of: Start): Promise<Purchase> {
  const { fan, payable, request, idempotencyKey, bodyHash, leaseToken } = of;
  const { cart, terms } = payable;
  const events = await boughtEvents(ctx, cart);
  return transaction(ctx, async (ctx) => {
    const [, , buyer] = await together([holdOpen(ctx), holdFan(ctx, fan.id), buyerOf(ctx, cart)]);
    const purchase = {
      id: newId(),
      cartId: cart.id,
      fanId: fan.id,
      bodyHash,
      vendorAccountId: fan.vendorAccountId,
      vendorCartRef: cart.vendorCartRef,
      releaseId: terms.releaseId,
      agreedCents: request.agreedCents,
      content: contentOf(of, events, quoteToPay(payable, buyer)),
      steps: [begun(ctx, 'compare'), begun(ctx, 'amount_due')],
      startedAt: ctx.clock.now(),
    };
    const leased = { idempotencyKey, leaseToken, leaseUntil: leaseUntil(ctx) };
    const started = {
      ...purchase,
      state: 'comparing' as const,
      feesCents: null,
      failure: null,
      orderId: null,
      asks: 0,
    };
    // a cart that is being paid fails the first of them, so that the second does not wait for the purchase that pays it
    return lastly([startPaying(ctx, cart), insertPurchase(ctx, { ...purchase, ...leased })], () => started);
  });
}

async function insertPurchase(ctx: StoreCtx, purchase: purchases.NewPurchase): Promise<void> {
  if (!(await purchases.insert(ctx.store.db, purchase))) throw problem('purchase.under_way');
}

function contentOf(
  { payable: { cart, terms }, request: { locale } }: Start,
  events: BoughtEvent[],
  quote: PurchaseContent['quote'],
): PurchaseContent {
  const { packId, packageId, forOrderId, accountGroups, seats } = cart;
  const { programId } = terms;
  const chosen = { packId, packageId, forOrderId, programId, locale: locale ?? null };
  return { quote, events, seats: [...seats], accountGroups, ...chosen };
}

/** What became of the first request of a key. While that is not known the purchase is answered as it is. */
async function repeat(ctx: StoreCtx, known: { id: string; bodyHash: Buffer }, bodyHash: Buffer): Promise<Purchase> {
  if (!known.bodyHash.equals(bodyHash)) throw problem('idempotency.key_reused');
  for (let waited = 0; ; waited += lookEvery) {
    const purchase = await readPurchase(ctx, known.id);
    const isUnderWay = purchase.state === 'comparing' || purchase.state === 'paying';
    if (!isUnderWay || waited >= patience) return purchase;
    await pause(lookEvery);
  }
}

function hashOf({ cartId, agreedCents, paymentToken, locale }: BuyRequest): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([cartId, agreedCents, paymentToken, locale]))
    .digest();
}
