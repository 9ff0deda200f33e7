import { z } from 'zod';
import { Id, Instant, PageQuery, pageOf, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

/** A fan as staff see them: what the vendor said of the account at its last look-up. */
export const KnownFan = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string(),
  vendorAccountId: z.string(),
  accountGroups: z.array(z.string()),
  /** When the store first heard of the account. */
  knownSince: Instant,
});
export type KnownFan = z.infer<typeof KnownFan>;

const base = '/api/stores/{storeKey}/fans';

export const fanDeskRoutes = defineRoutes({
  listFans: {
    method: 'GET',
    path: base,
    summary: 'Fans the store knows, the newest first',
    access: 'store.orders.view',
    params: StoreParams,
    query: PageQuery.extend({
      /** Part of the name or the address, or the whole vendor account id. */
      text: z.string().trim().min(1).max(100).optional(),
      accountGroup: z.string().min(1).max(100).optional(),
    }),
    response: pageOf(KnownFan),
  },
  getFan: {
    method: 'GET',
    path: `${base}/{fanId}`,
    summary: 'A fan with the account groups of the last look-up',
    access: 'store.orders.view',
    params: StoreParams.extend({ fanId: Id }),
    response: KnownFan,
    problems: ['fan.not_found'],
  },
});
