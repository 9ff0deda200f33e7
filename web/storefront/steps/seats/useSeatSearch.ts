import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Block, cartRoutes } from '../../../../shared/contract/carts.ts';
import { call } from '../../../api/client.ts';
import { type ProblemFacts, problemFacts } from '../../../api/problem.ts';
import { useApp, useShop } from '../../app/state.ts';
import { useRetry } from '../../app/useConnection.ts';

type Found = z.output<(typeof cartRoutes)['findSeats']['response']>;
export type SeatOption = Found['options'][number];
type Search = {
  eventCodes: readonly string[];
  priceCodes: readonly string[] | null;
  same: boolean;
  anchor: { eventCode: string; block: Block } | null;
  limit: number;
};
type SearchState = { found: Found | null; isLooking: boolean; problem: ProblemFacts | null };

/** The last answer: who comes back from a map finds it where it was, while it is asked anew. */
let last: { question: string; found: Found } | null = null;

/** Free seats for the cart, looked for anew when the question or the cart changes. */
export function useSeatSearch(search: Search, version: number): SearchState {
  const { cart } = useApp();
  const { storeKey } = useShop();
  const [state, setState] = useState<SearchState>(() => {
    const question = questionOf(cart.state.get().cart?.id, version, search);
    return { found: last?.question === question ? last.found : null, isLooking: true, problem: null };
  });
  const [asked, setAsked] = useState(search);
  const [attempt, setAttempt] = useState(0);
  useRetry(
    state.problem?.code === 'connection.failed',
    useCallback(() => setAttempt((before) => before + 1), []),
  );
  // the same question, though another object, is not asked again
  if (JSON.stringify(asked) !== JSON.stringify(search)) setAsked(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is the cart's
  useEffect(() => {
    const { eventCodes, priceCodes, ...rest } = asked;
    if (eventCodes.length === 0) return;
    let isLeft = false;
    setState((before) => ({ ...before, isLooking: true }));
    const look = async () => {
      try {
        await cart.flush();
        const body = { ...rest, eventCodes: [...eventCodes], priceCodes: priceCodes === null ? null : [...priceCodes] };
        const found = await call('POST /api/stores/{storeKey}/cart/seats', { params: { storeKey }, body });
        last = { question: questionOf(cart.state.get().cart?.id, version, asked), found };
        if (!isLeft) setState({ found, isLooking: false, problem: null });
      } catch (error) {
        if (!isLeft) setState({ found: null, isLooking: false, problem: problemFacts(error) });
      }
    };
    void look();
    return () => {
      isLeft = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another version of the cart is looked for anew
  }, [asked, version, attempt, cart, storeKey]);
  return state;
}

function questionOf(cartId: string | undefined, version: number, search: Search): string {
  return JSON.stringify([cartId, version, search]);
}
