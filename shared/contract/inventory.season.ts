import { z } from 'zod';
import { Id, Name, StoreParams } from './common.ts';
import { ImportQuery, ImportReport } from './events.import.ts';
import { Code } from './program-content.ts';
import { defineRoutes } from './route.ts';
import { SeatRange } from './suites.ts';

const SuiteSuggestion = z.strictObject({
  name: Name,
  seats: z.array(SeatRange),
  capacity: z.int(),
  /** Why it cannot be added as it is; null: it can. */
  blockedBy: z
    .strictObject({
      reason: z.enum(['seats_taken', 'name_taken', 'too_many_ranges']),
      suite: z.string().nullable(),
    })
    .nullable(),
});

export const seasonRoutes = defineRoutes({
  importSeason: {
    method: 'POST',
    path: '/api/stores/{storeKey}/season-import',
    summary: 'Import events with their venues and categories, and begin to copy what the vendor sells of them',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: z.strictObject({
      /** From today on for a year, unless said. */
      query: ImportQuery.optional(),
    }),
    response: z.strictObject({
      report: ImportReport,
      /** The run of the sync that has begun, or that was going on; null when no event is left to copy. */
      syncRunId: Id.nullable(),
    }),
    perMinute: 30,
    problems: [
      'vendor.not_connected',
      'vendor.busy',
      'vendor.unavailable',
      'vendor.refused',
      'vendor.setup',
      'import.too_many',
      'event.code_taken',
      'venue.name_taken',
    ],
  },
  suggestSuites: {
    method: 'GET',
    path: '/api/stores/{storeKey}/suite-suggestions',
    summary: 'Suites as the free seats of a class suggest them; nothing is made',
    access: 'store.catalogue.view',
    params: StoreParams,
    query: z.strictObject({
      venueId: Id,
      className: Code,
      groupBy: z.enum(['section', 'row']).default('section'),
    }),
    response: z.strictObject({ items: z.array(SuiteSuggestion) }),
    problems: ['venue.not_found'],
  },
});
