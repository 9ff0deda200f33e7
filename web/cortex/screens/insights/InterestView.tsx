import { Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { addressOf } from '../../../api/client.ts';
import { LazyBarChart } from '../../../ui/charts/lazy.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterChoice } from '../../../ui/FilterBar.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { ExportButton } from './ExportButton.tsx';
import { daysOf, type Interest, interestQuery, overviewQuery } from './insightsApi.ts';
import { interestSeries, inVain, reasons, reasonWords } from './insightWords.ts';

type Row = Interest['events'][number];

/** How many wanted each game, how many got it, and why the others did not. */
export function InterestView({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/insights' });
  const interest = useQuery({ ...interestQuery(store.key, search), placeholderData: keepPreviousData });
  const file = { params: { storeKey: store.key }, query: { ...daysOf(search), programId: search.program } };
  return (
    <Stack gap="lg">
      <Panel
        title="Wanted in vain"
        description="Carts that had the game and ended without it, by the reason. Seats that were gone are what more seats would have sold."
        actions={
          <>
            <ProgramChoice store={store} />
            <ExportButton href={addressOf('GET /api/stores/{storeKey}/insights/events.csv', file)} />
          </>
        }
      >
        <QueryView query={interest}>{({ events }) => <VainChart events={events} />}</QueryView>
      </Panel>
      <Panel title="Every game" description="Those most wanted in vain first." flush>
        <QueryView query={interest}>
          {({ events }) =>
            events.length === 0 ? (
              <EmptyState icon="calendar" title="No game was chosen on these days" isSmall>
                A game stands here from the first cart that has it.
              </EmptyState>
            ) : (
              <DataTable
                caption="Interest in each game"
                columns={columnsIn(store.timeZone)}
                rows={events}
                rowKey={({ eventCode }) => eventCode}
                detail={{ label: ({ eventCode }) => `Why ${eventCode} was not bought`, render: Reasons }}
              />
            )
          }
        </QueryView>
      </Panel>
    </Stack>
  );
}

function ProgramChoice({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/insights' });
  const navigate = useNavigate({ from: '/stores/$storeKey/insights' });
  const overview = useQuery(overviewQuery(store.key, search));
  const options = (overview.data?.programs ?? []).map(({ program }) => ({ value: program.id, label: program.name }));
  return (
    <FilterChoice
      label="Program"
      placeholder="All programs"
      options={options}
      value={search.program}
      onChange={(program) => void navigate({ search: (old) => ({ ...old, program }), replace: true })}
    />
  );
}

function VainChart({ events }: { events: Interest['events'] }) {
  const { places, labels, series } = interestSeries(events);
  if (series.length === 0) {
    return (
      <EmptyState icon="checkCircle" title="No game was wanted in vain" isSmall>
        Every cart of these days was bought or is still open.
      </EmptyState>
    );
  }
  return (
    <LazyBarChart
      title="Carts that ended without the game, by reason"
      placeName="Game"
      places={places}
      labels={labels}
      series={series}
      format={(count) => count.toLocaleString('en')}
    />
  );
}

function columnsIn(zone: string): Column<Row>[] {
  const right = { align: 'right', isNarrow: true } as const;
  return [
    {
      key: 'game',
      header: 'Game',
      cell: ({ name, eventCode, startsAt }) => (
        <>
          {name ?? eventCode}
          <Text size="xs" c="dimmed" fw={400}>
            {eventCode}
            {startsAt !== null && (
              <>
                {' · '}
                <When at={startsAt} zone={zone} />
              </>
            )}
          </Text>
        </>
      ),
    },
    { ...right, key: 'wanted', header: 'Wanted', cell: ({ funnel }) => funnel.chosen.toLocaleString('en') },
    { ...right, key: 'held', header: 'Held', cell: ({ funnel }) => funnel.held.toLocaleString('en') },
    { ...right, key: 'bought', header: 'Bought', cell: ({ funnel }) => funnel.bought.toLocaleString('en') },
    { ...right, key: 'open', header: 'Open', cell: ({ funnel }) => funnel.open.toLocaleString('en') },
    { ...right, key: 'vain', header: 'In vain', cell: ({ funnel }) => inVain(funnel).toLocaleString('en') },
    {
      ...right,
      key: 'gone',
      header: 'Seats gone',
      cell: ({ funnel }) => funnel.abandoned.seatsGone.toLocaleString('en'),
    },
    {
      ...right,
      key: 'seats',
      header: 'Seats not sold',
      cell: ({ funnel }) => funnel.unfinishedSeats.toLocaleString('en'),
    },
  ];
}

function Reasons({ funnel: { abandoned } }: Row) {
  const told = reasons.filter((reason) => abandoned[reason] > 0);
  if (told.length === 0) return <Text>Nobody wanted it in vain.</Text>;
  return <Text>{told.map((reason) => `${reasonWords[reason]}: ${abandoned[reason]}`).join(' · ')}</Text>;
}
