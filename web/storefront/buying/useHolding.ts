import { useEffect, useMemo, useRef } from 'react';
import { call } from '../../api/client.ts';
import { useApp, useCart, useShop } from '../app/state.ts';
import { useStore } from '../app/store.ts';
import { type Ask, stillMeant } from './asks.ts';
import { type HoldDesk, type HoldState, makeHoldDesk } from './hold-desk.ts';
import { keepIn } from './keeping.ts';
import { serverNow } from './server-clock.ts';

/** Holding seats for the fan's cart. What a reload broke off goes on by itself. */
export function useHolding(): HoldState & Omit<HoldDesk, 'state'> {
  const app = useApp();
  const { storeKey } = useShop();
  const { cart } = useCart();
  const cartId = cart?.id ?? '';
  const desk = useMemo(() => {
    const kept = keepIn(`flex.asks.${cartId}`, isAsks);
    return makeHoldDesk({
      hold: async (events) => {
        await app.cart.flush();
        return call('POST /api/stores/{storeKey}/cart/holds', { params: { storeKey }, body: { events: [...events] } });
      },
      take: app.cart.take,
      keep: (asks) => kept.write(asks === null ? null : [...asks]),
      until: (instant) => wait(Math.max(500, Date.parse(instant) - serverNow() + 250)),
      wait,
    });
  }, [app, storeKey, cartId]);
  const live = useRef(cart);
  // oxlint-disable-next-line react/refs -- the latest cart, read by the effect only
  live.current = cart;
  useEffect(() => {
    const kept = keepIn(`flex.asks.${cartId}`, isAsks).read();
    const left = live.current === null ? [] : stillMeant(kept ?? [], live.current);
    if (left.length > 0) void desk.hold(left);
    return () => desk.stop();
  }, [desk, cartId]);
  const state = useStore(desk.state);
  return useMemo(() => ({ ...desk, ...state }), [desk, state]);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function isAsks(value: unknown): value is Ask[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'eventCode' in one);
}
