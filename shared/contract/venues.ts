import { z } from 'zod';
import { Id, Line, Name, PageQuery, pageOf, StoreParams, TimeZone } from './common.ts';
import { defineRoutes } from './route.ts';

/** The vendor's name of a section: the key of everything staff add to it. */
export const SectionName = Line.min(1).max(40);
/** In the order in which they are listed and drawn. */
export const Section = z.strictObject({
  sectionName: SectionName,
  displayName: Line.min(1).max(80),
  /** Such as lower, club, upper; the sections of a level are drawn as one ring. */
  level: Line.min(1).max(40),
});
export type Section = z.infer<typeof Section>;
const mostSections = 1_000;

const Coordinate = z.number().min(0).max(10_000);
/** x from the left, y from the top, in units of the drawing. */
export const Point = z.tuple([Coordinate, Coordinate]);
export type Point = z.infer<typeof Point>;
const Polygon = z.array(Point).min(3).max(200);
export const SectionShape = z.strictObject({
  sectionName: SectionName,
  points: Polygon,
  label: Point,
  /** Where its seats look, in degrees clockwise from up; without it to the nearest point of the floor. */
  facing: z.number().min(0).lt(360).optional(),
});
export type SectionShape = z.infer<typeof SectionShape>;
export const Drawing = z.strictObject({
  width: z.int().min(100).max(10_000),
  height: z.int().min(100).max(10_000),
  /** The court, the field or the stage. */
  floor: Polygon.nullable(),
  shapes: z.array(SectionShape).max(mostSections),
});
export type Drawing = z.infer<typeof Drawing>;

const City = Line.max(120);
export const VenueSummary = z.strictObject({
  id: Id,
  name: Name,
  timeZone: TimeZone,
  city: City,
  isArchived: z.boolean(),
  sectionCount: z.int(),
  version: z.int(),
});
export const MapSummary = z.strictObject({ id: Id, name: Name, isDefault: z.boolean(), version: z.int() });
export const Venue = VenueSummary.extend({ sections: z.array(Section), maps: z.array(MapSummary) });
export const VenueMap = MapSummary.extend({
  venueId: Id,
  drawing: Drawing,
  /** Sections of the venue that have no shape on this map. */
  undrawn: z.array(SectionName),
});

const EditVenue = z
  .strictObject({ name: Name.optional(), city: City.optional() })
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'Name at least one field.');

const VenueParams = StoreParams.extend({ venueId: Id });
const MapParams = VenueParams.extend({ mapId: Id });
const base = '/api/stores/{storeKey}/venues';
const one = `${base}/{venueId}` as const;

export const venueRoutes = defineRoutes({
  listVenues: {
    method: 'GET',
    path: base,
    summary: 'Venues, by name',
    access: 'store.catalogue.view',
    params: StoreParams,
    query: PageQuery.extend({
      /** Part of the name or the city. */
      text: z.string().trim().max(100).optional(),
      includeArchived: z.stringbool().default(false),
    }),
    response: pageOf(VenueSummary),
  },
  createVenue: {
    method: 'POST',
    path: base,
    summary: 'Add a venue',
    access: 'store.catalogue.edit',
    params: StoreParams,
    body: z.strictObject({ name: Name, timeZone: TimeZone, city: City.default('') }),
    response: Venue,
    status: 201,
    problems: ['venue.name_taken'],
  },
  getVenue: {
    method: 'GET',
    path: one,
    summary: 'A venue with its sections and the names of its maps',
    access: 'store.catalogue.view',
    params: VenueParams,
    response: Venue,
    problems: ['venue.not_found'],
  },
  editVenue: {
    method: 'PATCH',
    path: one,
    summary: 'Change name or city',
    access: 'store.catalogue.edit',
    params: VenueParams,
    body: EditVenue,
    response: Venue,
    ifMatch: true,
    problems: ['venue.not_found', 'venue.archived', 'venue.name_taken'],
  },
  archiveVenue: {
    method: 'POST',
    path: `${one}/archive`,
    summary: 'Archive a venue: what is there stays, nothing new can be placed there',
    access: 'store.catalogue.edit',
    params: VenueParams,
    response: Venue,
    problems: ['venue.not_found'],
  },
  unarchiveVenue: {
    method: 'POST',
    path: `${one}/unarchive`,
    summary: 'Use an archived venue again',
    access: 'store.catalogue.edit',
    params: VenueParams,
    response: Venue,
    problems: ['venue.not_found', 'venue.name_taken'],
  },
  deleteVenue: {
    method: 'DELETE',
    path: one,
    summary: 'Delete a venue that no event and no suite uses',
    access: 'store.catalogue.edit',
    params: VenueParams,
    problems: ['venue.not_found', 'venue.in_use'],
  },
  putSections: {
    method: 'PUT',
    path: `${one}/sections`,
    summary: 'Set the sections of a venue, in order; those not named are removed, also from its maps',
    access: 'store.catalogue.edit',
    params: VenueParams,
    body: z.strictObject({ sections: z.array(Section).max(mostSections) }),
    response: Venue,
    ifMatch: true,
    bodyLimit: 1_000_000,
    problems: ['venue.not_found', 'venue.archived', 'section.in_use'],
  },
  createMap: {
    method: 'POST',
    path: `${one}/maps`,
    summary: 'Add a map; without a drawing it is made from the sections, as a bowl by level',
    access: 'store.catalogue.edit',
    params: VenueParams,
    body: z.strictObject({ name: Name, drawing: Drawing.optional() }),
    response: VenueMap,
    status: 201,
    bodyLimit: 4_000_000,
    problems: ['venue.not_found', 'venue.archived', 'map.no_sections', 'map.name_taken', 'map.too_many'],
  },
  getMap: {
    method: 'GET',
    path: `${one}/maps/{mapId}`,
    summary: 'A map with its drawing',
    access: 'store.catalogue.view',
    params: MapParams,
    response: VenueMap,
    problems: ['venue.not_found', 'map.not_found'],
  },
  editMap: {
    method: 'PUT',
    path: `${one}/maps/{mapId}`,
    summary: 'Edit a map',
    access: 'store.catalogue.edit',
    params: MapParams,
    body: z.strictObject({ name: Name, drawing: Drawing }),
    response: VenueMap,
    ifMatch: true,
    bodyLimit: 4_000_000,
    problems: ['venue.not_found', 'venue.archived', 'map.not_found', 'map.name_taken'],
  },
  makeMapDefault: {
    method: 'POST',
    path: `${one}/maps/{mapId}/default`,
    summary: 'Make a map the one that is shown',
    access: 'store.catalogue.edit',
    params: MapParams,
    response: VenueMap,
    problems: ['venue.not_found', 'venue.archived', 'map.not_found'],
  },
  deleteMap: {
    method: 'DELETE',
    path: `${one}/maps/{mapId}`,
    summary: 'Delete a map; the one that is shown only as the last',
    access: 'store.catalogue.edit',
    params: MapParams,
    problems: ['venue.not_found', 'venue.archived', 'map.not_found', 'map.is_default'],
  },
});
