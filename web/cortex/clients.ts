import { apiQuery } from '../api/queries.ts';

export function clientQuery(clientKey: string) {
  return { ...apiQuery('GET /api/clients/{clientKey}', { params: { clientKey } }), staleTime: 30_000 };
}
