import { SegmentedControl, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatAmount } from '../../../../shared/rules/money.ts';
import { addressOf } from '../../../api/client.ts';
import { LazyBarChart, LazyLineChart } from '../../../ui/charts/lazy.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { ExportButton, FreshLine } from './ExportButton.tsx';
import { type Days, daysOf, daysQuery, type Figures, type Overview, overviewQuery } from './insightsApi.ts';
import { cartSeries, dailySeries, dayInWords, type Measure, measures, shortMoney } from './insightWords.ts';
import { ProgramsTable } from './ProgramsTable.tsx';

/** Revenue and seats by program and day. */
export function SalesView({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/insights' });
  const overview = useQuery({ ...overviewQuery(store.key, search), placeholderData: keepPreviousData });
  const days = useQuery({ ...daysQuery(store.key, search), placeholderData: keepPreviousData });
  const file = { params: { storeKey: store.key }, query: daysOf(search) };
  return (
    <Stack gap="lg">
      <QueryView query={overview} frame={(look) => <Panel title="Today">{look}</Panel>}>
        {(found) => <Totals store={store} overview={found} />}
      </QueryView>
      <Panel
        title="By day"
        actions={
          <ExportButton href={addressOf('GET /api/stores/{storeKey}/insights/days.csv', file)}>
            Export days as CSV
          </ExportButton>
        }
      >
        <QueryView query={days}>{(found) => <Daily days={found} />}</QueryView>
      </Panel>
      <Panel
        title="By program"
        description="An order counts for the program it was sold under, a cart for the one it follows."
        flush
        actions={
          <ExportButton href={addressOf('GET /api/stores/{storeKey}/insights.csv', file)}>
            Export programs as CSV
          </ExportButton>
        }
      >
        <QueryView query={overview}>{(found) => <ProgramsTable overview={found} />}</QueryView>
      </Panel>
    </Stack>
  );
}

function Totals({ store, overview }: { store: Store; overview: Overview }) {
  const { today, total, currency, fromOn, toOn, fresh } = overview;
  return (
    <>
      <Panel title="Today" description={<FreshLine fresh={fresh} zone={store.timeZone} />}>
        <KeyFacts facts={factsOf(today, currency)} />
      </Panel>
      <Panel title={`${dayInWords(fromOn, true)} to ${dayInWords(toOn, true)}`}>
        <KeyFacts facts={factsOf(total, currency)} />
      </Panel>
    </>
  );
}

function factsOf({ sales, funnel }: Figures, currency: string) {
  const money = (cents: number) => formatAmount(cents, currency, 'en');
  const count = (value: number) => value.toLocaleString('en');
  return [
    { name: 'Revenue, net of refunds', value: <strong>{money(sales.netCents)}</strong> },
    { name: 'Orders', value: count(sales.orders) },
    { name: 'Seats', value: count(sales.seats) },
    { name: 'Add-on seats', value: count(sales.addOnSeats) },
    {
      name: 'Refunded or cancelled since',
      value:
        sales.refundedSeats === 0 ? 'nothing' : `${money(sales.refundedCents)}, ${count(sales.refundedSeats)} seats`,
    },
    { name: 'The vendor’s fees, in none of these', value: money(sales.feesCents) },
    { name: 'Carts begun', value: count(funnel.chosen) },
    { name: 'Of those bought', value: count(funnel.bought) },
    { name: 'Of those still open', value: count(funnel.open) },
  ];
}

const options = Object.entries(measures).map(([value, label]) => ({ value, label }));

function Daily({ days }: { days: Days }) {
  const [measure, setMeasure] = useState<Measure>('netCents');
  const { currency } = days;
  const series = dailySeries(days, measure);
  const places = days.days.map(({ on }) => dayInWords(on, true));
  const labels = days.days.map(({ on }) => dayInWords(on));
  const isMoney = measure === 'netCents';
  const count = (value: number) => value.toLocaleString('en');
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label="What the bars show"
        data={options}
        value={measure}
        onChange={(chosen) => setMeasure(chosen === 'seats' || chosen === 'orders' ? chosen : 'netCents')}
        style={{ alignSelf: 'flex-start' }}
      />
      {series.length === 0 ? (
        <EmptyState icon="chart" title="Nothing was sold on these days" isSmall>
          Choose other days, or come back when fans have bought.
        </EmptyState>
      ) : (
        <LazyBarChart
          title={`${measures[measure]} by day and program`}
          placeName="Day"
          places={places}
          labels={labels}
          series={series}
          format={isMoney ? (cents) => formatAmount(cents, currency, 'en') : count}
          formatTick={isMoney ? (cents) => shortMoney(cents, currency) : count}
          restName="Other programs"
        />
      )}
      <LazyLineChart
        title="Carts by the day on which they were begun"
        placeName="Day"
        places={places}
        labels={labels}
        series={cartSeries(days)}
        format={count}
      />
    </Stack>
  );
}
