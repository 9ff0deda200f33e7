import type { ProgramContent } from '../../shared/contract/program-content.ts';
import { eventCodesOf } from '../../shared/rules/checks/input.ts';
import type { OfferedEvent, OfferParts } from '../../shared/rules/offer-compile.ts';
import type { Amounts } from '../../shared/rules/price-rules.ts';
import { idOf } from './program-content.ts';

/** Published, on sale, undated. */
export function makeOfferedEvent(rest: Partial<OfferedEvent> = {}): OfferedEvent {
  return {
    name: 'Game',
    state: 'published',
    hasVenue: true,
    venueId: idOf('arena'),
    date: { state: 'tbd' },
    time: { state: 'tba' },
    startsAt: null,
    onSaleAt: null,
    offSaleAt: null,
    minSeats: 1,
    maxSeats: null,
    isFeatured: false,
    ...rest,
  };
}

export type OfferFacts = {
  /** Every event the content names is there; these are what is special about some. */
  events?: Record<string, Partial<OfferedEvent>>;
  /** Their ids, or with their names. */
  suites?: readonly (string | [id: string, name: string])[];
  amounts?: Amounts;
};

/** A release of the content in a store where all of it is on sale at 100.00, until a part says otherwise. */
export function makeOfferParts(content: ProgramContent, facts: OfferFacts = {}): OfferParts {
  const codes = [...new Set([...eventCodesOf(content), ...Object.keys(facts.events ?? {})])];
  return {
    release: { id: idOf('release'), programId: idOf('program'), number: 1 },
    content,
    currency: 'USD',
    events: new Map(codes.map((code) => [code, makeOfferedEvent(facts.events?.[code])])),
    venues: new Map([[idOf('arena'), { name: 'Arena', city: 'Springfield', timeZone: 'America/Los_Angeles' }]]),
    suites: new Map(
      (facts.suites ?? []).map((suite) => {
        const [id, name] = typeof suite === 'string' ? [suite, 'Suite'] : suite;
        return [id, { name, venueId: idOf('arena'), capacity: 12, partialSizes: [] }];
      }),
    ),
    amounts: facts.amounts ?? (() => 10_000),
  };
}
