import { type Ctx, type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { createSuite } from '../../server/modules/suites/suites.service.ts';
import { createSuiteType } from '../../server/modules/suites/suites.suite-types.service.ts';
import type { SuiteDetails, SuiteType, SuiteTypeFields } from '../../server/modules/suites/suites.types.ts';
import type { SeatRange, SuiteFields } from '../../shared/contract/suites.ts';
import { uniqueKey } from './key.ts';
import { makeSections, makeVenue } from './venue.ts';

/** A suite without seats; its venue is made too unless it is named, with the sections of its seats. */
export async function makeSuite(
  app: { ctx: Ctx },
  store: StoreFacts,
  overrides: Partial<SuiteFields> = {},
): Promise<SuiteDetails> {
  const ranges = [...(overrides.seats ?? []), ...(overrides.overflow ? [overrides.overflow] : [])];
  const names = [...new Set(ranges.map(({ sectionName }) => sectionName))];
  const venueId = overrides.venueId ?? (await makeVenue(app, store, { sections: makeSections(names, 'suites') })).id;
  return createSuite(withStore(app.ctx, store), {
    name: uniqueKey('suite'),
    suiteTypeId: null,
    description: {},
    image: null,
    seats: [],
    overflow: null,
    partialSizes: [],
    ...overrides,
    venueId,
  });
}

export async function makeSuiteType(
  app: { ctx: Ctx },
  store: StoreFacts,
  overrides: Partial<SuiteTypeFields> = {},
): Promise<SuiteType> {
  const type = { name: uniqueKey('type'), description: {}, image: null, ...overrides };
  return createSuiteType(withStore(app.ctx, store), type);
}

/** Seats first to last of a row. */
export function makeSeats(sectionName: string, rowName: string, firstSeat: number, lastSeat: number): SeatRange {
  return { sectionName, rowName, firstSeat, lastSeat };
}
