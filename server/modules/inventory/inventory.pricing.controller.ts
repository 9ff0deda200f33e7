import { seasonPriceRoutes } from '../../../shared/contract/inventory.pricing.ts';
import { defineController } from '../../core/http/controller.ts';
import { findSeat, listSuitePriceCodes, readSeasonAmounts } from './inventory.pricing.service.ts';

export const seasonPricesController = defineController(seasonPriceRoutes, {
  readAmounts: async (ctx) => {
    const { events, ...season } = await readSeasonAmounts(ctx);
    return { ...season, events: events.map((event) => ({ ...event, readAt: event.readAt?.toISOString() ?? null })) };
  },
  findSeat: async (ctx, { params, query }) => {
    const { readAt, ...seat } = await findSeat(ctx, params.eventCode, query);
    return { ...seat, readAt: readAt?.toISOString() ?? null };
  },
  listSuitePriceCodes: async (ctx) => ({ items: await listSuitePriceCodes(ctx) }),
});
