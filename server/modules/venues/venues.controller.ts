import { venueRoutes } from '../../../shared/contract/venues.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as maps from './venues.maps.service.ts';
import { putSections } from './venues.sections.service.ts';
import * as venues from './venues.service.ts';

export const venuesController = defineController(venueRoutes, {
  listVenues: (ctx, { query }) => venues.listVenues(ctx, query, query),
  createVenue: async (ctx, { body }) => answer(await venues.createVenue(ctx, body)),
  getVenue: async (ctx, { params }) => answer(await venues.getVenue(ctx, params.venueId)),
  editVenue: async (ctx, { params, version, body }) =>
    answer(await venues.editVenue(ctx, params.venueId, version, body)),
  archiveVenue: async (ctx, { params }) => answer(await venues.archiveVenue(ctx, params.venueId)),
  unarchiveVenue: async (ctx, { params }) => answer(await venues.unarchiveVenue(ctx, params.venueId)),
  deleteVenue: (ctx, { params }) => venues.deleteVenue(ctx, params.venueId),
  putSections: async (ctx, { params, version, body }) =>
    answer(await putSections(ctx, params.venueId, version, body.sections)),
  createMap: async (ctx, { params, body }) => answer(await maps.createMap(ctx, params.venueId, body)),
  getMap: async (ctx, { params }) => answer(await maps.getMap(ctx, params.venueId, params.mapId)),
  editMap: async (ctx, { params, version, body }) =>
    answer(await maps.editMap(ctx, params.venueId, params.mapId, version, body)),
  makeMapDefault: async (ctx, { params }) => answer(await maps.makeMapDefault(ctx, params.venueId, params.mapId)),
  deleteMap: (ctx, { params }) => maps.deleteMap(ctx, params.venueId, params.mapId),
});

function answer<T extends { version: number }>(made: T) {
  return reply(made, { version: made.version });
}
