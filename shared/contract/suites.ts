import { z } from 'zod';
import { Id, Line, Name, PageQuery, pageOf, StoreParams } from './common.ts';
import { Image, LocalText } from './program-content.ts';
import { defineRoutes } from './route.ts';
import { SectionName } from './venues.ts';

const SuiteTypeFields = z.strictObject({ name: Name, description: LocalText, image: Image.nullable() });
/** Text and image that several suites share. */
export const SuiteType = SuiteTypeFields.extend({ id: Id, suiteCount: z.int(), version: z.int() });

const SeatNumber = z.int().min(0).max(100_000);
/** Seats first to last of one row, both included. */
export const SeatRange = z
  .strictObject({ sectionName: SectionName, rowName: Line.min(1).max(40), firstSeat: SeatNumber, lastSeat: SeatNumber })
  .refine(({ firstSeat, lastSeat }) => firstSeat <= lastSeat, {
    path: ['lastSeat'],
    message: 'The last seat comes before the first.',
  });
export type SeatRange = z.infer<typeof SeatRange>;

const PartialSize = z.int().min(1).max(1_000);
const SuiteFields = z.strictObject({
  name: Name,
  venueId: Id,
  suiteTypeId: Id.nullable(),
  /** Shown in place of the type's, where it says something. */
  description: LocalText,
  image: Image.nullable(),
  seats: z.array(SeatRange).max(50),
  /** Seats beyond the capacity that are sold as an add-on. */
  overflow: SeatRange.nullable(),
  /** Sizes in which a part may be sold, consecutive in one row; none: only the whole suite. */
  partialSizes: z.array(PartialSize).max(50),
});
export type SuiteFields = z.infer<typeof SuiteFields>;
export const Suite = SuiteFields.extend({
  id: Id,
  /** The number of its seats, without the overflow. */
  capacity: z.int(),
  isArchived: z.boolean(),
  version: z.int(),
});
const { suiteTypeId, description, image, seats, overflow, partialSizes } = SuiteFields.shape;
const NewSuite = SuiteFields.extend({
  suiteTypeId: suiteTypeId.default(null),
  description: description.default({}),
  image: image.default(null),
  seats: seats.default([]),
  overflow: overflow.default(null),
  partialSizes: partialSizes.default([]),
});

const SuiteParams = StoreParams.extend({ suiteId: Id });
const TypeParams = StoreParams.extend({ suiteTypeId: Id });
const suites = '/api/stores/{storeKey}/suites';
const oneSuite = `${suites}/{suiteId}` as const;
const types = '/api/stores/{storeKey}/suite-types';
const oneType = `${types}/{suiteTypeId}` as const;

export const suiteTypeRoutes = defineRoutes({
  listSuiteTypes: {
    method: 'GET',
    path: types,
    summary: 'Suite types, by name',
    access: 'store.catalogue.view',
    params: StoreParams,
    query: PageQuery,
    response: pageOf(SuiteType),
  },
  createSuiteType: {
    method: 'POST',
    path: types,
    summary: 'Add a suite type',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: SuiteTypeFields.extend({ description: description.default({}), image: image.default(null) }),
    response: SuiteType,
    status: 201,
    problems: ['suite_type.name_taken'],
  },
  getSuiteType: {
    method: 'GET',
    path: oneType,
    summary: 'A suite type',
    access: 'store.catalogue.view',
    params: TypeParams,
    response: SuiteType,
    problems: ['suite_type.not_found'],
  },
  editSuiteType: {
    method: 'PUT',
    path: oneType,
    summary: 'Change a suite type, and with it what its suites show',
    access: 'store.catalogue.edit',
    params: TypeParams,
    body: SuiteTypeFields,
    response: SuiteType,
    ifMatch: true,
    problems: ['suite_type.not_found', 'suite_type.name_taken'],
  },
  deleteSuiteType: {
    method: 'DELETE',
    path: oneType,
    summary: 'Delete a suite type that no suite has',
    access: 'store.catalogue.edit',
    params: TypeParams,
    problems: ['suite_type.not_found', 'suite_type.in_use'],
  },
});

const placing = [
  'venue.not_found',
  'venue.archived',
  'section.not_found',
  'suite_type.not_found',
  'suite.name_taken',
  'suite.seats_taken',
] as const;
export const suiteRoutes = defineRoutes({
  listSuites: {
    method: 'GET',
    path: suites,
    summary: 'Suites, by name',
    access: 'store.catalogue.view',
    params: StoreParams,
    query: PageQuery.extend({
      venueId: Id.optional(),
      suiteTypeId: Id.optional(),
      /** Suites with seats in this section. */
      sectionName: SectionName.optional(),
      /** Part of the name. */
      text: z.string().trim().max(100).optional(),
      includeArchived: z.stringbool().default(false),
    }),
    response: pageOf(Suite),
  },
  createSuite: {
    method: 'POST',
    path: suites,
    summary: 'Add a suite',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: NewSuite,
    response: Suite,
    status: 201,
    problems: placing,
  },
  createSuites: {
    method: 'POST',
    path: `${suites}/bulk`,
    summary: 'Add many suites, all or none',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: z.strictObject({ items: z.array(NewSuite).min(1).max(300) }),
    response: z.strictObject({ items: z.array(Suite) }),
    status: 201,
    bodyLimit: 2_000_000,
    problems: placing,
  },
  getSuite: {
    method: 'GET',
    path: oneSuite,
    summary: 'A suite with its seats',
    access: 'store.catalogue.view',
    params: SuiteParams,
    response: Suite,
    problems: ['suite.not_found'],
  },
  editSuite: {
    method: 'PUT',
    path: oneSuite,
    summary: 'Change a suite',
    access: 'store.catalogue.edit',
    params: SuiteParams,
    body: SuiteFields,
    response: Suite,
    ifMatch: true,
    problems: ['suite.not_found', 'suite.archived', ...placing],
  },
  archiveSuite: {
    method: 'POST',
    path: `${oneSuite}/archive`,
    summary: 'Archive a suite; other suites may have its seats',
    access: 'store.catalogue.edit',
    params: SuiteParams,
    response: Suite,
    problems: ['suite.not_found'],
  },
  unarchiveSuite: {
    method: 'POST',
    path: `${oneSuite}/unarchive`,
    summary: 'Use an archived suite again',
    access: 'store.catalogue.edit',
    params: SuiteParams,
    response: Suite,
    problems: ['suite.not_found', 'suite.name_taken', 'suite.seats_taken', 'venue.archived'],
  },
});
