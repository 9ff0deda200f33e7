import type { ReactNode } from 'react';
import type { ProblemFacts } from '../../api/problem.ts';
import { useFan, useText } from '../app/state.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { sayFault } from './fault-words.ts';
import { useNames } from './useNames.ts';

/** Something could not be done, and what to do now. */
export function Fault({ problem, actions }: { problem: ProblemFacts; actions?: ReactNode }) {
  const { t } = useText();
  const { fan, ask } = useFan();
  const names = useNames();
  const mustSignIn = problem.code === 'cart.sign_in_to_hold';
  // whoever has signed in meanwhile did what was to be done
  if (mustSignIn && fan !== null) return null;
  const signIn = <Button onClick={() => void ask()}>{t('account.sign_in')}</Button>;
  return (
    <Notice tone="bad" title={t('fault.title')} isNews actions={mustSignIn ? signIn : actions}>
      <p>{sayFault(problem, names, { t })}</p>
    </Notice>
  );
}
