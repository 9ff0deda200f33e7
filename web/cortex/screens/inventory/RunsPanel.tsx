import { Anchor, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { SyncRun } from '../../../../shared/contract/inventory.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { durationInWords } from '../../../ui/age.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterChoice } from '../../../ui/FilterBar.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { runsQuery } from './inventoryApi.ts';
import { runLooks } from './inventoryWords.ts';

const causes = [
  { value: 'schedule', label: 'By schedule' },
  { value: 'staff', label: 'Asked by a person' },
] as const;

/** The runs of the last two weeks. */
export function RunsPanel({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/inventory' });
  const navigate = useNavigate({ from: '/stores/$storeKey/inventory' });
  const page = useQuery({ ...runsQuery(store.key, search), placeholderData: keepPreviousData });
  const set = (cause: 'schedule' | 'staff' | undefined) =>
    void navigate({ search: { view: 'runs', cause }, replace: true });
  return (
    <Panel
      title="Runs"
      description="Kept for two weeks."
      flush
      actions={
        <FilterChoice label="Why" placeholder="For any reason" options={causes} value={search.cause} onChange={set} />
      }
    >
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="history" title="No run yet">
              A run reads the events whose turn it is; it stands here with what it changed.
            </EmptyState>
          ) : (
            <DataTable caption="Runs, newest first" columns={columnsIn(store)} rows={items} rowKey={({ id }) => id} />
          )
        }
      </QueryView>
      <CursorPager label="Pages of runs" next={page.data?.next ?? null} cursor={search.cursor} />
    </Panel>
  );
}

function columnsIn(store: Store): Column<SyncRun>[] {
  return [
    {
      key: 'started',
      header: 'Started',
      cell: ({ id, startedAt }) => (
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link to="/stores/$storeKey/inventory/runs/$runId" params={{ storeKey: store.key, runId: id }} {...props} />
          )}
        >
          <When at={startedAt} zone={store.timeZone} style="second" />
        </Anchor>
      ),
    },
    {
      key: 'by',
      header: 'By',
      cell: ({ cause, askedBy, isFull }) => (
        <>
          {cause === 'staff' ? whoInWords(askedBy) : 'the schedule'}
          {isFull && (
            <Text size="xs" c="dimmed">
              every seat
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'state',
      header: 'State',
      isNarrow: true,
      cell: ({ state }) => <StatusBadge tone={runLooks[state].tone}>{runLooks[state].label}</StatusBadge>,
    },
    { key: 'took', header: 'Took', isNarrow: true, cell: (run) => tookInWords(run) },
    { key: 'events', header: 'Events', isNarrow: true, align: 'right', cell: ({ doneCount }) => doneCount },
    { key: 'changed', header: 'Changed', isNarrow: true, align: 'right', cell: ({ changedCount }) => changedCount },
    { key: 'failed', header: 'Failed', isNarrow: true, align: 'right', cell: ({ failedCount }) => failedCount },
    {
      key: 'calls',
      header: 'Calls',
      isNarrow: true,
      align: 'right',
      cell: ({ summaryCalls, detailCalls }) => summaryCalls + detailCalls,
    },
  ];
}

export function tookInWords({ startedAt, endedAt }: SyncRun): string {
  if (endedAt === null) return 'goes on';
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000;
  return seconds < 1 ? 'under 1 s' : durationInWords(Math.round(seconds));
}
