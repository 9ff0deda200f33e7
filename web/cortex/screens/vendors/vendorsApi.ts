import type { Output } from '../../../api/contract.ts';
import { apiQuery } from '../../../api/queries.ts';
import { startOfDay } from '../../../ui/zones.ts';
import type { CallsSearch } from '../../searchOfSeason.ts';

export type Accounts = Output<'GET /api/clients/{clientKey}/vendor-accounts'>;
export type Adapter = Accounts['adapters'][number];

/** The vendor's state is no news of the store: it is looked at while somebody watches. */
const watched = { refetchInterval: 10_000 };

export function accountsQuery(clientKey: string) {
  return apiQuery('GET /api/clients/{clientKey}/vendor-accounts', { params: { clientKey }, query: { limit: 200 } });
}

export function statusQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}/vendor', { params: { storeKey } }), ...watched };
}

/** The calls as the address asks for them: days are those of the zone, the last one included. */
export function callsQuery(storeKey: string, search: CallsSearch, zone: string) {
  const { operation, event, outcome, purpose, from, until, cursor } = search;
  return {
    ...apiQuery('GET /api/stores/{storeKey}/vendor/calls', {
      params: { storeKey },
      query: {
        operation,
        eventCode: event,
        outcome,
        purpose,
        ...(from !== undefined && { from: startOfDay(from, zone) }),
        ...(until !== undefined && { until: startOfDay(until, zone, 1) }),
        cursor,
        limit: 50,
      },
    }),
    ...(cursor === undefined && watched),
  };
}
