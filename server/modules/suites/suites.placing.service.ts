import type { SeatRange, SuiteFields } from '../../../shared/contract/suites.ts';
import { sharedSeats } from '../../../shared/rules/seats.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import { lockVenue, requireUnarchived } from '../venues/venues.acts.service.ts';
import { findMissingSections } from '../venues/venues.sections.service.ts';
import * as seats from './suites.seats.repository.ts';
import * as types from './suites.suite-types.repository.ts';

type Placed = Pick<SuiteFields, 'venueId' | 'suiteTypeId' | 'seats' | 'overflow'>;
/** `at`: the JSON pointer under which the fields were given. */
type Placing = { id: string; after: Placed; before: Placed | null; at: string };

/**
 * Locks the venue, so that its suites are placed one at a time, and refuses what cannot stand there: unknown sections, and
 * seats that another suite has. An archived venue is refused where it is newly given.
 */
export async function placeSuite(ctx: StoreCtx, { id, after, before, at }: Placing): Promise<void> {
  const venue = await lockVenue(ctx, after.venueId, `${at}/venueId`);
  if (after.venueId !== before?.venueId) requireUnarchived(venue);
  if (after.suiteTypeId !== null && !(await types.hold(ctx.store.db, after.suiteTypeId))) {
    const message = 'There is no such suite type.';
    const error = { at: `${at}/suiteTypeId`, code: 'suite_type.not_found', message };
    throw problem('suite_type.not_found', {}, { errors: [error] });
  }
  const ranges = named(after, at);
  await refuseUnknownSections(ctx, after.venueId, ranges);
  await refuseTakenSeats(ctx, id, after.venueId, ranges);
}

/** Locks the venues of all of these, in one order, so that two who place many suites never wait for each other. */
export async function lockVenues(ctx: StoreCtx, items: readonly Pick<SuiteFields, 'venueId'>[]): Promise<void> {
  const venueIds = items.map(({ venueId }) => venueId);
  for (const venueId of [...new Set(venueIds)].sort()) {
    await lockVenue(ctx, venueId, `/body/items/${venueIds.indexOf(venueId)}/venueId`);
  }
}

type NamedRange = { at: string; range: SeatRange };

/** With the fields they come from. */
function named({ seats: own, overflow }: Placed, at: string): NamedRange[] {
  const all = own.map((range, index) => ({ at: `${at}/seats/${index}`, range }));
  return overflow === null ? all : [...all, { at: `${at}/overflow`, range: overflow }];
}

async function refuseUnknownSections(ctx: StoreCtx, venueId: string, ranges: readonly NamedRange[]) {
  const names = ranges.map(({ range }) => range.sectionName);
  const missing = await findMissingSections(ctx, venueId, names);
  const errors = ranges.flatMap(({ at, range: { sectionName } }): FieldError[] =>
    missing.has(sectionName)
      ? [{ at: `${at}/sectionName`, code: 'section.not_found', message: `The venue has no section ${sectionName}.` }]
      : [],
  );
  if (errors.length > 0) throw problem('section.not_found', { section: [...missing].join(', ') }, { errors });
}

async function refuseTakenSeats(ctx: StoreCtx, suiteId: string, venueId: string, ranges: readonly NamedRange[]) {
  const sectionNames = [...new Set(ranges.map(({ range }) => range.sectionName))];
  const neighbours = await seats.listNeighbours(ctx.store.db, { suiteId, venueId, sectionNames });
  const taken = ranges.flatMap(({ at, range }) =>
    neighbours.flatMap((neighbour) => {
      const shared = sharedSeats(range, neighbour);
      return shared === null ? [] : [{ at, ...shared, suite: neighbour.suiteName }];
    }),
  );
  const [first] = taken;
  if (first === undefined) return;
  const errors = taken.map(({ at, firstSeat, lastSeat, suite }) => {
    return { at, code: 'suite.seats_taken', message: `Seats ${firstSeat} to ${lastSeat} are in ${suite}.` };
  });
  const params = {
    section: first.sectionName,
    row: first.rowName,
    first: first.firstSeat,
    last: first.lastSeat,
    suite: first.suite,
  };
  throw problem('suite.seats_taken', params, { errors: errors.slice(0, 50) });
}
