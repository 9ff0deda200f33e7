import { z } from 'zod';
import { Id, Instant, Line, PageQuery, pageOf, StoreParams, TimeZone } from './common.ts';
import { Code, Image, LocalText } from './program-content.ts';
import { defineRoutes } from './route.ts';
import { Venue } from './venues.ts';

export const EventState = z.enum(['draft', 'published', 'archived']);
export type EventState = z.infer<typeof EventState>;

const LocalDate = z.iso
  .date()
  .refine((date) => date >= '2000-01-01' && date < '2100-01-01', 'Use a date of this century.');
/** To the minute. */
const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time such as 19:30.');
const tbd = z.strictObject({ state: z.literal('tbd') });
const tba = z.strictObject({ state: z.literal('tba') });
/** In the venue's zone. `tbd`: undecided; `tba`: decided, not announced. */
export const EventDate = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('set'), on: LocalDate }),
  tbd,
  tba,
]);
export type EventDate = z.infer<typeof EventDate>;
/** The same for the time of day. */
export const EventTime = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('set'), at: LocalTime }),
  tbd,
  tba,
]);
export type EventTime = z.infer<typeof EventTime>;

const Seats = z.int().min(1).max(1_000);
const fields = {
  name: Line.min(1).max(200),
  opponent: Line.min(1).max(120).nullable(),
  description: LocalText,
  image: Image.nullable(),
  venueId: Id.nullable(),
  date: EventDate,
  time: EventTime,
  /** Sorts an event without a date; fans never see it. */
  estimatedAt: Instant.nullable(),
  onSaleAt: Instant.nullable(),
  offSaleAt: Instant.nullable(),
  isFeatured: z.boolean(),
  /** The fewest and most seats one fan may buy; no maximum when null. */
  minSeats: Seats,
  maxSeats: Seats.nullable(),
  categoryIds: z.array(Id).max(20),
};
/** What of an event the vendor fills; all else is staff's alone. */
export const ImportField = z.enum([
  'name',
  'opponent',
  'venueId',
  'date',
  'time',
  'estimatedAt',
  'onSaleAt',
  'offSaleAt',
  'categoryId',
]);
export type ImportField = z.infer<typeof ImportField>;
/** As text: a day, a time of day, an instant, a name; `TBD` and `TBA` for what is not known. Null: nothing. */
export const ImportValue = z.string().nullable();
/** What the vendor said of an event when it was imported last. */
export const EventVendor = z.strictObject({
  askedAt: Instant,
  /** The seating template that events share. */
  manifest: z.string(),
  itemSets: z.array(z.string()),
  venueName: z.string(),
  category: z.string().nullable(),
  capacity: z.int().nullable(),
  isCancelled: z.boolean(),
  /** False when it did not know the event any more. */
  isListed: z.boolean(),
  /** Where it says otherwise than the event has; a fixed one is taken only by publishing again. */
  differences: z.array(z.strictObject({ field: ImportField, vendor: ImportValue, isFixed: z.boolean() })),
});
export type EventVendor = z.infer<typeof EventVendor>;

export const Event = z.strictObject({
  id: Id,
  /** The vendor's key; it never changes. */
  code: Code,
  state: EventState,
  ...fields,
  /** From date, time and the venue's zone, when all three are known. */
  startsAt: Instant.nullable(),
  publishedAt: Instant.nullable(),
  createdAt: Instant,
  /** Null for an event that was never imported. */
  vendor: EventVendor.nullable(),
  version: z.int(),
});
export type Event = z.infer<typeof Event>;

const NewEvent = z.strictObject({
  ...fields,
  code: Code,
  opponent: fields.opponent.default(null),
  description: LocalText.default({}),
  image: Image.nullable().default(null),
  venueId: Id.nullable().default(null),
  date: EventDate.default({ state: 'tbd' }),
  time: EventTime.default({ state: 'tbd' }),
  estimatedAt: Instant.nullable().default(null),
  onSaleAt: Instant.nullable().default(null),
  offSaleAt: Instant.nullable().default(null),
  isFeatured: z.boolean().default(false),
  minSeats: Seats.default(1),
  maxSeats: Seats.nullable().default(null),
  categoryIds: fields.categoryIds.default([]),
});
const EditEvent = z
  .strictObject(fields)
  .partial()
  .refine((given) => Object.values(given).some((value) => value !== undefined), 'Name at least one field.');

export const Category = z.strictObject({ id: Id, name: Line.min(1).max(60) });
export const mostCategories = 100;
const Categories = z.strictObject({ items: z.array(Category), version: z.int() });
const PutCategories = z.strictObject({
  /** One without an id is made. */
  items: z.array(Category.partial({ id: true })).max(mostCategories),
});

