import { Alert, Button, Stack, Tabs, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatAlike } from '../../../../shared/rules/money.ts';
import type { Output } from '../../../api/contract.ts';
import { Age } from '../../../ui/Age.tsx';
import { durationInWords } from '../../../ui/age.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { MoreButton, QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState, LoadingState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { rowsOf } from '../../lists.ts';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { changePages, eventNameOf, inventoryEventQuery, pricesQuery } from './inventoryApi.ts';
import { failureInWords, findingInWords, freshnessOf } from './inventoryWords.ts';
import { MatrixTable } from './MatrixTable.tsx';
import { ResultsTable } from './ResultsTable.tsx';
import { SectionsPanel } from './SectionsPanel.tsx';
import { SyncButton } from './SyncButton.tsx';
import { SyncProgress } from './SyncProgress.tsx';
import { priceMatrix, seatMatrix } from './seatMatrix.ts';

const SeatMapPanel = lazy(async () => ({ default: (await import('./SeatMapPanel.tsx')).SeatMapPanel }));

type Copied = Output<'GET /api/stores/{storeKey}/inventory/events/{eventCode}'>;

/** The copy of one event: its seats, prices and sections, and what changed in it. */
export function InventoryEventScreen() {
  const store = useStore();
  return (
    <Guard permission="store.inventory.view" here={store} title="Inventory">
      <ReadCopy store={store} />
    </Guard>
  );
}

function ReadCopy({ store }: { store: Store }) {
  const { eventCode } = useParams({ from: '/app/stores/$storeKey/inventory/events/$eventCode' });
  const query = useQuery(inventoryEventQuery(store.key, eventCode));
  return (
    <QueryView isScreen query={query} errorAction={<BackButton store={store} />}>
      {(event) => <CopyView key={event.eventCode} store={store} event={event} />}
    </QueryView>
  );
}

function CopyView({ store, event }: { store: Store; event: Copied }) {
  const [runId, setRunId] = useState<string | null>(null);
  const { tone, label } = freshnessOf(event);
  return (
    <>
      <PageHeader
        title={eventNameOf(event)}
        within={store.name}
        mark={<StatusBadge tone={tone}>{label}</StatusBadge>}
        description={
          <>
            {event.eventCode}
            {event.startsAt !== null && (
              <>
                {' · '}
                <When at={event.startsAt} zone={store.timeZone} />
              </>
            )}
          </>
        }
        actions={
          <>
            <BackButton store={store} />
            {event.isCopied && (
              <SyncButton store={store} eventCode={event.eventCode} onStarted={({ id }) => setRunId(id)} />
            )}
          </>
        }
      />
      <Stack gap="lg">
        {runId !== null && (
          <Panel title="Sync">
            <SyncProgress store={store} runId={runId} />
          </Panel>
        )}
        <Notices event={event} />
        <Panel title="The copy">
          <KeyFacts facts={factsOf(event, store.timeZone)} />
        </Panel>
        <Views store={store} event={event} />
      </Stack>
    </>
  );
}

