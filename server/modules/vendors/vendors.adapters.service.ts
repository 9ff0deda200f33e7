import { archticsAdapter } from './adapters/archtics/adapter.ts';
import type { VendorAdapters } from './vendors.types.ts';

/** The vendors the product speaks to. Another one is a folder of adapters and a line here. */
export const vendorAdapters: VendorAdapters = { archtics: archticsAdapter };
