import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { everySuiteQuery } from '../../../../suites.ts';
import classes from '../parts/parts.module.css';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import { SuitesPanel } from './SuitesPanel.tsx';
import { SuiteTiersPanel } from './SuiteTiersPanel.tsx';

/** Which suites the program sells, and which of them share prices. */
export function SuitesStage({ stage }: { stage: StageEditor<'suites'> }) {
  const query = useQuery(everySuiteQuery(stage.storeKey));
  if (stage.program.content.definition.inventoryType !== 'suite') {
    return (
      <EmptyState icon="building" title="This program sells seats">
        Suites are for programs that sell suites; what a program sells is set in its definition.
      </EmptyState>
    );
  }
  return (
    <QueryView query={query}>
      {({ items: suites }) =>
        suites.length === 0 ? (
          <>
            <EmptyState icon="building" title="The store has no suites yet">
              Map the suites on their venue first, or have them suggested from the free seats. Then choose here which of
              them this program sells.
            </EmptyState>
            <div className={classes.centred}>
              <FieldFindings findings={stage.findingsAt('/suites')} />
            </div>
          </>
        ) : (
          <>
            <SuitesPanel stage={stage} suites={suites} />
            <SuiteTiersPanel stage={stage} />
          </>
        )
      }
    </QueryView>
  );
}
