import { useQuery } from '@tanstack/react-query';
import { Panel } from '../../../../../ui/Panel.tsx';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { diffQuery } from '../../programsApi.ts';
import { useProgramEditor } from '../stage.tsx';
import { Sentences } from './Sentences.tsx';

/** What fans gain, lose and pay differently when the program is published as it is saved now. */
export function ChangesPanel() {
  const { storeKey, program } = useProgramEditor();
  const diff = useQuery(diffQuery(storeKey, `${program.id}@${program.releaseNumber}`, program.id));
  return (
    <Panel title={`What changes from release ${program.releaseNumber}`}>
      <QueryView query={diff}>
        {({ sentences }) => (
          <Sentences
            sentences={sentences}
            none={
              program.hasChanges
                ? 'Nothing that fans see: only names or order inside Cortex changed.'
                : 'Nothing: the program is as it was published.'
            }
          />
        )}
      </QueryView>
    </Panel>
  );
}
