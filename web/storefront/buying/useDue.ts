import { useCallback, useEffect, useState } from 'react';
import { call } from '../../api/client.ts';
import { type ProblemFacts, problemFacts } from '../../api/problem.ts';
import { useApp, useCart, useFan, useShop } from '../app/state.ts';
import { useRetry } from '../app/useConnection.ts';

export type Due = { totalCents: number; feesCents: number; dueCents: number };
export type DueState = {
  due: Due | null;
  problem: ProblemFacts | null;
  isAsking: boolean;
  ask: () => Promise<Due | null>;
};

/** Milliseconds until a vendor that is busy, or a cart another tab works on, is asked again. */
const again = 4_000;

/** What the box office wants in all, asked when the fan is signed in and the seats are held. */
export function useDue(): DueState {
  const { storeKey } = useShop();
  const { cart } = useCart();
  const { cart: cartDesk } = useApp();
  const { fan } = useFan();
  const [state, setState] = useState<Omit<DueState, 'ask'>>({ due: null, problem: null, isAsking: false });
  const isReady = fan !== null && cart !== null && cart.state === 'holding';
  const ask = useCallback(async () => {
    setState((before) => ({ ...before, isAsking: true }));
    try {
      const due = await call('GET /api/stores/{storeKey}/checkout', { params: { storeKey } });
      setState({ due, problem: null, isAsking: false });
      return due;
    } catch (error) {
      setState((before) => ({ due: before.due, problem: problemFacts(error), isAsking: false }));
      return null;
    }
  }, [storeKey]);
  const totalCents = cart?.quote.totalCents;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another total is asked for anew
  useEffect(() => {
    if (isReady) void ask();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another total is asked for anew
  }, [isReady, totalCents, ask]);
  const code = state.problem?.code;
  useEffect(() => {
    if (code !== 'vendor.busy' && code !== 'cart.busy') return;
    const timer = setTimeout(() => void ask(), again);
    return () => clearTimeout(timer);
  }, [code, ask]);
  // the cart says which seats are gone
  useEffect(() => {
    if (code === 'cart.not_held') void cartDesk.refresh();
  }, [code, cartDesk]);
  useRetry(code === 'connection.failed', ask);
  // of seats that are let go nothing is due
  return { ...state, due: isReady ? state.due : null, ask };
}
