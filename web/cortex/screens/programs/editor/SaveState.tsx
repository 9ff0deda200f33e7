import { Button } from '@mantine/core';
import { problemFacts } from '../../../../api/problem.ts';
import { Icon } from '../../../../ui/Icon.tsx';
import type { IconName } from '../../../../ui/icon.paths.ts';
import { stageWords } from '../programWords.ts';
import { conflictMark } from './ConflictNotices.tsx';
import { type Draft, stageNames, unsavedStages } from './draft.ts';
import classes from './SaveState.module.css';

type Saving = { kind: 'saved' | 'saving' | 'failed' | 'stale'; text: string; detail?: string };

/** Whether all of it is saved, being saved, or not, and why. */
export function SaveState({ draft, flush }: { draft: Draft; flush: () => Promise<boolean> }) {
  const { kind, text, detail } = savingOf(draft);
  return (
    <div className={classes.state} data-kind={kind}>
      <span role="status" className={classes.words} title={detail}>
        <Icon name={icons[kind]} size="sm" />
        <span>
          {text}
          {detail !== undefined && <span className={classes.detail}>{detail}</span>}
        </span>
      </span>
      {kind === 'stale' && (
        <Button size="compact-xs" variant="default" onClick={showConflicts}>
          Choose
        </Button>
      )}
      {kind === 'failed' && (
        <Button size="compact-xs" variant="default" onClick={() => void flush()}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Goes to the choice, which may have been scrolled out of sight. */
function showConflicts() {
  const choice = document.querySelector(`[${conflictMark}] button`);
  if (choice instanceof HTMLElement) choice.focus();
}

const icons: Record<Saving['kind'], IconName> = {
  saved: 'checkCircle',
  saving: 'refresh',
  failed: 'alert',
  stale: 'alert',
};

/** The worst of what its stages are in. */
export function savingOf(draft: Draft): Saving {
  const stale = stageNames.find((stage) => draft.marks[stage].phase === 'stale');
  if (stale !== undefined) {
    return { kind: 'stale', text: 'Not saved', detail: `${stageWords[stale]} was changed by somebody else` };
  }
  const failed = stageNames.find((stage) => draft.marks[stage].phase === 'failed');
  if (failed !== undefined) {
    const { title, errors } = problemFacts(draft.marks[failed].problem);
    const why = errors.length > 0 ? 'see its fields' : title;
    return { kind: 'failed', text: 'Not saved', detail: `${stageWords[failed]}: ${why}` };
  }
  return unsavedStages(draft).length > 0 ? { kind: 'saving', text: 'Saving…' } : { kind: 'saved', text: 'Saved' };
}
