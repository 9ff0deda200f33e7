import { type Account, type Product, products, type Quota } from './types.ts';

/** What the demo store is connected with; README.md names the same values. They guard nothing. */
export const demoAccount: Account = accountOf('flexdemo', 'FLEX');
/** A second database at the vendor, with a quota of its own. */
export const secondAccount: Account = accountOf('flexdemo2', 'FLEX2');
/** The vendor's usual contract. */
export const usualQuota: Quota = { perMinute: 80, perDay: 5000 };

/** What the query of a URL may call: the key's product and every smaller one. Null: there is no such key. */
export function productOfKey(account: Account, key: string): Product | null {
  return products.find((product) => account.keys[product] === key) ?? null;
}

/** Whether who may call `held` may call `wanted`. */
export function includes(held: Product, wanted: Product): boolean {
  return products.indexOf(held) >= products.indexOf(wanted);
}

function accountOf(dsn: string, uid: string): Account {
  const key = (product: Product) => `${dsn}-${product}-key`;
  return {
    dsn,
    uid,
    keys: { customer: key('customer'), inventory: key('inventory'), hold: key('hold'), buy: key('buy') },
  };
}
