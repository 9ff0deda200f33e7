import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '../../../api/contract.ts';
import { Can, may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { clientQuery } from '../../clients.ts';
import { rowsOf, useStorePages } from '../../lists.ts';
import { HomeButton } from '../../shell/pages.tsx';
import { PeoplePanels } from '../identity/PeoplePanels.tsx';
import { clientPeople } from '../identity/peopleApi.ts';
import { CreateStoreDialog } from './CreateStoreDialog.tsx';
import { OidcPanel } from './OidcPanel.tsx';
import { RenameClientDialog } from './RenameClientDialog.tsx';
import { StoresTable } from './StoresTable.tsx';

type Client = Output<'GET /api/clients/{clientKey}'>;

/** A client: its stores, the people whose role holds in all of them, and how they sign in. */
export function ClientScreen() {
  const { clientKey } = useParams({ from: '/app/clients/$clientKey' });
  const query = useQuery(clientQuery(clientKey));
  return (
    <QueryView isScreen query={query} errorAction={<HomeButton />}>
      {(client) => <ClientView key={client.key} client={client} />}
    </QueryView>
  );
}

function ClientView({ client }: { client: Client }) {
  const { text, sort } = useSearch({ from: '/app/clients/$clientKey' });
  const navigate = useNavigate({ from: '/clients/$clientKey' });
  return (
    <>
      <PageHeader title={client.name} description={`Client ${client.key}`} actions={<Acts client={client} />} />
      <Stack gap="lg">
        <ClientStores client={client} />
        {may(client, 'client.people.view') && (
          <PeoplePanels
            api={clientPeople(client.key)}
            place={client.name}
            mayEdit={may(client, 'client.people.edit')}
            list={{
              text,
              sort,
              onChange: (change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true }),
            }}
          />
        )}
        {may(client, 'client.oidc.edit') && <OidcPanel clientKey={client.key} />}
      </Stack>
    </>
  );
}

function Acts({ client }: { client: Client }) {
  const [isRenaming, setRenaming] = useState(false);
  return (
    <>
      <Can permission="client.vendors.view" here={client}>
        <Button
          variant="default"
          leftSection={<Icon name="plug" />}
          renderRoot={(props) => (
            <Link to="/clients/$clientKey/vendor-accounts" params={{ clientKey: client.key }} {...props} />
          )}
        >
          Vendor accounts
        </Button>
      </Can>
      <Can permission="client.audit.view" here={client}>
        <Button
          variant="default"
          leftSection={<Icon name="history" />}
          renderRoot={(props) => <Link to="/clients/$clientKey/audit" params={{ clientKey: client.key }} {...props} />}
        >
          Audit
        </Button>
      </Can>
      <Can permission="client.edit" here={client}>
        <Button variant="default" onClick={() => setRenaming(true)}>
          Rename
        </Button>
      </Can>
      {isRenaming && <RenameClientDialog client={client} onClose={() => setRenaming(false)} />}
    </>
  );
}

function ClientStores({ client }: { client: Client }) {
  const [isCreating, setCreating] = useState(false);
  const stores = useStorePages({ client: client.key });
  const create = may(client, 'client.stores.create') && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      Create a store
    </Button>
  );
  return (
    <Panel title="Stores" flush actions={create}>
      <QueryView query={stores}>
        {(data) => (
          <StoresTable
            stores={rowsOf(data)}
            pages={stores}
            hasClient={false}
            empty={
              <EmptyState icon="store" title="No store yet">
                A store is what fans buy from.
              </EmptyState>
            }
          />
        )}
      </QueryView>
      {isCreating && <CreateStoreDialog clients={[client]} onClose={() => setCreating(false)} />}
    </Panel>
  );
}
