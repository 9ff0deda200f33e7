import type { Locale } from '../../contract/common.ts';
import type { ProgramContent } from '../../contract/program-content.ts';
import { shownPacks } from '../choice-space.ts';
import type { Amounts } from '../price-rules.ts';

/** An event of the store, as checks see it. Instants are UTC milliseconds. */
export type EventFacts = {
  name: string;
  state: 'draft' | 'published' | 'archived';
  hasVenue: boolean;
  /** Null while undecided. */
  startsAt: number | null;
  offSaleAt: number | null;
};
/** What the copy of the vendor's inventory says of one event; absent when it was never read. */
export type InventoryFacts = {
  readAt: number;
  /** What the vendor says of the event itself; of one that is not listed nothing is free. */
  vendorState: 'listed' | 'cancelled' | 'missing';
  /** How old it may be before it is stale, in milliseconds. */
  freshFor: number;
  /** Free seats by class name, then by price code. */
  freeSeats: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Ticket types that have an amount, by price code. */
  ticketTypes: ReadonlyMap<string, ReadonlySet<string>>;
};
export type SuiteFacts = { name: string; seatCount: number; priceCodes: readonly string[] };

/** Everything a check may look at. */
export type CheckInput = {
  content: ProgramContent;
  /** The instant the checks speak of, UTC milliseconds. */
  at: number;
  events: ReadonlyMap<string, EventFacts>;
  inventory: ReadonlyMap<string, InventoryFacts>;
  amounts: Amounts;
  suites: ReadonlyMap<string, SuiteFacts>;
  /** Class names the vendor lets us sell; null when the vendor was not asked yet. */
  grantedClasses: ReadonlySet<string> | null;
  /** Fans we know in each account group. */
  groupSizes: ReadonlyMap<string, number>;
  locales: readonly Locale[];
  /** The store's brand colours, where the program sets none. */
  brand: { primary: string; onPrimary: string };
  /** The content this program replaces when it is published: its last release, or the program it was copied from. */
  replaces: ProgramContent | null;
};

/** The events a program speaks of, in the order it first names them. */
export function eventCodesOf(content: ProgramContent): string[] {
  switch (content.definition.type) {
    case 'build_your_own':
      return [...new Set(content.events.eventCodes)];
    case 'game_packs':
      return [...new Set(shownPacks(content).flatMap((pack) => pack.eventCodes))];
    case 'preset_packages':
      return [
        ...new Set(
          content.packages.packages.flatMap(({ eventCodes, postPurchase }) => [
            ...eventCodes,
            ...(postPurchase?.eventCodes ?? []),
          ]),
        ),
      ];
  }
}

/** Why an event is not offered at an instant, or null when it is. */
export function goneReason(event: EventFacts, at: number): 'not_published' | 'no_venue' | 'past' | 'off_sale' | null {
  if (event.state !== 'published') return 'not_published';
  if (!event.hasVenue) return 'no_venue';
  if (event.startsAt !== null && event.startsAt <= at) return 'past';
  if (event.offSaleAt !== null && event.offSaleAt <= at) return 'off_sale';
  return null;
}

/** Why the vendor sells nothing of an event any more, or null when it does. */
export function goneAtVendor({ inventory }: CheckInput, eventCode: string): 'cancelled' | 'missing' | null {
  const state = inventory.get(eventCode)?.vendorState ?? 'listed';
  return state === 'listed' ? null : state;
}

export function isOpen(input: CheckInput, eventCode: string): boolean {
  const event = input.events.get(eventCode);
  return event !== undefined && goneReason(event, input.at) === null && goneAtVendor(input, eventCode) === null;
}
