import {
  type OddEvent,
  type SectionCount,
  type Vendor,
  type VendorAdapter,
  type VendorEvent,
  VendorFailure,
} from '../../server/modules/vendors/vendors.types.ts';

/** A vendor that answers what the test says, for what no real one can be made to say: other names, wrong words, silence. */
export type RehearsedVendor = {
  adapter: VendorAdapter;
  events: VendorEvent[];
  /** Named by every answer, and cannot be read. */
  odd: OddEvent[];
  /** Sections with free seats, by event code. */
  sections: Map<string, string[]>;
  /** Thrown by every question. */
  failure: VendorFailure | null;
  /** Waited for by every question for events, after the answer was made. */
  pause: () => Promise<void>;
  /** Operations, in the order they were asked for. */
  asked: string[];
};

export function rehearseVendor(): RehearsedVendor {
  const said: RehearsedVendor = {
    adapter: {
      label: 'Rehearsed',
      fields: [{ name: 'baseUrl', label: 'Address', kind: 'address' }],
      keys: [{ name: 'key', label: 'Key' }],
      usual: { perMinute: null, perDay: null, holdSeconds: 600 },
      open: () => open(said),
    },
    events: [],
    odd: [],
    sections: new Map(),
    failure: null,
    pause: async () => {},
    asked: [],
  };
  return said;
}

/** For the next test. */
export function resetVendor(vendor: RehearsedVendor): void {
  Object.assign(vendor, { events: [], odd: [], sections: new Map(), failure: null, pause: async () => {}, asked: [] });
}

/** A game in the evening at the arena. */
export function vendorEvent(code: string, rest: Partial<VendorEvent> = {}): VendorEvent {
  return {
    code,
    name: `Game ${code}`,
    opponent: 'Lakers',
    date: { state: 'set', on: '2026-12-25' },
    time: { state: 'set', at: '19:30' },
    venueName: 'Chase Center',
    timeZone: 'America/Los_Angeles',
    manifest: 'ARENA',
    itemSets: ['SEASON'],
    category: null,
    onSaleAt: null,
    offSaleAt: null,
    estimatedOn: null,
    isCancelled: false,
    capacity: 18_064,
    ...rest,
  };
}

function open(said: RehearsedVendor): Vendor {
  const ask = (what: string) => {
    said.asked.push(what);
    if (said.failure !== null) throw said.failure;
  };
  const never = async (): Promise<never> => {
    throw new VendorFailure('refused', 'this vendor only answers questions about events');
  };
  return {
    capabilities: {
      multiEventCart: true,
      paymentTakenBy: 'vendor',
      paymentForm: null,
      holdLifetime: { kind: 'constant', seconds: 600 },
      holdsSpecific: true,
      holdsBestAvailable: true,
      priceOn: 'seat',
      credit: false,
    },
    ping: async () => ask('ping'),
    async findEvents(query) {
      ask(`findEvents ${query.kind}`);
      const found = said.events.filter(({ code, date, itemSets }) => {
        if (query.kind === 'codes') return query.codes.includes(code);
        if (query.kind === 'item_set') return itemSets.includes(query.itemSet);
        return date.state === 'set' && date.on >= query.from && date.on <= query.until;
      });
      await said.pause();
      return structuredClone({ events: found, odd: said.odd });
    },
    async readSummary(eventCode) {
      ask(`readSummary ${eventCode}`);
      const counts = (said.sections.get(eventCode) ?? []).map(
        (sectionName): SectionCount => ({ sectionName, className: 'FLEX', priceCode: 'C', count: 10 }),
      );
      return { counts, prices: [], grantedClasses: ['FLEX'] };
    },
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
    close: async () => {},
  };
}
