import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { toProblem, vendorOf } from '../vendors/vendors.service.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';
import type { FanAccount } from './fans.types.ts';

/** What a fan gives to sign in; the name only makes a new account. */
export type Code = { email: string; code: string; name?: { first: string; last: string } | undefined };

/** Milliseconds the vendor has to say who the customer is. */
const patience = 15_000;

/** The vendor's customer of an address; made when there is none and a name is given, else `fan.name_needed`. */
export async function findAccount(ctx: StoreCtx, { email, name }: Code): Promise<FanAccount> {
  const vendor = await vendorOf(ctx);
  const options = { purpose: 'hold', timeoutMs: patience, signal: ctx.request?.signal } as const;
  try {
    const found = await vendor.findCustomer({ email }, options);
    if (found === null && name === undefined) throw problem('fan.name_needed');
    const customer =
      found ?? (await vendor.addCustomer({ email, firstName: name?.first ?? '', lastName: name?.last ?? '' }, options));
    return {
      vendorAccountId: customer.accountId,
      email,
      name: `${customer.firstName} ${customer.lastName}`.trim(),
      accountGroups: customer.accountGroups,
    };
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    throw error.reason === 'customer_locked' ? problem('fan.account_locked') : toProblem(ctx, error);
  }
}
