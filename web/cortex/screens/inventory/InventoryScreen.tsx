import { Alert, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { Output } from '../../../api/contract.ts';
import { Age } from '../../../ui/Age.tsx';
import { durationInWords } from '../../../ui/age.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge, type Tone } from '../../../ui/StatusBadge.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { FreshnessPanel } from './FreshnessPanel.tsx';
import { overviewQuery } from './inventoryApi.ts';
import { RunsPanel } from './RunsPanel.tsx';
import { SyncButton } from './SyncButton.tsx';
import { SyncProgress } from './SyncProgress.tsx';

/** How fresh our copy of the vendor's seats and prices is, and reading it anew. */
export function InventoryScreen() {
  const store = useStore();
  return (
    <Guard permission="store.inventory.view" here={store} title="Inventory">
      <Inventory store={store} />
    </Guard>
  );
}

function Inventory({ store }: { store: Store }) {
  const { view } = useSearch({ from: '/app/stores/$storeKey/inventory' });
  const navigate = useNavigate({ from: '/stores/$storeKey/inventory' });
  const overview = useQuery(overviewQuery(store.key));
  const [started, setStarted] = useState<string | null>(null);
  const runId = overview.data?.runningRunId ?? started;
  return (
    <>
      <PageHeader
        title="Inventory"
        within={store.name}
        description="The copy of the vendor’s free seats and prices. Fans see the copy; every sale is the vendor’s."
        actions={<SyncButton store={store} eventCode={null} onStarted={({ id }) => setStarted(id)} />}
      />
      <Stack gap="lg">
        <Waiting store={store} until={overview.data?.waitingUntil ?? null} />
        {runId !== null && (
          <Panel title="Sync">
            <SyncProgress store={store} runId={runId} />
          </Panel>
        )}
        <Panel
          title="The copy"
          {...(overview.data !== undefined && {
            description: `Every seat is read again within ${durationInWords(overview.data.detailSeconds)}, its counts more often.`,
          })}
        >
          <QueryView query={overview}>{(found) => <KeyFacts facts={factsOf(found, store)} />}</QueryView>
        </Panel>
        <Tabs
          value={view ?? 'events'}
          onChange={(chosen) => void navigate({ search: chosen === 'runs' ? { view: 'runs' } : {}, replace: true })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="events">Events</Tabs.Tab>
            <Tabs.Tab value="runs">Runs</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="events">
            <FreshnessPanel store={store} />
          </Tabs.Panel>
          <Tabs.Panel value="runs">
            <RunsPanel store={store} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}

function Waiting({ store, until }: { store: Store; until: string | null }) {
  if (until === null) return null;
  return (
    <Alert color="amber" icon={<Icon name="clock" />} title="The vendor takes no calls of a sync now">
      Reading goes on by itself at {formatInstant(until, store.timeZone, 'second')}.
    </Alert>
  );
}

type Overview = Output<'GET /api/stores/{storeKey}/inventory'>;

function unreadInWords(eventCount: number): string {
  return eventCount === 0 ? 'nothing to read yet' : 'not all read yet';
}

function factsOf(overview: Overview, store: Store) {
  const { copiedCount, staleCount, failingCount, goneCount, seatCount, oldestReadAt } = overview;
  return [
    { name: 'Events that are read', value: copiedCount },
    { name: 'Free seats', value: seatCount.toLocaleString('en') },
    {
      name: 'Oldest reading',
      value: oldestReadAt === null ? unreadInWords(copiedCount) : <Age at={oldestReadAt} zone={store.timeZone} />,
    },
    { name: 'Stale', value: <Count count={staleCount} tone="warning" /> },
    { name: 'Failing', value: <Count count={failingCount} tone="danger" /> },
    { name: 'Cancelled or unknown there', value: <Count count={goneCount} tone="danger" /> },
  ];
}

/** Of something there should be none of. */
function Count({ count, tone }: { count: number; tone: Tone }) {
  return count === 0 ? 0 : <StatusBadge tone={tone}>{count}</StatusBadge>;
}
