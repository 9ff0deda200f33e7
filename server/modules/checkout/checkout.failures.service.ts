import { ProblemError } from '../../core/problem.ts';
import { expiryNotices, lossNotices } from '../carts/carts.compare.service.ts';
import type { HeldCartSeat } from '../carts/carts.types.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';
import type { Failure, FailureReason } from './checkout.types.ts';

export function failureOf(reason: FailureReason, more: Partial<Omit<Failure, 'reason'>> = {}): Failure {
  return { reason, detail: null, notices: [], dueCents: null, retryAt: null, ...more };
}

/**
 * What was thrown while the vendor was to be asked, as its failure: a store that is not connected is one that cannot be
 * asked. Anything else is a fault of ours and thrown on.
 */
export function asVendorFailure(error: unknown): VendorFailure {
  if (error instanceof VendorFailure) return error;
  if (error instanceof ProblemError) return new VendorFailure('setup', error.message, { cause: error });
  throw error;
}

/** What a call that certainly did nothing means for the fan. */
export function failureFrom(failure: VendorFailure, seats: readonly HeldCartSeat[]): Failure {
  if (failure.kind !== 'refused') {
    return failureOf('interrupted', { retryAt: failure.line?.retryAt.toISOString() ?? null });
  }
  switch (failure.reason) {
    case 'payment_declined':
      return failureOf('declined', { detail: failure.message });
    case 'amount_differs':
      return failureOf('amount_differs');
    case 'cart_expired':
    case 'cart_not_found':
      return expired(seats);
    default:
      return failureOf('refused', { detail: failure.message });
  }
}

/** The vendor let the seats go before they were paid. */
export function expired(seats: readonly HeldCartSeat[]): Failure {
  return failureOf('expired', { notices: expiryNotices(seats) });
}

/** The vendor never took the money, and the seats were given back to be certain of it. */
export function notPaid(seats: readonly HeldCartSeat[]): Failure {
  return failureOf('not_paid', { notices: lossNotices(seats) });
}
