import type { PaymentForm, Vendor, VendorHooks } from '../../vendors.types.ts';
import { type CallerPace, openCaller } from './caller.ts';
import type { ArchticsConnection } from './connection.ts';
import { customersBy } from './customers.ts';
import { eventsBy } from './events.ts';
import { holdsBy } from './holds.ts';
import { inventoryBy } from './inventory.ts';
import { salesBy } from './sales.ts';
import { readBase } from './transport.ts';
import { cardFormPath } from './wire.ts';

export type { ArchticsConnection } from './connection.ts';

/**
 * Ticketmaster Archtics. Nothing is connected until the first call, and a wrong address fails each call as `setup`.
 * Every request and poll goes through the hooks. Deadlines are those of `CallOptions`, else ten minutes for checkout and
 * synchronisation and one for people who wait. What only reads, and adding a customer, is tried three times; holds,
 * releases and payments once: their lost answers are `unknown`.
 */
export function openArchtics(connection: ArchticsConnection, hooks: VendorHooks, pace?: CallerPace): Vendor {
  const { operate, close } = openCaller(connection, hooks, pace);
  const { holdSeconds } = connection;
  return {
    capabilities: {
      multiEventCart: true,
      paymentTakenBy: 'vendor',
      paymentForm: paymentFormOf(connection, hooks),
      holdLifetime: holdSeconds === null ? { kind: 'returned' } : { kind: 'constant', seconds: holdSeconds },
      holdsSpecific: true,
      holdsBestAvailable: true,
      priceOn: 'seat',
      credit: false,
    },
    ...eventsBy(operate),
    ...inventoryBy(operate),
    ...customersBy(operate),
    ...holdsBy(operate, { mustSayEnd: holdSeconds === null }),
    ...salesBy(operate),
    close,
  };
}

/** None when the address is one that we would not call. */
function paymentFormOf({ baseUrl, dsn }: ArchticsConnection, hooks: VendorHooks): PaymentForm | null {
  const base = readBase(baseUrl, hooks);
  if (typeof base === 'string') return null;
  const { origin, path } = base;
  return { url: `${origin}${path}${cardFormPath(dsn)}`, origin };
}
