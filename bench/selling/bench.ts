import type { App } from '../../server/app.ts';
import type { LoadProcess } from '../support/processes.ts';
import type { Shop } from '../support/shop.ts';
import type { Sale } from './sale.ts';

/** What every section of `bench/selling.ts` measures on. */
export type Bench = {
  url: string;
  /** For acts of staff; it serves nothing. */
  app: App;
  shop: Shop;
  /** Opened by the first section that sells. */
  sale: () => Promise<Sale>;
  load: LoadProcess;
};
/** A section as it goes into the results. */
export type Measured = { text: string; isMet: boolean };

/** A target beside what was measured. */
export function against(target: string, isMet: boolean): string {
  return isMet ? target : `${target}, **missed**`;
}
