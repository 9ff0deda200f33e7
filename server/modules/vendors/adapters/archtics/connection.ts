/** One account of Archtics; `baseUrl` is what staff typed, and `uid` the vendor user whose classes we may sell. */
export type ArchticsConnection = {
  baseUrl: string;
  dsn: string;
  uid: string;
  /** How we name ourselves to the vendor. */
  sourceName: string;
  /** A key that is empty is replaced by that of the next larger product. */
  keys: { customer: string; inventory: string; hold: string; buy: string };
  /** How long a cart lasts by the contract; null where the vendor's answers say it. */
  holdSeconds: number | null;
};
