import type { Output } from '../../../api/contract.ts';
import { apiQuery } from '../../../api/queries.ts';
import { startOfDay } from '../../../ui/zones.ts';
import type { WebhooksSearch } from '../../searchOfSales.ts';

export type Endpoints = Output<'GET /api/stores/{storeKey}/webhooks'>;
export type Endpoint = Endpoints['items'][number];
export type MadeEndpoint = Output<'POST /api/stores/{storeKey}/webhooks'>;
export type MessageType = Endpoints['types'][number]['type'];
export type Delivery = Output<'GET /api/stores/{storeKey}/webhook-deliveries'>['items'][number];
export type DeliveryDetails = Output<'GET /api/stores/{storeKey}/webhook-deliveries/{deliveryId}'>;

/** Deliveries make no news: they are looked for at this pace. */
const pace = { refetchInterval: 15_000 };
const quickPace = 2_000;

export function endpointsQuery(storeKey: string) {
  const input = { params: { storeKey }, query: { limit: 200 } };
  return { ...apiQuery('GET /api/stores/{storeKey}/webhooks', input), ...pace };
}

export function deliveriesQuery(storeKey: string, search: WebhooksSearch, types: readonly MessageType[], zone: string) {
  const { endpoint, type, state, from, until, cursor } = search;
  const query = {
    ...{ endpointId: endpoint, state, cursor, limit: 50 },
    type: types.find((one) => one === type),
    ...(from !== undefined && { from: startOfDay(from, zone) }),
    ...(until !== undefined && { until: startOfDay(until, zone, 1) }),
  };
  return { ...apiQuery('GET /api/stores/{storeKey}/webhook-deliveries', { params: { storeKey }, query }), ...pace };
}

export function deliveryQuery(storeKey: string, deliveryId: string) {
  const params = { storeKey, deliveryId };
  return {
    ...apiQuery('GET /api/stores/{storeKey}/webhook-deliveries/{deliveryId}', { params }),
    refetchInterval: ({ state: { data } }: { state: { data: DeliveryDetails | undefined } }) =>
      data?.state === 'waiting' ? quickPace : (false as const),
  };
}
