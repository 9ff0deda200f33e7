import type { ReactNode } from 'react';
import type { ProblemFacts } from '../../api/problem.ts';
import { useText } from '../app/state.ts';
import { Notice } from '../ui/Notice.tsx';
import { sayFault } from './fault-words.ts';
import { useNames } from './useNames.ts';

/** Something could not be done, and what to do now. */
export function Fault({ problem, actions }: { problem: ProblemFacts; actions?: ReactNode }) {
  const { t } = useText();
  const names = useNames();
  return (
    <Notice tone="bad" title={t('fault.title')} isNews actions={actions}>
      <p>{sayFault(problem, names, { t })}</p>
    </Notice>
  );
}
