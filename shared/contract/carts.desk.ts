import { z } from 'zod';
import { Id, Instant, PageQuery, pageOf, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

const counts = {
  /** Nothing is held yet; touched within the last hour. */
  choosing: z.int(),
  holding: z.int(),
  paying: z.int(),
};

/** A cart of a fan who has signed in: what was chosen, and how far it came. */
export const CartOfFan = z.strictObject({
  id: Id,
  state: z.enum(['choosing', 'holding', 'paying', 'bought', 'ended']),
  /** `replaced`: another cart of the same fan was taken up in its place. */
  endReason: z.enum(['left', 'expired', 'replaced']).nullable(),
  programId: Id,
  packId: Id.nullable(),
  packageId: Id.nullable(),
  partySize: z.int(),
  eventCodes: z.array(z.string()),
  /** Held at the vendor now. */
  heldSeats: z.int(),
  expiresAt: Instant.nullable(),
  vendorCartRef: Id,
  orderId: Id.nullable(),
  begunAt: Instant,
  changedAt: Instant,
});
export type CartOfFan = z.infer<typeof CartOfFan>;

/** Carts as staff see them. */
export const cartDeskRoutes = defineRoutes({
  countCarts: {
    method: 'GET',
    path: '/api/stores/{storeKey}/carts',
    summary: 'How many carts are in flight, by the program they were begun with; a switch lets held seats be',
    access: 'store.programs.view',
    params: StoreParams,
    response: z.strictObject({
      at: Instant,
      ...counts,
      programs: z.array(z.strictObject({ programId: Id, ...counts })),
    }),
  },
  listCartsOfFan: {
    method: 'GET',
    path: '/api/stores/{storeKey}/fans/{fanId}/carts',
    summary: 'Carts of a fan, the newest first',
    access: 'store.orders.view',
    params: StoreParams.extend({ fanId: Id }),
    query: PageQuery,
    response: pageOf(CartOfFan),
    problems: ['fan.not_found'],
  },
});
