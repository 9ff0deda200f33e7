import { Button, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { SyncRun } from '../../../../shared/contract/inventory.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { resultsQuery, runQuery } from './inventoryApi.ts';
import { numberInWords } from './inventoryWords.ts';
import { ResultsTable } from './ResultsTable.tsx';
import { tookInWords } from './RunsPanel.tsx';
import { SyncProgress } from './SyncProgress.tsx';

/** One run: how it went, and what it changed or failed at. */
export function SyncRunScreen() {
  const store = useStore();
  return (
    <Guard permission="store.inventory.view" here={store} title="Inventory">
      <ReadRun store={store} />
    </Guard>
  );
}

function ReadRun({ store }: { store: Store }) {
  const { runId } = useParams({ from: '/app/stores/$storeKey/inventory/runs/$runId' });
  const run = useQuery(runQuery(store.key, runId));
  return (
    <QueryView isScreen query={run} errorAction={<BackButton store={store} />}>
      {(found) => <RunView store={store} run={found} />}
    </QueryView>
  );
}

function RunView({ store, run }: { store: Store; run: SyncRun }) {
  const { cursor } = useSearch({ from: '/app/stores/$storeKey/inventory/runs/$runId' });
  const page = useQuery({ ...resultsQuery(store.key, run.id, cursor), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title={`Run of ${formatInstant(run.startedAt, store.timeZone)}`}
        within={store.name}
        description={run.cause === 'staff' ? `Asked for by ${whoInWords(run.askedBy)}` : 'By schedule'}
        actions={<BackButton store={store} />}
      />
      <Stack gap="lg">
        <Panel title="How it went">
          <Stack gap="lg">
            <SyncProgress store={store} runId={run.id} />
            <KeyFacts facts={factsOf(run, store.timeZone)} />
          </Stack>
        </Panel>
        <Panel title="What changed" description="Events in which nothing had changed are not listed." flush>
          <QueryView query={page}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState icon="checkCircle" title="Nothing changed">
                  Every seat and every price was as the copy had it.
                </EmptyState>
              ) : (
                <ResultsTable store={store} results={items} names="events" />
              )
            }
          </QueryView>
          <CursorPager label="Pages of results" next={page.data?.next ?? null} cursor={cursor} />
        </Panel>
      </Stack>
    </>
  );
}

function factsOf(run: SyncRun, zone: string) {
  return [
    { name: 'Started', value: <When at={run.startedAt} zone={zone} style="second" /> },
    { name: 'Took', value: tookInWords(run) },
    ...(run.endedBy === null ? [] : [{ name: 'Cancelled by', value: run.endedBy }]),
    { name: 'Events unchanged', value: numberInWords(run.unchangedCount) },
    {
      name: 'Sections written',
      value: `${numberInWords(run.sectionsWritten)} of ${numberInWords(run.sectionsWritten + run.sectionsUnchanged)}`,
    },
    { name: 'Prices written', value: numberInWords(run.pricesWritten) },
    { name: 'Requests', value: `${run.summaryCalls} for counts, ${run.detailCalls} for seats` },
    ...(run.findingCount === 0 ? [] : [{ name: 'Findings', value: run.findingCount }]),
  ];
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => (
        <Link to="/stores/$storeKey/inventory" params={{ storeKey: store.key }} search={{ view: 'runs' }} {...props} />
      )}
    >
      All runs
    </Button>
  );
}
