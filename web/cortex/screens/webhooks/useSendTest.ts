import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { toastProblem } from '../../../ui/toasts.tsx';
import type { Endpoint } from './webhooksApi.ts';

/** Sends a test and shows its delivery, where the answer can be watched. */
export function useSendTest(store: Store) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async ({ id }: Endpoint) => {
    const params = { storeKey: store.key, endpointId: id };
    try {
      const delivery = await call('POST /api/stores/{storeKey}/webhooks/{endpointId}/test', { params });
      const of = { params: { storeKey: store.key } };
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/webhook-deliveries', of) });
      await navigate({
        to: '/stores/$storeKey/webhooks/deliveries/$deliveryId',
        params: { storeKey: store.key, deliveryId: delivery.id },
      });
    } catch (error) {
      toastProblem(error);
    }
  };
}
