import { type Ctx, type StoreCtx, transaction, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { newId } from '../../core/ids.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { askVendor } from './checkout.ask.service.ts';
import { failPurchase } from './checkout.endings.service.ts';
import { failureOf } from './checkout.failures.service.ts';
import { resumePurchaseJob } from './checkout.news.service.ts';
import * as purchases from './checkout.purchases.repository.ts';
import { hasBegunToPay, leaseUntil } from './checkout.steps.service.ts';

/** Purchases of a store in one go; the next one goes on. */
const atMost = 100;

/**
 * Has every purchase gone on with that nobody is at, in every store: those a dead process left, now or as soon as their
 * leases run out, and those to be asked. A store whose database fails is left for the next time.
 */
export async function resumeEverywhere(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) {
    await planResuming(withStore(ctx, store)).catch((error: unknown) => {
      ctx.log.error({ err: faultFacts(error), store: store.key }, 'purchases could not be listed');
    });
  }
}

async function planResuming(ctx: StoreCtx): Promise<void> {
  const unfinished = await purchases.listUnfinished(ctx.store.db, atMost);
  if (unfinished.length === 0) return;
  await transaction(ctx, async (ctx) => {
    for (const { id, dueAt } of unfinished) {
      await enqueueForStore(ctx, resumePurchaseJob, { purchaseId: id }, { runAt: dueAt, key: `purchase:${id}` });
    }
  });
}

/** Goes on with a purchase from its last written step; false when somebody is at it, or it has ended. */
export async function resumePurchase(ctx: StoreCtx, id: string): Promise<boolean> {
  const leaseToken = newId();
  const now = ctx.clock.now();
  if (!(await purchases.lease(ctx.store.db, { id, leaseToken, leaseUntil: leaseUntil(ctx), now }))) return false;
  await goOn(ctx, id, leaseToken);
  return true;
}

/**
 * A cart the vendor has sold although its purchases failed: the newest of them is asked for again, and becomes the order.
 * Nothing is done when one is under way, which will find out by itself.
 */
export async function adoptSale(ctx: StoreCtx, cartId: string): Promise<void> {
  const leaseToken = newId();
  const found = await purchases.reopen(ctx.store.db, { cartId, leaseToken, leaseUntil: leaseUntil(ctx) });
  if (found !== null) await goOn(ctx, found.id, leaseToken);
}

/** With the lease in hand. */
export async function goOn(ctx: StoreCtx, id: string, leaseToken: string, how = { isFencing: false }): Promise<void> {
  const purchase = await purchases.find(ctx.store.db, id);
  if (purchase === null) return;
  const running = { purchase, leaseToken, steps: purchase.steps };
  if (hasBegunToPay(purchase) || purchase.state === 'unknown') return askVendor(ctx, running, how);
  // before the payment nothing can have been sold
  const left = { seats: purchase.content.seats, isUnsettled: true };
  await failPurchase(ctx, running, failureOf('interrupted'), left);
}
