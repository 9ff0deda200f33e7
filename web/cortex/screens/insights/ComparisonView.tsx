import { Select, Stack, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { addressOf } from '../../../api/client.ts';
import { LazyBarChart } from '../../../ui/charts/lazy.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import { programsQuery } from '../checkout/salesApi.ts';
import { ExportButton } from './ExportButton.tsx';
import classes from './insights.module.css';
import { type Comparison, comparisonQuery, daysOf } from './insightsApi.ts';
import { compareLines, dailyOf } from './insightWords.ts';

/** Two programs side by side, also for each day on which they were active. */
export function ComparisonView({ store }: { store: Store }) {
  const { one, other } = useSearch({ from: '/app/stores/$storeKey/insights' });
  return (
    <Stack gap="lg">
      <Panel
        title="Two programs"
        description="A sale of three days and a regular offer of three months are compared by what they brought on a day on which they were active."
      >
        <Programs store={store} />
      </Panel>
      {one === undefined || other === undefined ? (
        <Panel title="Comparison" flush>
          <EmptyState icon="scale" title="Choose two programs">
            Their figures are shown side by side.
          </EmptyState>
        </Panel>
      ) : (
        <Compared store={store} one={one} other={other} />
      )}
    </Stack>
  );
}

function Programs({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/insights' });
  const navigate = useNavigate({ from: '/stores/$storeKey/insights' });
  const programs = useQuery(programsQuery(store.key));
  const data = (programs.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const set = (change: { one?: string; other?: string }) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  return (
    <div className={classes.choices}>
      <Select
        label="One program"
        placeholder="Choose"
        searchable
        nothingFoundMessage="No program is called that"
        data={data}
        value={search.one ?? null}
        onChange={(id) => id !== null && set({ one: id })}
      />
      <Select
        label="The other"
        placeholder="Choose"
        searchable
        nothingFoundMessage="No program is called that"
        data={data}
        value={search.other ?? null}
        onChange={(id) => id !== null && set({ other: id })}
      />
    </div>
  );
}

function Compared({ store, one, other }: { store: Store; one: string; other: string }) {
  const search = useSearch({ from: '/app/stores/$storeKey/insights' });
  const query = { ...daysOf(search), from: one, to: other };
  const href = addressOf('GET /api/stores/{storeKey}/insights/comparison.csv', {
    params: { storeKey: store.key },
    query,
  });
  const comparison = useQuery({
    ...comparisonQuery(store.key, search, one, other),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel title="Comparison" actions={<ExportButton href={href} />}>
      <QueryView query={comparison}>
        {(found) => (
          <Stack gap="lg">
            <Rates comparison={found} />
            <SideBySide comparison={found} />
            <Intervals store={store} comparison={found} />
          </Stack>
        )}
      </QueryView>
    </Panel>
  );
}

function Rates({ comparison: { from, to } }: { comparison: Comparison }) {
  const names = ['Carts begun', 'Bought', 'Orders', 'Seats'];
  const valuesOf = (side: Comparison['from']) => {
    const rates = dailyOf(side);
    return rates === null ? [0, 0, 0, 0] : [rates.chosen, rates.bought, rates.orders, rates.seats];
  };
  if (dailyOf(from) === null && dailyOf(to) === null) {
    return <Text c="dimmed">Neither was active for an hour on these days, which says nothing of a day.</Text>;
  }
  return (
    <LazyBarChart
      title="What each brought on a day on which it was active"
      placeName="Figure"
      places={names}
      series={[
        { name: from.program.name, values: valuesOf(from) },
        {
          name: to.program.name === from.program.name ? `${to.program.name} (2)` : to.program.name,
          values: valuesOf(to),
        },
      ]}
      format={(value) => value.toLocaleString('en', { maximumFractionDigits: 1 })}
      leastStep={0}
      isGrouped
    />
  );
}

function SideBySide({ comparison: { from, to, currency } }: { comparison: Comparison }) {
  return (
    <ScrollRegion label="Figures side by side">
      <Table tabularNums verticalSpacing="xs">
        <caption className="flex-visually-hidden">Figures side by side</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Figure</Table.Th>
            <Table.Th scope="col" ta="right">
              {from.program.name}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {to.program.name}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {compareLines(currency).map(({ name, of }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} miw="14rem">
                {name}
              </Table.Th>
              <Table.Td ta="right">{of(from)}</Table.Td>
              <Table.Td ta="right">{of(to)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Intervals({ store, comparison: { from, to } }: { store: Store; comparison: Comparison }) {
  const at = (instant: string) => formatInstant(instant, store.timeZone);
  return (
    <Stack gap="xs">
      {[from, to].map(({ program, intervals }, index) => (
        <Text key={index === 0 ? 'from' : 'to'} size="xs" c="dimmed">
          <strong>{program.name}</strong> was active{' '}
          {intervals.length === 0
            ? 'on none of these days'
            : intervals.map(({ startsAt, endsAt }) => `from ${at(startsAt)} to ${at(endsAt)}`).join('; ')}
          .
        </Text>
      ))}
    </Stack>
  );
}
