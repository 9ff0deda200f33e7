import { z } from 'zod';
import { Id, Instant, Line, Name, StoreParams, TimeZone } from './common.ts';
import { EventDate, EventState, EventTime, ImportField, ImportValue } from './events.ts';
import { Code } from './program-content.ts';
import { defineRoutes } from './route.ts';

export const Day = z.iso
  .date()
  .refine((date) => date >= '2000-01-01' && date < '2100-01-01', 'Use a date of this century.')
  .describe('YYYY-MM-DD, local at the venue.');
const mostDays = 800;
/** Which events to ask the vendor for. */
export const ImportQuery = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item_set'), itemSet: Code }),
  z.strictObject({ kind: z.literal('codes'), codes: z.array(Code).min(1).max(200) }),
  z
    .strictObject({ kind: z.literal('range'), from: Day, until: Day })
    .refine(({ from, until }) => from <= until, { path: ['until'], message: 'The last day comes before the first.' })
    .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= mostDays * 86_400_000, {
      path: ['until'],
      message: `Ask for at most ${mostDays} days at once.`,
    }),
]);
export type ImportQuery = z.infer<typeof ImportQuery>;

/** Names of the vendor, as it writes them. */
const VendorName = Line.min(1).max(200);
const Choices = {
  /** Make the venues that nobody knows, with sections and a first map. */
  createVenues: z.boolean().default(false),
  /** Make the categories that the store does not have. */
  createCategories: z.boolean().default(false),
  /** Which of the store's venues a vendor's name means; remembered for the next import. */
  venues: z
    .array(z.strictObject({ vendorName: VendorName, venueId: Id }))
    .max(50)
    .default([]),
};
const ImportRequest = z.strictObject({ query: ImportQuery, ...Choices });

const FieldChange = z.strictObject({ field: ImportField, ours: ImportValue, vendor: ImportValue });
/** edited: staff changed ours · fixed: publishing fixed it · archived: the event is · impossible: it would not fit. */
export const KeptBecause = z.enum(['edited', 'fixed', 'archived', 'impossible']);
export type KeptBecause = z.infer<typeof KeptBecause>;

/**
 * made, changed, same: the event as it will be (preview) or is (import) · cancelled: the store does not have it, and it is
 * not made · not_listed: the store has it, the vendor does not know it any more · newer: another import asked later.
 */
export const ImportOutcome = z.enum(['made', 'changed', 'same', 'cancelled', 'not_listed', 'newer']);
export type ImportOutcome = z.infer<typeof ImportOutcome>;
const ImportedEvent = z.strictObject({
  code: z.string(),
  name: z.string(),
  /** Null for an event that is not there (yet). */
  eventId: Id.nullable(),
  state: EventState.nullable(),
  outcome: ImportOutcome,
  date: EventDate,
  time: EventTime,
  venueName: z.string().nullable(),
  isCancelled: z.boolean(),
  /** What ours was, and what it became. */
  changes: z.array(FieldChange),
  /** What stays ours although the vendor says otherwise. */
  kept: z.array(FieldChange.extend({ because: KeptBecause })),
});

/** Something the vendor said that found no place. */
const Unmapped = z.strictObject({
  code: z.enum([
    'event_unreadable',
    'code_unknown',
    'code_unusable',
    'code_twice',
    'name_unusable',
    'opponent_unusable',
    'date_unusable',
    'time_unusable',
    'venue_unknown',
    'venue_archived',
    'venue_unusable',
    'zone_unknown',
    'sections_unknown',
    'category_unknown',
    'category_unusable',
  ]),
  eventCode: z.string().nullable(),
  /** What it said. */
  value: z.string(),
});
export type Unmapped = z.infer<typeof Unmapped>;

const ImportedVenue = z.strictObject({
  vendorName: z.string(),
  /** known: one of the store's · new: made by this import · unknown: its events have no venue. */
  is: z.enum(['known', 'new', 'unknown']),
  venueId: Id.nullable(),
  name: z.string().nullable(),
  timeZone: TimeZone.nullable(),
  /** When it differs from the venue's own, its events start at other instants than the vendor means. */
  vendorTimeZone: z.string().nullable(),
  /** Sections this import gives it. */
  sectionsAdded: z.int(),
});

export const ImportReport = z.strictObject({
  askedAt: Instant,
  events: z.array(ImportedEvent),
  venues: z.array(ImportedVenue),
  categoriesMade: z.array(Name),
  unmapped: z.array(Unmapped),
  counts: z.record(ImportOutcome, z.int()),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ImportFinding = z.strictObject({
  code: z.enum(['event.vendor_differs', 'event.vendor_cancelled', 'event.vendor_not_listed']),
  severity: z.enum(['error', 'warning', 'info']),
  /** A JSON pointer into the event. */
  at: z.string(),
  params: z.strictObject({ eventCode: z.string(), event: z.string() }),
  eventId: Id,
});
export type ImportFinding = z.infer<typeof ImportFinding>;

const base = '/api/stores/{storeKey}/events';
const vendorProblems = [
  'vendor.not_connected',
  'vendor.busy',
  'vendor.unavailable',
  'vendor.refused',
  'vendor.setup',
  'import.too_many',
  'venue.not_found',
] as const;

export const eventImportRoutes = defineRoutes({
  previewImport: {
    method: 'POST',
    path: `${base}/import/preview`,
    summary: 'What an import would make, change, keep and leave out; changes nothing',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: ImportRequest,
    response: ImportReport,
    perMinute: 30,
    problems: vendorProblems,
  },
  importEvents: {
    method: 'POST',
    path: `${base}/import`,
    summary: 'Import events from the vendor as drafts, and let those that are there follow it where staff did not edit',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: ImportRequest,
    response: ImportReport,
    perMinute: 30,
    problems: [...vendorProblems, 'event.code_taken', 'venue.name_taken'],
  },
  listImportFindings: {
    method: 'GET',
    path: `${base}/import/findings`,
    summary: 'Events about which the vendor says something that staff must decide',
    access: 'store.catalogue.view',
    params: StoreParams,
    response: z.strictObject({ items: z.array(ImportFinding) }),
  },
});
