import { Link } from '@tanstack/react-router';
import { Icon } from '../../../../ui/Icon.tsx';
import classes from './StageNav.module.css';
import type { Finding } from './stage.tsx';
import { countsInWords, countsOf, type EditorStage, findingsIn } from './stages.ts';

type Props = {
  storeKey: string;
  programId: string;
  stages: readonly EditorStage[];
  findings: readonly Finding[];
  /** Until the checks were read, a stage without findings may have some. */
  isChecked: boolean;
};

/** The stages from left to right, each with how much is found in it. */
export function StageNav({ storeKey, programId, stages, findings, isChecked }: Props) {
  return (
    <nav aria-label="Stages">
      <ol className={classes.stages}>
        {stages.map(({ slug, label, stage }) => (
          <li key={slug}>
            <Link
              to="/stores/$storeKey/programs/$programId/$stage"
              params={{ storeKey, programId, stage: slug }}
              search={({ at: _, ...search }) => search}
              activeOptions={{ includeSearch: false }}
              className={classes.stage}
            >
              {label}
              <Counts findings={stage === null ? findings : findingsIn(findings, stage)} isChecked={isChecked} />
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Counts({ findings, isChecked }: Pick<Props, 'findings' | 'isChecked'>) {
  const counts = countsOf(findings);
  const words = countsInWords(counts);
  if (words === null) {
    return (
      <span className={classes.count} data-severity="none">
        {isChecked && <Icon name="check" size="sm" />}
      </span>
    );
  }
  const isError = counts.errors > 0;
  return (
    <span className={classes.count} data-severity={isError ? 'error' : 'warning'} title={words}>
      <Icon name={isError ? 'close' : 'alert'} size="sm" />
      <span aria-hidden="true">{isError ? counts.errors : counts.warnings}</span>
      <span className="flex-visually-hidden">, {words}</span>
    </span>
  );
}
