import { z } from 'zod';
import { type Ctx, type StoreCtx, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { platformJob } from '../../core/jobs.ts';
import { ProblemError } from '../../core/problem.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';
import { expiryNotices } from './carts.compare.service.ts';
import * as endings from './carts.endings.repository.ts';
import { isOver, keepSeats, reconcile, withLeaseAsIs } from './carts.lease.service.ts';

/** Milliseconds after which a cart without seats is given up. */
const quietFor = 14 * 24 * 3_600_000;
/** Carts of a store in one sweep; the next one goes on. */
const atMost = 200;
/** Milliseconds after the vendor's end of a hold at which its seats are let go here even if the vendor cannot be asked. */
const graceAfterExpiry = 5 * 60_000;

/** Recurring: carts whose hold has ended, whose vendor call was never answered, or that nobody came back to. */
export const sweepCartsJob = platformJob('carts.sweep', z.strictObject({}));

/** A store whose database fails is left for the next sweep. */
export async function sweepAllCarts(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) {
    await sweepCarts(withStore(ctx, store)).catch((error: unknown) => {
      ctx.log.error({ err: faultFacts(error), store: store.key }, 'the carts of a store could not be swept');
    });
  }
}

/** Lets go of what has ended: docs/rules/holds.md. One cart's failure leaves it for the next sweep. */
export async function sweepCarts(ctx: StoreCtx): Promise<void> {
  const now = ctx.clock.now();
  const quietBefore = new Date(now.getTime() - quietFor);
  for (const { id, state } of await endings.listDue(ctx.store.db, { now, quietBefore, limit: atMost })) {
    if (state === 'choosing') {
      await endings.end(ctx.store.db, { id, state: 'ended', reason: 'expired', at: now });
      continue;
    }
    try {
      await sweepOne(ctx, id);
    } catch (error) {
      if (!(error instanceof VendorFailure || error instanceof ProblemError)) throw error;
      ctx.log.warn({ err: faultFacts(error), cart: id }, 'a cart could not be swept');
    }
  }
}

async function sweepOne(ctx: StoreCtx, id: string): Promise<void> {
  await withLeaseAsIs(ctx, id, async (cart, lease) => {
    const endedAt = cart.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
    if (!isOver(ctx, cart) && !cart.isUnsettled) return;
    try {
      await reconcile(ctx, cart, lease);
    } catch (error) {
      if (!(error instanceof VendorFailure) || ctx.clock.now().getTime() < endedAt + graceAfterExpiry) throw error;
      await keepSeats(ctx, cart, lease, {
        seats: [],
        expiresAt: null,
        notices: [...cart.notices, ...expiryNotices(cart.seats)],
      });
    }
  });
}
