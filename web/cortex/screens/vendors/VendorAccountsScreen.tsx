import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '../../../api/contract.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { clientQuery } from '../../clients.ts';
import { Guard, HomeButton } from '../../shell/pages.tsx';
import { AccountDialog } from './AccountDialog.tsx';
import { AccountsTable } from './AccountsTable.tsx';
import { accountsQuery } from './vendorsApi.ts';

type Client = Output<'GET /api/clients/{clientKey}'>;

/** The client's accounts at ticketing vendors, to which its stores connect. */
export function VendorAccountsScreen() {
  const { clientKey } = useParams({ from: '/app/clients/$clientKey/vendor-accounts' });
  const query = useQuery(clientQuery(clientKey));
  return (
    <QueryView isScreen query={query} errorAction={<HomeButton />}>
      {(client) => (
        <Guard permission="client.vendors.view" here={client} title="Vendor accounts">
          <VendorAccounts client={client} />
        </Guard>
      )}
    </QueryView>
  );
}

function VendorAccounts({ client }: { client: Client }) {
  const [isAdding, setAdding] = useState(false);
  const queries = useQueryClient();
  const options = accountsQuery(client.key);
  const accounts = useQuery(options);
  const reread = () => void queries.invalidateQueries({ queryKey: options.queryKey });
  const adapters = accounts.data?.adapters ?? [];
  const mayEdit = may(client, 'client.vendors.edit');
  const add = mayEdit && adapters.length > 0 && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
      Add a vendor account
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Vendor accounts"
        within={client.name}
        description={`How ${client.name} reaches its ticketing systems. Keys are stored encrypted and never shown.`}
        actions={
          <>
            <ClientButton client={client} />
            {add}
          </>
        }
      />
      <Panel title="Accounts" flush>
        <QueryView query={accounts}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="plug" title="No vendor account yet" action={add}>
                An account is an address, a user and its keys. Stores that share one share its quota.
              </EmptyState>
            ) : (
              <AccountsTable
                clientKey={client.key}
                accounts={items}
                adapters={adapters}
                mayEdit={mayEdit}
                onChanged={reread}
              />
            )
          }
        </QueryView>
      </Panel>
      {isAdding && (
        <AccountDialog
          clientKey={client.key}
          adapters={adapters}
          account={null}
          onDone={() => {
            setAdding(false);
            reread();
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function ClientButton({ client }: { client: Client }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/clients/$clientKey" params={{ clientKey: client.key }} {...props} />}
    >
      {client.name}
    </Button>
  );
}
