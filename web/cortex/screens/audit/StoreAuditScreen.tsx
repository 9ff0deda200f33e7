import { useSearch } from '@tanstack/react-router';
import { addressOf, call } from '../../../api/client.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { type AuditSource, AuditView } from './AuditView.tsx';
import { useStoreNames } from './useNames.ts';

/** What was done in the store, by whom, from what to what. */
export function StoreAuditScreen() {
  const store = useStore();
  const search = useSearch({ from: '/app/stores/$storeKey/audit' });
  const names = useStoreNames(store.key);
  return (
    <Guard permission="store.audit.view" here={store} title="Audit">
      <PageHeader
        title="Audit"
        within={store.name}
        description={`Every change in ${store.name}, with who made it and why. Times are in ${store.timeZone}.`}
      />
      <AuditView source={storeAudit(store.key)} zone={store.timeZone} search={search} names={names} />
    </Guard>
  );
}

export function storeAudit(storeKey: string): AuditSource {
  const params = { storeKey };
  return {
    name: `store ${storeKey}`,
    areas: [
      'stores.',
      'settings.',
      'programs.',
      'pricing.',
      'lifecycle.',
      'checkout.',
      'events.',
      'venues.',
      'suites.',
      'inventory.',
      'vendors.',
      'people.',
      'invitations.',
      'keys.',
      'webhooks.',
      'audit.',
    ],
    read: (query) => call('GET /api/stores/{storeKey}/audit', { params, query }),
    csv: (query) => addressOf('GET /api/stores/{storeKey}/audit.csv', { params, query }),
    ndjson: (query) => addressOf('GET /api/stores/{storeKey}/audit.ndjson', { params, query }),
  };
}
