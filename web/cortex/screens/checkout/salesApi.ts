import type { Output } from '../../../api/contract.ts';
import { apiQuery } from '../../../api/queries.ts';
import { startOfDay } from '../../../ui/zones.ts';
import { everyProgramQuery } from '../../programs.ts';
import type { OrdersSearch } from '../../searchOfSales.ts';

export type OrderSummary = Output<'GET /api/stores/{storeKey}/sales/orders'>['items'][number];
export type StaffOrder = Output<'GET /api/stores/{storeKey}/sales/orders/{orderId}'>;
export type StaffPurchase = Output<'GET /api/stores/{storeKey}/sales/purchases/{purchaseId}'>;
export type Release = Output<'GET /api/stores/{storeKey}/programs/{programId}/releases/{number}'>;

const pageSize = 50;
/** Sales make no news: what is new is looked for at this pace. */
const pace = { refetchInterval: 30_000 };
/** While the vendor is being asked something new comes within seconds. */
const quickPace = 5_000;

export function ordersQuery(storeKey: string, search: OrdersSearch, zone: string) {
  const { text, program, event, state, attention, from, until, cursor } = search;
  const query = {
    ...{ text, state, cursor, limit: pageSize, programId: program, eventCode: event },
    ...(attention !== undefined && { attention: 'true' }),
    ...(from !== undefined && { from: startOfDay(from, zone) }),
    ...(until !== undefined && { until: startOfDay(until, zone, 1) }),
  };
  return { ...apiQuery('GET /api/stores/{storeKey}/sales/orders', { params: { storeKey }, query }), ...pace };
}

export function ordersOfFanQuery(storeKey: string, fanId: string) {
  const query = { fanId, limit: pageSize };
  return apiQuery('GET /api/stores/{storeKey}/sales/orders', { params: { storeKey }, query });
}

export function orderQuery(storeKey: string, orderId: string) {
  return apiQuery('GET /api/stores/{storeKey}/sales/orders/{orderId}', { params: { storeKey, orderId } });
}

type PurchaseFilter = { state: 'unfinished' | 'failed'; cursor?: string | undefined; fanId?: string };

export function purchasesQuery(storeKey: string, { state, cursor, fanId }: PurchaseFilter) {
  const query = { state, cursor, fanId, limit: pageSize };
  return {
    ...apiQuery('GET /api/stores/{storeKey}/sales/purchases', { params: { storeKey }, query }),
    refetchInterval: state === 'unfinished' ? quickPace : pace.refetchInterval,
  };
}

export function purchaseQuery(storeKey: string, purchaseId: string) {
  const params = { storeKey, purchaseId };
  return {
    ...apiQuery('GET /api/stores/{storeKey}/sales/purchases/{purchaseId}', { params }),
    refetchInterval: ({ state: { data } }: { state: { data: StaffPurchase | undefined } }) =>
      data !== undefined && data.endedAt === null ? quickPace : (false as const),
  };
}

/** A release never changes. */
export function releaseQuery(storeKey: string, programId: string, number: number) {
  const params = { storeKey, programId, number: String(number) };
  return {
    ...apiQuery('GET /api/stores/{storeKey}/programs/{programId}/releases/{number}', { params }),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** Programs are told of by news, so those that were read name orders and carts for a while. */
export function programsQuery(storeKey: string) {
  return { ...everyProgramQuery(storeKey), staleTime: 60_000 };
}
