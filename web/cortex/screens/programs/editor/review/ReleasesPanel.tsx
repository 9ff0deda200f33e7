import { Button, Code, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../../../shared/contract/stores.ts';
import type { Output } from '../../../../../api/contract.ts';
import { type Column, DataTable } from '../../../../../ui/DataTable.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { MoreButton, QueryView } from '../../../../../ui/QueryView.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { When } from '../../../../../ui/When.tsx';
import { whoAtStart } from '../../../../actorWords.ts';
import { rowsOf } from '../../../../lists.ts';
import { releasePages } from '../../programsApi.ts';
import { useProgramEditor } from '../stage.tsx';
import { ReleaseDialog } from './ReleaseDialog.tsx';

type Release = Output<'GET /api/stores/{storeKey}/programs/{programId}/releases'>['items'][number];

/** Every release of the program, newest first. */
export function ReleasesPanel({ store }: { store: Store }) {
  const { program } = useProgramEditor();
  const [shown, setShown] = useState<number | null>(null);
  const pages = useInfiniteQuery(releasePages(store.key, program.id));
  return (
    <Panel title="Releases" flush>
      <QueryView query={pages}>
        {(data) => {
          const releases = rowsOf(data);
          if (releases.length === 0) {
            return (
              <EmptyState icon="history" title="Not published yet">
                Each publication is kept here as it was: when, by whom, and what was accepted.
              </EmptyState>
            );
          }
          return (
            <>
              <DataTable
                caption="Releases, newest first"
                columns={columnsIn(store.timeZone)}
                rows={releases}
                rowKey={({ id }) => id}
                actions={({ number }) => (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`View release ${number}`}
                    onClick={() => setShown(number)}
                  >
                    View
                  </Button>
                )}
              />
              <MoreButton pages={pages} shown={releases.length} />
            </>
          );
        }}
      </QueryView>
      {shown !== null && <ReleaseDialog store={store} number={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
}

function columnsIn(zone: string): Column<Release>[] {
  return [
    { key: 'number', header: 'Release', isNarrow: true, cell: ({ number }) => <strong>{number}</strong> },
    {
      key: 'at',
      header: 'Published',
      isNarrow: true,
      cell: ({ publishedAt }) => <When at={publishedAt} zone={zone} />,
    },
    { key: 'by', header: 'By', cell: ({ publishedBy }) => whoAtStart(publishedBy) },
    {
      key: 'accepted',
      header: 'Accepted',
      cell: ({ accepted }) =>
        accepted.length === 0 ? (
          <Text c="dimmed">no warnings</Text>
        ) : (
          `${accepted.length} ${accepted.length === 1 ? 'warning' : 'warnings'}`
        ),
    },
    {
      key: 'hash',
      header: 'Content hash',
      isNarrow: true,
      cell: ({ contentHash }) => <Code title={contentHash}>{contentHash.slice(0, 12)}</Code>,
    },
  ];
}
