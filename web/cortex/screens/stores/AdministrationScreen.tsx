import { Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { queryKey } from '../../../api/queries.ts';
import { may } from '../../../ui/Can.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Guard } from '../../shell/pages.tsx';
import { storeQuery, useStore } from '../../stores.ts';
import { DetailsPanel } from './DetailsPanel.tsx';
import { HostsPanel } from './HostsPanel.tsx';
import { RemovalPanel } from './RemovalPanel.tsx';
import { StateBadge } from './StateBadge.tsx';
import { SuspensionPanel } from './SuspensionPanel.tsx';

/** What the store is called, where it is found, whether it is open, and its end. */
export function AdministrationScreen() {
  const store = useStore();
  const onChanged = useStoreChanged();
  return (
    <Guard permission="store.view" here={store} title="Administration">
      <PageHeader title="Administration" within={store.name} mark={<StateBadge state={store.state} />} />
      <Stack gap="lg">
        <DetailsPanel store={store} onChanged={onChanged} />
        <HostsPanel store={store} onChanged={onChanged} />
        {may(store, 'store.suspend') && <SuspensionPanel store={store} onChanged={onChanged} />}
        {(may(store, 'store.remove') || may(store, 'store.export')) && (
          <RemovalPanel store={store} onChanged={onChanged} />
        )}
      </Stack>
    </Guard>
  );
}

/** Keeps the answer of a change and lets the lists read again. */
function useStoreChanged(): (store: Store) => void {
  const queries = useQueryClient();
  return (store) => {
    queries.setQueryData(storeQuery(store.key).queryKey, store);
    void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores') });
  };
}
