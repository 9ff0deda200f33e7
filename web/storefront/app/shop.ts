import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { Availability, Offer } from '../../../shared/contract/catalog.ts';
import type { Locale } from '../../../shared/contract/common.ts';
import type { FreeCodes, PageData } from '../../../shared/contract/storefront.ts';

/** What the store sells, as it is known in this browser. */
export type Shop = {
  readonly storeKey: string;
  /** What stands before every path: nothing, or `/s/{storeKey}`. */
  readonly base: string;
  readonly locale: Locale;
  readonly offer: Offer;
  readonly copy: OfferCopy;
  /** Free seats in full; null until they were read. */
  readonly availability: Availability | null;
  /** By event code: the price codes of which a seat is free. */
  readonly free: FreeCodes;
  /** The instant the offer is looked at, in UTC milliseconds. */
  readonly at: number;
  /** What the server calls the offer everybody is sent. */
  readonly tag: string;
  /** Staff look at what fans will see: choosing stays in this page, nothing is written. */
  readonly isPreview: boolean;
};

export function shopOf({ storeKey, base, locale, offer, copy, free, at, tag }: PageData, isPreview: boolean): Shop {
  return { storeKey, base, locale, offer, copy, free, at, tag, availability: null, isPreview };
}

/** The price codes with a free seat, as the server says them of its free seats. */
export function freeCodesOf({ priceCodes, cells, events }: Availability): FreeCodes {
  return Object.fromEntries(
    events.map(({ code, seats }) => {
      const places = new Set(cells.flatMap(([, priceCode], cell) => ((seats[cell] ?? 0) > 0 ? [priceCode] : [])));
      return [code, priceCodes.filter((_, place) => places.has(place))];
    }),
  );
}
