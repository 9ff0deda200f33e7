import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '../../../../../ui/Can.tsx';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { useStore } from '../../../../stores.ts';
import { checksQuery } from '../../programsApi.ts';
import { useProgramEditor } from '../stage.tsx';
import { ChangesPanel } from './ChangesPanel.tsx';
import { ChecksPanel } from './ChecksPanel.tsx';
import { PublishPanel } from './PublishPanel.tsx';
import { ReleasesPanel } from './ReleasesPanel.tsx';

/** What stands between the program and its publication, what publishing changes, and what was published. */
export function ReviewStage() {
  const store = useStore();
  const { program, storeKey } = useProgramEditor();
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const checks = useQuery(checksQuery(storeKey, program.id));
  const mayPublish = may(program, 'store.programs.publish') && store.state === 'active' && program.state !== 'archived';
  return (
    <QueryView query={checks}>
      {(report) => {
        const findings = report.stages.flatMap((stage) => stage.findings);
        return (
          <>
            <ChecksPanel
              zone={store.timeZone}
              report={report}
              findings={findings}
              isChecking={checks.isFetching}
              onCheck={() => void checks.refetch()}
              acceptance={mayPublish ? { accepted, onChange: setAccepted } : null}
            />
            {program.releaseNumber !== null && program.state !== 'archived' && <ChangesPanel />}
            {mayPublish && (
              <PublishPanel findings={findings} accepted={accepted} onCheck={() => void checks.refetch()} />
            )}
            <ReleasesPanel store={store} />
          </>
        );
      }}
    </QueryView>
  );
}
