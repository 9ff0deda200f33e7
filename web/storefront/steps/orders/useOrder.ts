import { useCallback, useEffect, useState } from 'react';
import type { Order } from '../../../../shared/contract/checkout.ts';
import { call } from '../../../api/client.ts';
import { isProblem, type ProblemFacts, problemFacts } from '../../../api/problem.ts';
import { useShop } from '../../app/state.ts';
import { useRetry } from '../../app/useConnection.ts';

/** Milliseconds between looks for tickets that are being made, growing to a minute. */
const looks = [2_000, 3_000, 5_000, 10_000, 20_000, 60_000] as const;

export type OrderState =
  | { step: 'loading' }
  | { step: 'missing' }
  | { step: 'failed'; problem: ProblemFacts; again: () => void }
  | { step: 'there'; order: Order };

/** An order of the fan; read again until its tickets are made. */
export function useOrder(orderId: string): OrderState {
  const { storeKey } = useShop();
  const [state, setState] = useState<OrderState>({ step: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  useRetry(state.step === 'failed' && state.problem.code === 'connection.failed', again);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads anew
  useEffect(() => {
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (look: number): Promise<void> => {
      try {
        const order = await call('GET /api/stores/{storeKey}/orders/{orderId}', { params: { storeKey, orderId } });
        if (isLeft) return;
        setState({ step: 'there', order });
        if (hasAllTickets(order)) return;
        timer = setTimeout(() => void read(look + 1), looks[look] ?? 60_000);
      } catch (error) {
        if (isLeft) return;
        if (isProblem(error, 'order.not_found', 'request.invalid')) return setState({ step: 'missing' });
        // an order that was read stays on the page when a later look fails, and is looked at again
        timer = setTimeout(() => void read(look + 1), looks[look] ?? 60_000);
        setState((before) =>
          before.step === 'there' ? before : { step: 'failed', problem: problemFacts(error), again },
        );
      }
    };
    void read(0);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt reads anew
  }, [storeKey, orderId, attempt, again]);
  return state;
}

/** Of every seat that is still sold. */
export function hasAllTickets({ seats, tickets }: Pick<Order, 'seats' | 'tickets'>): boolean {
  const sold = seats.filter(({ status }) => status === 'sold').length;
  return sold === 0 || (tickets !== null && tickets.length >= sold);
}
