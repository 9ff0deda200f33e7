import { z } from 'zod';
import { Email, Id, StoreParams } from './common.ts';
import { defineRoutes } from './route.ts';

/** Account groups as staff need them for gates and price rules. */

export const AccountGroup = z.strictObject({
  code: z.string(),
  /** Fans of the store who were in it at their last look-up. */
  fanCount: z.int(),
});
export type AccountGroup = z.infer<typeof AccountGroup>;

export const GroupedFan = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string(),
  vendorAccountId: z.string(),
  /** As the vendor said at the last look-up. */
  accountGroups: z.array(z.string()),
});
export type GroupedFan = z.infer<typeof GroupedFan>;

export const fanGroupRoutes = defineRoutes({
  listAccountGroups: {
    method: 'GET',
    path: '/api/stores/{storeKey}/account-groups',
    summary: 'The account groups that fans of the store are in, by code; one that is not listed has nobody',
    access: 'store.programs.view',
    params: StoreParams,
    response: z.strictObject({ items: z.array(AccountGroup) }),
  },
  findGroupsOfFan: {
    method: 'GET',
    path: '/api/stores/{storeKey}/account-groups/fans',
    summary: 'The account groups of the fans with an address; accounts may share one',
    access: 'store.orders.view',
    params: StoreParams,
    query: z.strictObject({ email: Email }),
    response: z.strictObject({ items: z.array(GroupedFan) }),
  },
});
