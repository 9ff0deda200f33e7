import type { CheckInput, EventFacts, InventoryFacts } from '../../shared/rules/checks/index.ts';
import { makeContent } from './program-content.ts';

export const checkedAt = Date.parse('2026-11-21T12:00:00.000Z');

export function makeEventFacts(rest: Partial<EventFacts> = {}): EventFacts {
  return {
    name: 'Lakers',
    state: 'published',
    hasVenue: true,
    startsAt: Date.parse('2027-01-10T03:00:00.000Z'),
    offSaleAt: null,
    ...rest,
  };
}

/** Ten free seats of class FLEX at price code C, sold as ADULT. */
export function makeInventoryFacts(rest: Partial<InventoryFacts> = {}): InventoryFacts {
  return {
    readAt: checkedAt,
    vendorState: 'listed',
    freshFor: 40 * 60_000,
    freeSeats: new Map([['FLEX', new Map([['C', 10]])]]),
    ticketTypes: new Map([['C', new Set(['ADULT', '3GP'])]]),
    ...rest,
  };
}

export type CheckParts = Partial<Omit<CheckInput, 'events' | 'inventory'>> & {
  events?: Record<string, Partial<EventFacts>>;
  inventory?: Record<string, Partial<InventoryFacts> | null>;
};

/** A store in which nothing is wrong: every named event is published and has seats and prices. */
export function makeCheckInput({ events = {}, inventory = {}, ...rest }: CheckParts = {}): CheckInput {
  const codes = [...new Set([...Object.keys(events), ...Object.keys(inventory)])];
  return {
    content: makeContent(),
    at: checkedAt,
    events: new Map(codes.map((code) => [code, makeEventFacts({ name: code, ...events[code] })])),
    inventory: new Map(
      codes.filter((code) => inventory[code] !== null).map((code) => [code, makeInventoryFacts(inventory[code] ?? {})]),
    ),
    amounts: () => 10_000,
    suites: new Map(),
    grantedClasses: new Set(['FLEX']),
    groupSizes: new Map(),
    locales: ['en'],
    brand: { primary: '#1d428a', onPrimary: '#ffffff' },
    replaces: null,
    ...rest,
  };
}
