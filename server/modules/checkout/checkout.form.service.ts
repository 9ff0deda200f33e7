import type { StoreCtx } from '../../core/ctx.ts';
import { paymentFormOf } from '../vendors/vendors.service.ts';
import type { PaymentForm } from '../vendors/vendors.types.ts';

/** Where the store's fans type their card; null while no vendor is connected that has a form. */
export function readForm(ctx: StoreCtx): Promise<PaymentForm | null> {
  return paymentFormOf(ctx);
}
