import type { Stage } from '../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../ui/Icon.tsx';
import { FindingLinks } from './FindingLinks.tsx';
import classes from './StageFindings.module.css';
import type { Finding } from './stage.tsx';
import { countsInWords, countsOf, findingsIn } from './stages.ts';

/** All that is found in a stage, folded under its count; each leads to its field. */
export function StageFindings({ stage, findings }: { stage: Stage; findings: readonly Finding[] }) {
  const here = findingsIn(findings, stage);
  const counts = countsOf(here);
  const words = countsInWords(counts);
  if (words === null) return null;
  const isError = counts.errors > 0;
  return (
    <details className={classes.all} data-severity={isError ? 'error' : 'warning'}>
      <summary>
        <Icon name={isError ? 'close' : 'alert'} size="sm" />
        <span>{words} in this stage</span>
        <Icon name="chevronDown" size="sm" />
      </summary>
      <FindingLinks findings={here} />
    </details>
  );
}
