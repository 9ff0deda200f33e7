import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { DeliveriesPanel } from './DeliveriesPanel.tsx';
import { EndpointsPanel } from './EndpointsPanel.tsx';
import { endpointsQuery } from './webhooksApi.ts';

/** Who is told of what happens in the store, and what became of every message. */
export function WebhooksScreen() {
  const store = useStore();
  return (
    <Guard permission="store.webhooks.view" here={store} title="Webhooks">
      <Webhooks store={store} />
    </Guard>
  );
}

function Webhooks({ store }: { store: Store }) {
  const { view } = useSearch({ from: '/app/stores/$storeKey/webhooks' });
  const navigate = useNavigate({ from: '/stores/$storeKey/webhooks' });
  const endpoints = useQuery(endpointsQuery(store.key));
  const show = (chosen: string | null) =>
    void navigate({ search: chosen === 'deliveries' ? { view: 'deliveries' } : {}, replace: true });
  return (
    <>
      <PageHeader
        title="Webhooks"
        within={store.name}
        description="Other systems are told what happens here. Every message is signed, tried again for three days, and kept for 30 days. It names orders, seats and amounts, never a person."
      />
      <Tabs value={view ?? 'endpoints'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="endpoints">Endpoints</Tabs.Tab>
          <Tabs.Tab value="deliveries">Deliveries</Tabs.Tab>
        </Tabs.List>
        <QueryView query={endpoints}>
          {(found) => (
            <>
              <Tabs.Panel value="endpoints">
                <EndpointsPanel store={store} endpoints={found} />
              </Tabs.Panel>
              <Tabs.Panel value="deliveries">
                <DeliveriesPanel store={store} endpoints={found} />
              </Tabs.Panel>
            </>
          )}
        </QueryView>
      </Tabs>
    </>
  );
}
