import { type Vendor, VendorFailure } from './vendors.types.ts';

/** An open vendor that can be taken out of use: whoever is in a call finishes it, and then it closes. */
export type Opened = {
  vendor: Vendor;
  /** Takes no more calls; closes when the last one is over. */
  retire: () => void;
  /** Closes now, whatever is going on. */
  close: () => Promise<void>;
};

/** `onFailure` hears of a vendor that does not close properly. */
export function watch(vendor: Vendor, onFailure: (error: unknown) => void): Opened {
  let inFlight = 0;
  let isRetired = false;
  let closing: Promise<void> | null = null;
  const close = () => {
    isRetired = true;
    closing ??= vendor.close().catch(onFailure);
    return closing;
  };
  const counted =
    <A extends unknown[], T>(act: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      if (isRetired) throw new VendorFailure('unavailable', 'the connection to the vendor was changed meanwhile');
      inFlight += 1;
      try {
        return await act(...given);
      } finally {
        inFlight -= 1;
        if (isRetired && inFlight === 0) void close();
      }
    };
  return {
    vendor: facade(vendor, counted, close),
    retire() {
      isRetired = true;
      if (inFlight === 0) void close();
    },
    close,
  };
}

type Counted = <A extends unknown[], T>(act: (...given: A) => Promise<T>) => (...given: A) => Promise<T>;

function facade(vendor: Vendor, counted: Counted, close: () => Promise<void>): Vendor {
  return {
    capabilities: vendor.capabilities,
    ping: counted(vendor.ping),
    findEvents: counted(vendor.findEvents),
    readSummary: counted(vendor.readSummary),
    readSeats: counted(vendor.readSeats),
    readPrices: counted(vendor.readPrices),
    findCustomer: counted(vendor.findCustomer),
    addCustomer: counted(vendor.addCustomer),
    readOwned: counted(vendor.readOwned),
    holdSpecific: counted(vendor.holdSpecific),
    holdBestAvailable: counted(vendor.holdBestAvailable),
    release: counted(vendor.release),
    readCart: counted(vendor.readCart),
    readAmountDue: counted(vendor.readAmountDue),
    pay: counted(vendor.pay),
    readTickets: counted(vendor.readTickets),
    close,
  };
}
