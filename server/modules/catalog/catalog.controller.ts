import { catalogRoutes } from '../../../shared/contract/catalog.ts';
import { defineController } from '../../core/http/controller.ts';
import { fanStream } from './catalog.live.service.ts';
import { mapOf } from './catalog.map.service.ts';
import { previewOffer } from './catalog.preview.service.ts';
import { quoteSelection } from './catalog.quote.service.ts';
import { everybodysSeats, seatsOfSet } from './catalog.seats.service.ts';
import * as catalog from './catalog.service.ts';

export const catalogController = defineController(catalogRoutes, {
  getOffer: async (ctx) => catalog.everybodys(ctx, 'offer'),
  getOfferCopy: async (ctx) => catalog.everybodys(ctx, 'copy'),
  getAvailability: async (ctx) => catalog.everybodys(ctx, 'availability'),
  getOfferMap: async (ctx, { params }) => mapOf(ctx, params.venueId),
  getSeats: async (ctx, { params }) => everybodysSeats(ctx, params.eventCode),
  streamOffer: async (ctx) => fanStream(ctx),
  getOfferSet: async (ctx) => catalog.mySet(ctx),
  getSetOffer: async (ctx, { params }) => catalog.ofSet(ctx, params.setHash, 'offer'),
  getSetCopy: async (ctx, { params }) => catalog.ofSet(ctx, params.setHash, 'copy'),
  getSetAvailability: async (ctx, { params }) => catalog.ofSet(ctx, params.setHash, 'availability'),
  getSetSeats: async (ctx, { params }) => seatsOfSet(ctx, params.setHash, params.eventCode),
  quoteSelection: async (ctx, { body }) => quoteSelection(ctx, body),
  previewOffer: async (ctx, { query }) => {
    const { at, ...preview } = await previewOffer(ctx, {
      programId: query.programId ?? null,
      releaseNumber: query.release ?? null,
      at: query.at === undefined ? ctx.clock.now() : new Date(query.at),
      accountGroups: [query.group ?? []].flat(),
      email: query.email ?? null,
    });
    return { ...preview, at: at.toISOString() };
  },
});