const EventParams = StoreParams.extend({ eventId: Id });
const base = '/api/stores/{storeKey}/events';
const one = `${base}/{eventId}` as const;
const bulk = {
  method: 'POST',
  params: StoreParams,
  body: z.strictObject({ eventIds: z.array(Id).min(1).max(500) }),
  response: z.strictObject({ items: z.array(Event) }),
  problems: ['event.bulk_refused'],
} as const;

export const eventRoutes = defineRoutes({
  listEvents: {
    method: 'GET',
    path: base,
    summary: 'Events by start, those without a date last',
    access: 'store.catalogue.view',
    params: StoreParams,
    query: PageQuery.extend({
      state: EventState.optional(),
      /** Without a state, archived events are left out unless asked for. */
      includeArchived: z.stringbool().default(false),
      venueId: Id.optional(),
      categoryId: Id.optional(),
      featured: z.stringbool().optional(),
      code: Code.optional(),
      /** From this instant on, by start or else estimate; leaves out events that have neither. */
      from: Instant.optional(),
      /** Before this instant. */
      until: Instant.optional(),
      /** Part of the code, the name or the opponent. */
      text: z.string().trim().max(100).optional(),
    }),
    response: pageOf(Event),
  },
  createEvent: {
    method: 'POST',
    path: base,
    summary: 'Add an event by hand, as a draft',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: NewEvent,
    response: Event,
    status: 201,
    problems: ['event.code_taken', 'event.time_skipped', 'venue.not_found', 'venue.archived', 'category.not_found'],
  },
  getEvent: {
    method: 'GET',
    path: one,
    summary: 'An event',
    access: 'store.catalogue.view',
    params: EventParams,
    response: Event,
    problems: ['event.not_found'],
  },
  editEvent: {
    method: 'PATCH',
    path: one,
    summary: 'Change an event; a published one keeps its venue and what is decided of date and time',
    access: 'store.catalogue.edit',
    params: EventParams,
    body: EditEvent,
    response: Event,
    ifMatch: true,
    problems: [
      'event.not_found',
      'event.archived',
      'event.fixed',
      'event.time_skipped',
      'venue.not_found',
      'venue.archived',
      'category.not_found',
    ],
  },
  takeVendorFields: {
    method: 'POST',
    path: `${one}/take`,
    summary: 'Take what the vendor says; what publishing fixed is unpublished, changed and published again',
    access: 'store.catalogue.edit',
    params: EventParams,
    body: z.strictObject({ fields: z.array(ImportField).min(1).max(ImportField.options.length) }),
    response: Event,
    ifMatch: true,
    problems: [
      'event.not_found',
      'event.archived',
      'event.not_imported',
      'event.vendor_unclear',
      'event.time_skipped',
      'venue.not_found',
      'venue.archived',
      'category.not_found',
    ],
  },
  publishEvents: {
    ...bulk,
    path: `${base}/publish`,
    summary: 'Publish events, all or none',
    access: 'store.catalogue.publish',
  },
  unpublishEvents: {
    ...bulk,
    path: `${base}/unpublish`,
    summary: 'Make published events drafts again, all or none',
    access: 'store.catalogue.publish',
  },
  archiveEvents: {
    ...bulk,
    path: `${base}/archive`,
    summary: 'Archive events, all or none',
    access: 'store.catalogue.publish',
  },
  unarchiveEvents: {
    ...bulk,
    path: `${base}/unarchive`,
    summary: 'Make archived events drafts again, all or none',
    access: 'store.catalogue.publish',
  },
  changeVenueTimeZone: {
    method: 'PUT',
    path: '/api/stores/{storeKey}/venues/{venueId}/time-zone',
    summary: "Correct a venue's time zone; its events keep their local date and time and start at other instants",
    access: 'store.catalogue.edit',
    params: StoreParams.extend({ venueId: Id }),
    body: z.strictObject({ timeZone: TimeZone }),
    response: Venue,
    ifMatch: true,
    problems: ['venue.not_found', 'venue.archived', 'event.time_skipped'],
  },
});

export const categoryRoutes = defineRoutes({
  listCategories: {
    method: 'GET',
    path: '/api/stores/{storeKey}/categories',
    summary: 'Categories of events, in order',
    access: 'store.catalogue.view',
    params: StoreParams,
    response: Categories,
  },
  putCategories: {
    method: 'PUT',
    path: '/api/stores/{storeKey}/categories',
    summary: 'Set the categories, in order; those not named are removed',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: PutCategories,
    response: Categories,
    ifMatch: true,
    problems: ['category.not_found', 'category.in_use'],
  },
});
