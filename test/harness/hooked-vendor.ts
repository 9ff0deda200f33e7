import type {
  AdapterConnection,
  CallOptions,
  Vendor,
  VendorAdapter,
  VendorFailure,
  VendorHooks,
} from '../../server/modules/vendors/vendors.types.ts';

/** One opened connection of a hooked vendor. */
export type HookedConnection = { given: AdapterConnection; hooks: VendorHooks; isClosed: boolean };
export type HookedVendor = {
  adapter: VendorAdapter;
  /** In the order they were opened. */
  connections: HookedConnection[];
  /** Thrown by the next calls, after they were paid for. */
  failure: VendorFailure | null;
  /** Waited for by every call. */
  pause: () => Promise<void>;
};

/** A vendor without a wire: its `ping` pays and is recorded as a real one is, and answers at once. */
export function hookVendor(): HookedVendor {
  const hooked: HookedVendor = {
    adapter: {
      label: 'Hooked',
      fields: [
        { name: 'baseUrl', label: 'Address', kind: 'address' },
        { name: 'user', label: 'User', kind: 'text' },
      ],
      keys: [{ name: 'key', label: 'Key' }],
      usual: { perMinute: null, perDay: null, holdSeconds: null },
      open: (given, hooks) => open(hooked, { given, hooks, isClosed: false }),
    },
    connections: [],
    failure: null,
    pause: async () => {},
  };
  return hooked;
}

function open(hooked: HookedVendor, connection: HookedConnection): Vendor {
  const { hooks } = connection;
  hooked.connections.push(connection);
  const call = async ({ purpose, signal = new AbortController().signal, lineKey }: CallOptions) => {
    await hooks.spend(purpose, signal, { lineKey });
    const about = { operation: 'ping', purpose, eventCode: null, startedAt: hooks.now(), durationMs: 1.4, polls: 0 };
    const outcome = hooked.failure?.kind ?? 'done';
    await hooked.pause();
    hooks.record({ ...about, attempts: 1, outcome, detail: hooked.failure?.message ?? null });
    if (hooked.failure !== null) throw hooked.failure;
  };
  const never = async (): Promise<never> => {
    throw new Error('this vendor only answers a ping');
  };
  return {
    capabilities: {
      multiEventCart: true,
      paymentTakenBy: 'vendor',
      paymentForm: null,
      holdLifetime: { kind: 'returned' },
      holdsSpecific: false,
      holdsBestAvailable: false,
      priceOn: 'seat',
      credit: false,
    },
    ping: call,
    findEvents: never,
    readSummary: never,
    readSeats: never,
    readPrices: never,
    findCustomer: never,
    addCustomer: never,
    readOwned: never,
    holdSpecific: never,
    holdBestAvailable: never,
    release: never,
    readCart: never,
    readAmountDue: never,
    pay: never,
    readTickets: never,
    async close() {
      connection.isClosed = true;
    },
  };
}
