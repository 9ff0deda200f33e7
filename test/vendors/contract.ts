import { describe } from 'vitest';
import { describeHooks, describeRefusals, describeSecrecy, describeUnknown } from './contract/failing.ts';
import { describeBestAvailable, describeHolds, describeReleases } from './contract/holding.ts';
import { describeCustomers, describeEvents, describeInventory } from './contract/reading.ts';
import type { OpenRig } from './contract/rig.ts';
import { describeRefusedSales, describeSales } from './contract/selling.ts';

export type { Misbehaviour, OpenRig, Operation, VendorControl, VendorFacts } from './contract/rig.ts';

/** What every adapter of a vendor promises to the rest of the product. `open` gives each test a vendor of its own. */
export function describeVendor(name: string, open: OpenRig) {
  describe(`the vendor ${name}`, () => {
    describeEvents(open);
    describeInventory(open);
    describeCustomers(open);
    describeHolds(open);
    describeBestAvailable(open);
    describeReleases(open);
    describeSales(open);
    describeRefusedSales(open);
    describeUnknown(open);
    describeRefusals(open);
    describeHooks(open);
    describeSecrecy(open);
  });
}
