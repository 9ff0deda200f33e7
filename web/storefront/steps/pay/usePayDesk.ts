import { useEffect, useMemo } from 'react';
import { call } from '../../../api/client.ts';
import { useShop } from '../../app/state.ts';
import { makePayDesk, type PayDesk } from '../../buying/pay-desk.ts';
import { purchaseKey } from '../../buying/purchase-key.ts';

/** The one purchase of a cart in this page; it goes on with what an earlier page or another tab has begun. */
export function usePayDesk(cartId: string): PayDesk {
  const { storeKey } = useShop();
  const desk = useMemo(() => {
    const params = { storeKey };
    return makePayDesk(cartId, purchaseKey(cartId), {
      buy: (body, idempotencyKey) => call('POST /api/stores/{storeKey}/checkout', { params, body, idempotencyKey }),
      readOf: async (id) => {
        const { purchase } = await call('GET /api/stores/{storeKey}/carts/{cartId}/purchase', {
          params: { ...params, cartId: id },
        });
        return purchase;
      },
      read: (purchaseId) =>
        call('GET /api/stores/{storeKey}/purchases/{purchaseId}', { params: { ...params, purchaseId } }),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    });
  }, [storeKey, cartId]);
  useEffect(() => {
    desk.start();
    void desk.resume();
    return () => desk.stop();
  }, [desk]);
  return desk;
}
