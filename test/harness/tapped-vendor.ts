import { archticsAdapter } from '../../server/modules/vendors/adapters/archtics/adapter.ts';
import { openArchtics } from '../../server/modules/vendors/adapters/archtics/archtics.ts';
import { usualPace } from '../../server/modules/vendors/adapters/archtics/transport.ts';
import type { Vendor, VendorAdapters } from '../../server/modules/vendors/vendors.types.ts';

/** One call at the vendor by one process; `cartRef` is null for calls that are about no cart. */
export type VendorCall = { operation: string; cartRef: string | null };
export type CallTap = {
  before?: (call: VendorCall) => Promise<void> | void;
  /** After it was answered, or failed. */
  after?: (call: VendorCall) => Promise<void> | void;
};

/** Carts that were asked about by two calls at once, in any process of a test. */
export type CallWatch = { overlaps: string[]; calls: VendorCall[]; inFlight: Map<string, number> };

export function watchCalls(): CallWatch {
  return { overlaps: [], calls: [], inFlight: new Map() };
}

/** Tries again without the pauses that spare a real vendor. */
const pace = { ...usualPace, pollEvery: 5, attempts: 3, firstPause: 1, firstBreak: 1 };

/** The real adapter, each of whose operations goes through the tap. */
export function tapVendors(tap: CallTap, watch: CallWatch = watchCalls()): VendorAdapters {
  return {
    archtics: {
      ...archticsAdapter,
      open({ fields, keys, holdSeconds }, hooks) {
        const { baseUrl = '', dsn = '', uid = '', sourceName = '' } = fields;
        const { customer = '', inventory = '', hold = '', buy = '' } = keys;
        const connection = { baseUrl, dsn, uid, sourceName, keys: { customer, inventory, hold, buy }, holdSeconds };
        return tapped(openArchtics(connection, hooks, pace), tap, watch);
      },
    },
  };
}

function tapped(vendor: Vendor, tap: CallTap, watch: CallWatch): Vendor {
  const operations = Object.entries(vendor).map(([operation, act]) => {
    if (typeof act !== 'function' || operation === 'close') return [operation, act];
    const through = async (...given: unknown[]) => {
      const call = { operation, cartRef: cartOf(given[0]) };
      await tap.before?.(call);
      try {
        return await during(watch, call, () => Reflect.apply(act, vendor, given));
      } finally {
        await tap.after?.(call);
      }
    };
    return [operation, through];
  });
  return Object.fromEntries(operations) as Vendor;
}

async function during<T>({ overlaps, calls, inFlight }: CallWatch, call: VendorCall, work: () => Promise<T>) {
  const { operation, cartRef } = call;
  calls.push(call);
  if (cartRef === null) return work();
  const others = inFlight.get(cartRef) ?? 0;
  if (others > 0) overlaps.push(`${operation} ${cartRef}`);
  inFlight.set(cartRef, others + 1);
  try {
    return await work();
  } finally {
    inFlight.set(cartRef, (inFlight.get(cartRef) ?? 1) - 1);
  }
}

function cartOf(given: unknown): string | null {
  if (typeof given === 'string') return /^[0-9a-f-]{36}$/.test(given) ? given : null;
  const cartRef: unknown = Reflect.get(Object(given), 'cartRef');
  return typeof cartRef === 'string' ? cartRef : null;
}
