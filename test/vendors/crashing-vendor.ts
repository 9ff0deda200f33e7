import type { Vendor, VendorAdapter } from '../../server/modules/vendors/vendors.types.ts';

type Operation = 'readCart' | 'readAmountDue' | 'pay' | 'release' | 'readOwned' | 'readTickets';
/** Where this process dies: before an operation is asked, or after it was answered and before that is written. */
export type Crash = { when: 'before' | 'after'; operation: Operation };
export type CrashingVendor = {
  adapter: VendorAdapter;
  /** Dies there, once. */
  crash: Crash | null;
  /** Called before an operation is asked. */
  onAsk: ((operation: string) => void | Promise<void>) | null;
};

/** A death that nothing catches: no failure of a vendor and no problem. */
export class Death extends Error {}

/** A vendor behind which the process dies at a chosen moment: what was written before is all that is left. */
export function crashingVendor(adapter: VendorAdapter): CrashingVendor {
  const crashing: CrashingVendor = {
    crash: null,
    onAsk: null,
    adapter: { ...adapter, open: (connection, hooks) => wrap(adapter.open(connection, hooks)) },
  };
  const dieAt = (when: Crash['when'], operation: string) => {
    if (crashing.crash?.when !== when || crashing.crash.operation !== operation) return;
    crashing.crash = null;
    throw new Death(`died ${when} ${operation}`);
  };
  const wrap = (vendor: Vendor): Vendor =>
    new Proxy(vendor, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          await crashing.onAsk?.(String(name));
          dieAt('before', String(name));
          const answer: unknown = await Reflect.apply(value, target, given);
          dieAt('after', String(name));
          return answer;
        };
      },
    });
  return crashing;
}
