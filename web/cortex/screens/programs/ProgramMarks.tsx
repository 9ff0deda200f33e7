import { Marks } from '../../../ui/cells.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import type { ProgramSummary } from './programsApi.ts';
import { programStates } from './programWords.ts';

type Props = { program: Pick<ProgramSummary, 'state' | 'isActive' | 'hasChanges' | 'releaseNumber'> };

/** What a program is, in badges: its state, whether it drives the store, whether edits wait for publication. */
export function ProgramMarks({ program: { state, isActive, hasChanges } }: Props) {
  const { tone, label } = programStates[state];
  return (
    <Marks>
      {isActive && (
        <StatusBadge tone="positive" icon="play">
          Active
        </StatusBadge>
      )}
      {!(isActive && state === 'published') && <StatusBadge tone={tone}>{label}</StatusBadge>}
      {state === 'published' && hasChanges && <StatusBadge tone="warning">Changes not published</StatusBadge>}
    </Marks>
  );
}
