import { Stack, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { insightViews } from '../../searchOfSales.ts';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { ComparisonView } from './ComparisonView.tsx';
import { FunnelView } from './FunnelView.tsx';
import { InterestView } from './InterestView.tsx';
import { RangeBar } from './RangeBar.tsx';
import { SalesView } from './SalesView.tsx';

/** What was wanted, held and bought, and what it brought. */
export function InsightsScreen() {
  const store = useStore();
  return (
    <Guard permission="store.insights.view" here={store} title="Insights">
      <Insights store={store} />
    </Guard>
  );
}

function Insights({ store }: { store: Store }) {
  const { view } = useSearch({ from: '/app/stores/$storeKey/insights' });
  const navigate = useNavigate({ from: '/stores/$storeKey/insights' });
  const show = (chosen: string | null) =>
    void navigate({
      search: (old) => ({ ...old, view: insightViews.find((one) => one === chosen) }),
      replace: true,
    });
  return (
    <>
      <PageHeader
        title="Insights"
        within={store.name}
        description={`Counts and sums over carts and orders, by days in ${store.timeZone}. Nothing here is of a person.`}
      />
      <Stack gap="md">
        <RangeBar store={store} />
        <Tabs value={view ?? 'sales'} onChange={show} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="sales">Sales</Tabs.Tab>
            <Tabs.Tab value="funnel">Funnel</Tabs.Tab>
            <Tabs.Tab value="interest">Interest in games</Tabs.Tab>
            <Tabs.Tab value="comparison">Two programs</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="sales">
            <SalesView store={store} />
          </Tabs.Panel>
          <Tabs.Panel value="funnel">
            <FunnelView store={store} />
          </Tabs.Panel>
          <Tabs.Panel value="interest">
            <InterestView store={store} />
          </Tabs.Panel>
          <Tabs.Panel value="comparison">
            <ComparisonView store={store} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}
