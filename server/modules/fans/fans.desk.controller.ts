import { fanDeskRoutes } from '../../../shared/contract/fans.desk.ts';
import { defineController } from '../../core/http/controller.ts';
import { getFan, searchFans } from './fans.desk.service.ts';

export const fanDeskController = defineController(fanDeskRoutes, {
  listFans: async (ctx, { query }) => {
    const { items, next } = await searchFans(ctx, query);
    return { items: items.map(toWire), next };
  },
  getFan: async (ctx, { params }) => toWire(await getFan(ctx, params.fanId)),
});

function toWire({ createdAt, ...fan }: Awaited<ReturnType<typeof getFan>>) {
  return { ...fan, knownSince: createdAt.toISOString() };
}
