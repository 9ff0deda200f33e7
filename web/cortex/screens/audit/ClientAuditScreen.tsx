import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { call } from '../../../api/client.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { clientQuery } from '../../clients.ts';
import { Guard, HomeButton } from '../../shell/pages.tsx';
import { browserZone } from '../../zone.ts';
import { type AuditSource, AuditView } from './AuditView.tsx';

/** What was done to the client, its people and its stores as a whole. */
export function ClientAuditScreen() {
  const { clientKey } = useParams({ from: '/app/clients/$clientKey/audit' });
  const search = useSearch({ from: '/app/clients/$clientKey/audit' });
  const query = useQuery(clientQuery(clientKey));
  return (
    <QueryView isScreen query={query} errorAction={<HomeButton />}>
      {(client) => (
        <Guard permission="client.audit.view" here={client} title="Audit">
          <PageHeader
            title="Audit"
            within={client.name}
            description={`What was done to ${client.name}, its people and its stores as a whole. Times are in ${browserZone}.`}
          />
          <AuditView source={clientAudit(clientKey)} zone={browserZone} search={search} />
        </Guard>
      )}
    </QueryView>
  );
}

function clientAudit(clientKey: string): AuditSource {
  const params = { clientKey };
  return {
    name: `client ${clientKey}`,
    areas: ['clients.', 'stores.', 'vendors.', 'people.', 'invitations.', 'oidc.'],
    read: (query) => call('GET /api/clients/{clientKey}/audit', { params, query }),
    csv: null,
    ndjson: null,
  };
}
