import { useState } from 'react';
import { call } from '../../../api/client.ts';
import { useApp, useShop } from '../../app/state.ts';

/** Lets all held seats go; then the offer of now is the one to choose from. */
export function useRelease() {
  const { cart, offers } = useApp();
  const { storeKey } = useShop();
  const [isReleasing, setReleasing] = useState(false);
  const release = async () => {
    setReleasing(true);
    try {
      cart.take(await call('POST /api/stores/{storeKey}/cart/release', { params: { storeKey } }));
      await offers.refresh();
    } catch {
      // the cart says what became of its seats
    }
    await cart.refresh();
    setReleasing(false);
  };
  return { isReleasing, release: () => void release() };
}
