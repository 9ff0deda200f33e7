import { useState } from 'react';
import type { Fan } from '../../../../shared/contract/fans.ts';
import { call } from '../../../api/client.ts';
import { isProblem } from '../../../api/problem.ts';
import { useShop } from '../../app/state.ts';

type State = { stage: 'address' | 'code' | 'name'; email: string; isBusy: boolean; problem: unknown };

type SignIn = State & {
  sendCode: (email: string) => void;
  enter: (code: string, name: { first: string; last: string } | null) => void;
  startOver: () => void;
};

/** From an address to a signed-in fan. */
export function useSignIn(onSignedIn: (fan: Fan) => void): SignIn {
  const { storeKey, locale } = useShop();
  const [state, setState] = useState<State>({ stage: 'address', email: '', isBusy: false, problem: null });
  const run = async (act: () => Promise<Partial<State>>) => {
    setState((before) => ({ ...before, isBusy: true, problem: null }));
    try {
      const next = await act();
      setState((before) => ({ ...before, ...next, isBusy: false }));
    } catch (problem) {
      const stage = isProblem(problem, 'fan.name_needed') ? { stage: 'name' as const } : {};
      setState((before) => ({ ...before, ...stage, isBusy: false, problem }));
    }
  };
  return {
    ...state,
    sendCode(email: string) {
      void run(async () => {
        await call('POST /api/stores/{storeKey}/fan/codes', { params: { storeKey }, body: { email, locale } });
        return { stage: 'code', email };
      });
    },
    enter(code: string, name: { first: string; last: string } | null) {
      void run(async () => {
        const body = { email: state.email, code, ...(name !== null && { name }) };
        onSignedIn(await call('POST /api/stores/{storeKey}/fan/sessions', { params: { storeKey }, body }));
        return {};
      });
    },
    startOver: () => setState((before) => ({ ...before, stage: 'address', problem: null })),
  };
}
