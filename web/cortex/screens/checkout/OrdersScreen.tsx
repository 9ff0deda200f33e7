import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { OrdersPanel } from './OrdersPanel.tsx';
import { PurchasesPanel } from './PurchasesPanel.tsx';

/** What was sold, and what became of attempts to buy. */
export function OrdersScreen() {
  const store = useStore();
  return (
    <Guard permission="store.orders.view" here={store} title="Orders">
      <Orders store={store} />
    </Guard>
  );
}

function Orders({ store }: { store: Store }) {
  const { view } = useSearch({ from: '/app/stores/$storeKey/orders' });
  const navigate = useNavigate({ from: '/stores/$storeKey/orders' });
  const show = (chosen: string | null) =>
    void navigate({
      search: chosen === 'unfinished' || chosen === 'failed' ? { view: chosen } : {},
      replace: true,
    });
  return (
    <>
      <PageHeader
        title="Orders"
        within={store.name}
        description="An order exists once the vendor said that it sold. Refunds and cancellations are the vendor’s acts and are shown as it reports them."
      />
      <Tabs value={view ?? 'orders'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="orders">Orders</Tabs.Tab>
          <Tabs.Tab value="unfinished">Unfinished purchases</Tabs.Tab>
          <Tabs.Tab value="failed">Purchases that sold nothing</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="orders">
          <OrdersPanel store={store} />
        </Tabs.Panel>
        <Tabs.Panel value="unfinished">
          <PurchasesPanel store={store} state="unfinished" />
        </Tabs.Panel>
        <Tabs.Panel value="failed">
          <PurchasesPanel store={store} state="failed" />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
