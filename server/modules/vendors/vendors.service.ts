import { type Ctx, type StoreCtx, unhurried } from '../../core/ctx.ts';
import { ProblemError, problem } from '../../core/problem.ts';
import * as accounts from './vendors.accounts.repository.ts';
import type { BudgetView } from './vendors.accounts.types.ts';
import * as usage from './vendors.budget.repository.ts';
import { readBudget } from './vendors.budget-view.service.ts';
import { closeRuntime, openFor } from './vendors.runtime.service.ts';
import type { PaymentForm, Vendor, VendorFailure } from './vendors.types.ts';

/** Milliseconds until the same classes are worth writing again. */
const classesHeardEvery = 10 * 60_000;

/**
 * The store's vendor, open. Ask for it anew for each piece of work: one that is kept refuses calls after somebody edited
 * its account. Throws `vendor.not_connected`.
 */
export async function vendorOf(ctx: StoreCtx): Promise<Vendor> {
  return (await openFor(ctx)).vendor;
}

/** Where fans of the store type their card; null while no vendor is connected that has a form. */
export async function paymentFormOf(ctx: StoreCtx): Promise<PaymentForm | null> {
  try {
    return (await vendorOf(ctx)).capabilities.paymentForm;
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/** What the budget of the store's account has left, for whoever plans calls. Throws `vendor.not_connected`. */
export async function budgetOf(ctx: StoreCtx): Promise<BudgetView> {
  const { account } = await openFor(ctx);
  return readBudget(account, await usage.findUsage(ctx.platform, account.id), ctx.clock.now());
}

/** The classes the store's vendor user may sell; null while the vendor was never asked, or there is none. */
export async function grantedClasses(ctx: StoreCtx): Promise<readonly string[] | null> {
  return (await accounts.findOfStore(ctx.platform, ctx.store.id))?.grantedClasses ?? null;
}

/** Keeps what the vendor just said; the same again costs nothing for ten minutes. */
export async function rememberGrantedClasses(ctx: StoreCtx, classes: readonly string[]): Promise<void> {
  const account = await accounts.findOfStore(ctx.platform, ctx.store.id);
  if (account === null) return;
  const heardAt = ctx.clock.now();
  const heardBefore = new Date(heardAt.getTime() - classesHeardEvery);
  const grantedClasses = [...new Set(classes)].sort();
  const isKnown = grantedClasses.join('\n') === account.grantedClasses?.join('\n');
  if (isKnown && account.classesHeardAt !== null && account.classesHeardAt > heardBefore) return;
  const heard = { id: account.id, grantedClasses, heardAt, heardBefore };
  await unhurried(ctx, ({ platform }) => accounts.hearClasses(platform, heard));
}

/** How a vendor's failure is answered to whoever waits for it. */
export function toProblem(ctx: Ctx, failure: VendorFailure): ProblemError {
  const cause = { cause: failure };
  switch (failure.kind) {
    case 'busy': {
      const { retryAt, place } = failure.line ?? { retryAt: null, place: 0 };
      const wait = (retryAt?.getTime() ?? 0) - ctx.clock.now().getTime();
      const seconds = retryAt === null ? busyFor : Math.max(1, Math.ceil(wait / 1_000));
      return problem('vendor.busy', { place, seconds, retryAt: retryAt?.toISOString() ?? null }, cause);
    }
    case 'refused':
      return problem('vendor.refused', { reason: failure.reason ?? 'other' }, cause);
    case 'unavailable':
      return problem('vendor.unavailable', {}, cause);
    case 'unknown':
      return problem('vendor.unknown', {}, cause);
    case 'setup':
      return problem('vendor.setup', {}, cause);
  }
}

/** Seconds, when a busy vendor does not say. */
const busyFor = 10;

/** Closes what this process has open; what is still to be written is written first. */
export function closeVendors(ctx: Ctx): Promise<void> {
  return closeRuntime(ctx);
}
