import { cartDeskRoutes } from '../../../shared/contract/carts.desk.ts';
import { defineController } from '../../core/http/controller.ts';
import { countCarts } from './carts.desk.service.ts';
import { listCartsOfFan } from './carts.of-fan.service.ts';

export const cartDeskController = defineController(cartDeskRoutes, {
  countCarts: async (ctx) => {
    const { at, ...counts } = await countCarts(ctx);
    return { at: at.toISOString(), ...counts };
  },
  listCartsOfFan: async (ctx, { params, query }) => {
    const { items, next } = await listCartsOfFan(ctx, { fanId: params.fanId, ...query });
    return { items: items.map(toWire), next };
  },
});

type FanCart = Awaited<ReturnType<typeof listCartsOfFan>>['items'][number];

function toWire({ expiresAt, begunAt, changedAt, ...cart }: FanCart) {
  return {
    ...cart,
    expiresAt: expiresAt?.toISOString() ?? null,
    begunAt: begunAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}