function Views({ store, event }: { store: Store; event: Copied }) {
  const { view } = useSearch({ from: '/app/stores/$storeKey/inventory/events/$eventCode' });
  const navigate = useNavigate({ from: '/stores/$storeKey/inventory/events/$eventCode' });
  return (
    <Tabs
      value={view ?? 'tables'}
      onChange={(chosen) => void navigate({ search: chosen === 'map' ? { view: 'map' } : {}, replace: true })}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        <Tabs.Tab value="tables">Seats and prices</Tabs.Tab>
        <Tabs.Tab value="map">Seat map</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="tables">
        <Stack gap="lg">
          <SeatsPanel event={event} />
          <PricesPanel store={store} eventCode={event.eventCode} />
          <SectionsPanel store={store} eventCode={event.eventCode} />
          <ChangesPanel store={store} eventCode={event.eventCode} />
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="map">
        <Suspense fallback={<LoadingState />}>
          <SeatMapPanel store={store} eventCode={event.eventCode} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

function Notices({ event: { failure, findings } }: { event: Copied }) {
  return (
    <>
      {failure !== null && (
        <Alert color="red" icon={<Icon name="alert" />} title="This event cannot be read">
          <Text>
            Since <When at={failure.since} />: {failureInWords(failure)}
          </Text>
        </Alert>
      )}
      {findings.length > 0 && (
        <Alert color="amber" icon={<Icon name="info" />} title="What was odd in the vendor’s answer">
          {findings.map((finding) => (
            <Text key={`${finding.code} ${JSON.stringify(finding.params)}`}>{findingInWords(finding)}</Text>
          ))}
        </Alert>
      )}
    </>
  );
}

function factsOf(event: Copied, zone: string) {
  const age = (at: string | null, none: string) => (at === null ? none : <Age at={at} zone={zone} />);
  return [
    { name: 'Read', value: age(event.readAt, 'never') },
    { name: 'Next', value: <Next event={event} zone={zone} /> },
    {
      name: 'Read every',
      value: event.cadenceSeconds === null ? 'not planned' : durationInWords(event.cadenceSeconds),
    },
    { name: 'Every seat read', value: age(event.detailReadAt, 'never') },
    { name: 'Free seats', value: event.seatCount.toLocaleString('en') },
    { name: 'On offer now', value: event.isOffered ? 'yes' : 'no' },
    ...(event.staleSections.length === 0
      ? []
      : [{ name: 'A hold was refused in', value: event.staleSections.join(', ') }]),
  ];
}

function Next({ event: { isCopied, nextDueAt }, zone }: { event: Copied; zone: string }) {
  if (!isCopied) return 'no more';
  return nextDueAt === null ? 'not planned' : <Age at={nextDueAt} zone={zone} past="due now" />;
}

function SeatsPanel({ event }: { event: Copied }) {
  return (
    <Panel title="Free seats by class and price code" flush>
      {event.counts.length === 0 ? (
        <EmptyState isSmall icon="seat" title="No free seat">
          The vendor lists none that its user may sell.
        </EmptyState>
      ) : (
        <MatrixTable
          caption="Free seats by price code and class"
          corner="Price code"
          matrix={seatMatrix(event.counts)}
          format={(count) => count.toLocaleString('en')}
          hasTotals
        />
      )}
    </Panel>
  );
}

function PricesPanel({ store, eventCode }: { store: Store; eventCode: string }) {
  const prices = useQuery(pricesQuery(store.key, eventCode));
  return (
    <Panel title="Prices" description="The vendor’s amount for each price code and ticket type." flush>
      <QueryView query={prices}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState isSmall icon="info" title="No price">
              The vendor has priced nothing of this event yet.
            </EmptyState>
          ) : (
            <MatrixTable
              caption="Amounts by price code and ticket type"
              corner="Price code"
              matrix={priceMatrix(items)}
              format={formatAlike(
                items.map(({ amountCents }) => amountCents),
                store.currency,
                'en',
              )}
            />
          )
        }
      </QueryView>
    </Panel>
  );
}

function ChangesPanel({ store, eventCode }: { store: Store; eventCode: string }) {
  const changes = useInfiniteQuery(changePages(store.key, eventCode));
  return (
    <Panel title="What changed lately" flush>
      <QueryView query={changes}>
        {(data) => {
          const results = rowsOf(data);
          return results.length === 0 ? (
            <EmptyState isSmall icon="history" title="No change">
              Nothing changed in the last two weeks.
            </EmptyState>
          ) : (
            <>
              <ResultsTable store={store} results={results} names="instants" />
              <MoreButton pages={changes} shown={results.length} />
            </>
          );
        }}
      </QueryView>
    </Panel>
  );
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/stores/$storeKey/inventory" params={{ storeKey: store.key }} {...props} />}
    >
      All events
    </Button>
  );
}
