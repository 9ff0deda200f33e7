import { z } from 'zod';
import { monotonic } from '../../core/clock.ts';
import { type Ctx, type StoreCtx, type StoreFacts, together, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { platformJob } from '../../core/jobs.ts';
import { ProblemError } from '../../core/problem.ts';
import { makeSlots } from '../../core/slots.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';
import { expiryNotices } from './carts.compare.service.ts';
import * as endings from './carts.endings.repository.ts';
import { isOver, keepSeats, reconcile, withLeaseAsIs } from './carts.lease.service.ts';
import { forgetAddresses } from './carts.limits.service.ts';

/** Milliseconds after which a cart without seats is given up. */
const quietFor = 14 * 24 * 3_600_000;
/** Carts of a store that are looked up together. */
const atMost = 200;
/** Stores that are swept at the same time, and carts of each: as many answers of vendors are waited for. */
const storesAbreast = 4;
const cartsAbreast = 4;
/** Milliseconds a sweep goes on with one store, so that the others get their turn; the next one goes on. */
const longestSweep = 45_000;
/** Milliseconds after the vendor's end of a hold at which its seats are let go here even if the vendor cannot be asked. */
const graceAfterExpiry = 5 * 60_000;

/** Recurring: carts whose hold has ended, whose vendor call was never answered, or that nobody came back to. */
export const sweepCartsJob = platformJob('carts.sweep', z.strictObject({}));

/** A store whose database fails is left for the next sweep. */
export async function sweepAllCarts(ctx: Ctx): Promise<void> {
  const slots = makeSlots(storesAbreast);
  const sweepStore = (store: StoreFacts) =>
    sweepCarts(withStore(ctx, store)).catch((error: unknown) => {
      ctx.log.error({ err: faultFacts(error), store: store.key }, 'the carts of a store could not be swept');
    });
  await Promise.all((await listEveryStore(ctx)).map((store) => slots(() => sweepStore(store))));
}

/** `isAnswered`: the vendor has answered everything so far; once it does not, it is asked no more in this sweep. */
type Sweep = { isAnswered: boolean };

/** Lets go of what has ended: docs/rules/holds.md. One cart's failure leaves it for the next sweep. */
export async function sweepCarts(ctx: StoreCtx): Promise<void> {
  const now = ctx.clock.now();
  const quietBefore = new Date(now.getTime() - quietFor);
  const endsAt = monotonic() + longestSweep;
  const sweep: Sweep = { isAnswered: true };
  const slots = makeSlots(cartsAbreast);
  let after: endings.DueCart | null = null;
  for (;;) {
    const due: endings.DueCart[] = await endings.listDue(ctx.store.db, { now, quietBefore, after, limit: atMost });
    await together(due.map((cart) => slots(() => sweepOne(ctx, sweep, cart))));
    after = due.at(-1) ?? null;
    if (after !== null) await forgetAddresses(ctx);
    if (due.length < atMost || monotonic() > endsAt) return;
  }
}

async function sweepOne(ctx: StoreCtx, sweep: Sweep, { id, state, expiresAt, isUnsettled }: endings.DueCart) {
  if (state === 'choosing') {
    await endings.end(ctx.store.db, { id, state: 'ended', reason: 'expired', at: ctx.clock.now() });
    return;
  }
  if (!sweep.isAnswered && !isGraceOver(ctx, expiresAt)) return;
  try {
    await settleOne(ctx, sweep, id);
  } catch (error) {
    if (!(error instanceof VendorFailure || error instanceof ProblemError)) throw error;
    ctx.log.warn({ err: faultFacts(error), cart: id, isUnsettled }, 'a cart could not be swept');
  }
}

async function settleOne(ctx: StoreCtx, sweep: Sweep, id: string): Promise<void> {
  await withLeaseAsIs(ctx, id, async (cart, lease) => {
    if (!isOver(ctx, cart) && !cart.isUnsettled) return;
    if (sweep.isAnswered) {
      try {
        await reconcile(ctx, cart, lease, 'sweep');
        return;
      } catch (error) {
        if (!(error instanceof VendorFailure)) throw error;
        sweep.isAnswered &&= error.kind === 'refused';
        if (!isGraceOver(ctx, cart.expiresAt)) throw error;
      }
    } else if (!isGraceOver(ctx, cart.expiresAt)) return;
    await keepSeats(ctx, cart, lease, {
      seats: [],
      expiresAt: null,
      notices: [...cart.notices, ...expiryNotices(cart.seats)],
    });
  });
}

function isGraceOver(ctx: StoreCtx, expiresAt: Date | null): boolean {
  return expiresAt !== null && ctx.clock.now().getTime() >= expiresAt.getTime() + graceAfterExpiry;
}
