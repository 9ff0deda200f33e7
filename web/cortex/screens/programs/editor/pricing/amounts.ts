import type { SeasonAmounts } from '../../../../../../shared/contract/inventory.pricing.ts';
import { naturalOrder } from '../../../../../../shared/rules/natural-order.ts';

/** What the vendor's copy says, asked by code. */
export type VendorAmounts = {
  /** Null: the vendor has none. */
  amountOf: (eventCode: string, priceCode: string, ticketTypeCode: string) => number | null;
  /** False: nothing was read of the event, so a missing amount says nothing. */
  isRead: (eventCode: string) => boolean;
  /** Every ticket type with an amount for one of the events and the price code, with the least and the most. */
  ticketTypesAt: (eventCodes: readonly string[], priceCode: string) => TicketType[];
  /** Every ticket type the vendor has at all; none while nothing was read. */
  ticketTypes: ReadonlySet<string>;
  /**
   * The code in the vendor's spelling, also when only the case of its letters differs; null when the vendor has no such
   * code. While nothing was read every code is taken as it is.
   */
  codeOf: (text: string) => string | null;
  priceCodes: readonly string[];
  /** Free seats of these classes, over the events. */
  seatsOf: (eventCodes: readonly string[], classNames: readonly string[], priceCode: string) => number;
};
export type TicketType = { code: string; leastCents: number; mostCents: number; eventCount: number };

export function readSeasonAmounts({ columns, kinds, events }: SeasonAmounts): VendorAmounts {
  const byEvent = new Map(events.map((event) => [event.code, event]));
  const places = new Map(columns.map(([priceCode, type], place) => [`${priceCode}\n${type}`, place]));
  const amountOf = (eventCode: string, priceCode: string, type: string) =>
    byEvent.get(eventCode)?.cents[places.get(`${priceCode}\n${type}`) ?? -1] ?? null;
  const ticketTypes = new Set(columns.map(([, type]) => type));
  return {
    amountOf,
    ticketTypes,
    codeOf: (text) => spelt(ticketTypes, text.trim()),
    isRead: (eventCode) => (byEvent.get(eventCode)?.readAt ?? null) !== null,
    priceCodes: [...new Set([...columns, ...kinds.map(([, priceCode]) => [priceCode])].flatMap(([code]) => code ?? []))]
      .filter((code) => code !== '')
      .sort(naturalOrder),
    ticketTypesAt: (eventCodes, priceCode) =>
      columns
        .filter(([code]) => code === priceCode)
        .flatMap(([, code]) => {
          const cents = eventCodes.flatMap((eventCode) => amountOf(eventCode, priceCode, code) ?? []);
          if (cents.length === 0) return [];
          return [{ code, leastCents: Math.min(...cents), mostCents: Math.max(...cents), eventCount: cents.length }];
        })
        .sort((one, other) => naturalOrder(one.code, other.code)),
    seatsOf: (eventCodes, classNames, priceCode) =>
      kinds.reduce((sum, [className, code], place) => {
        if (code !== priceCode || !classNames.includes(className)) return sum;
        return eventCodes.reduce((all, eventCode) => all + (byEvent.get(eventCode)?.seats[place] ?? 0), sum);
      }, 0),
  };
}

function spelt(known: ReadonlySet<string>, text: string): string | null {
  if (known.size === 0 || known.has(text)) return text;
  const alike = [...known].filter((code) => code.toLowerCase() === text.toLowerCase());
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
