import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../api/contract.ts';
import { Can, may } from '../../../ui/Can.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { MoreButton, QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { rowsOf, useClientPages, useProductPages } from '../../lists.ts';
import { platformHolder, useMe } from '../../session.ts';
import { Guard } from '../../shell/pages.tsx';
import { PeoplePanels } from '../identity/PeoplePanels.tsx';
import { operators } from '../identity/peopleApi.ts';
import { CreateNamedDialog } from './CreateNamedDialog.tsx';

type Client = Output<'GET /api/clients'>['items'][number];
type Product = Output<'GET /api/products'>['items'][number];

/** The deployment: who its clients are, what products there are, who operates it. */
export function PlatformScreen() {
  const holder = platformHolder(useMe());
  const { text, sort } = useSearch({ from: '/app/platform' });
  const navigate = useNavigate({ from: '/platform' });
  return (
    <Guard permission="platform.clients.view" here={holder} title="Platform">
      <PageHeader
        title="Platform"
        description="The deployment itself. What is inside stores is not seen from here."
        actions={
          <Can permission="platform.audit.view" here={holder}>
            <Button
              variant="default"
              leftSection={<Icon name="history" />}
              renderRoot={(props) => <Link to="/platform/audit" {...props} />}
            >
              Audit
            </Button>
          </Can>
        }
      />
      <Stack gap="lg">
        <Clients mayEdit={may(holder, 'platform.clients.edit')} />
        <Products mayEdit={may(holder, 'platform.products.edit')} />
        {may(holder, 'platform.people.view') && (
          <PeoplePanels
            api={operators()}
            place="the deployment"
            mayEdit={may(holder, 'platform.people.edit')}
            list={{
              text,
              sort,
              onChange: (change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true }),
            }}
          />
        )}
      </Stack>
    </Guard>
  );
}

function Clients({ mayEdit }: { mayEdit: boolean }) {
  const clients = useClientPages();
  const [isCreating, setCreating] = useState(false);
  const create = mayEdit && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      Create a client
    </Button>
  );
  return (
    <Panel title="Clients" description="Who signs: normally one team, one venue." flush actions={create}>
      <QueryView query={clients}>
        {(data) => (
          <NamedTable caption="Clients" rows={rowsOf(data)} columns={clientColumns} pages={clients}>
            <EmptyState icon="building" title="No client yet">
              A client owns stores. Create the first one, then a store for it.
            </EmptyState>
          </NamedTable>
        )}
      </QueryView>
      {isCreating && <CreateNamedDialog kind="client" onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function Products({ mayEdit }: { mayEdit: boolean }) {
  const products = useProductPages();
  const [isCreating, setCreating] = useState(false);
  const create = mayEdit && (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      Create a product
    </Button>
  );
  return (
    <Panel title="Products" description="What a store can sell, such as flex plans." flush actions={create}>
      <QueryView query={products}>
        {(data) => (
          <NamedTable caption="Products" rows={rowsOf(data)} columns={productColumns} pages={products}>
            <EmptyState icon="store" title="No product yet">
              A store is made of a client and a product.
            </EmptyState>
          </NamedTable>
        )}
      </QueryView>
      {isCreating && <CreateNamedDialog kind="product" onClose={() => setCreating(false)} />}
    </Panel>
  );
}

type NamedTableProps<R> = {
  caption: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  pages: Parameters<typeof MoreButton>[0]['pages'];
  /** The empty look. */
  children: ReactNode;
};

function NamedTable<R extends { key: string }>({ caption, rows, columns, pages, children }: NamedTableProps<R>) {
  if (rows.length === 0) return children;
  return (
    <>
      <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} />
      <MoreButton pages={pages} shown={rows.length} />
    </>
  );
}

const clientColumns: readonly Column<Client>[] = [
  {
    key: 'name',
    header: 'Client',
    cell: (client) => (
      <Anchor
        fw={600}
        renderRoot={(props) => <Link to="/clients/$clientKey" params={{ clientKey: client.key }} {...props} />}
      >
        {client.name}
      </Anchor>
    ),
  },
  { key: 'key', header: 'Key', cell: ({ key }) => <Text c="dimmed">{key}</Text> },
  { key: 'created', header: 'Created', isNarrow: true, cell: ({ createdAt }) => <When at={createdAt} style="day" /> },
];

const productColumns: readonly Column<Product>[] = [
  { key: 'name', header: 'Product', cell: ({ name }) => name },
  { key: 'key', header: 'Key', cell: ({ key }) => <Text c="dimmed">{key}</Text> },
  { key: 'created', header: 'Created', isNarrow: true, cell: ({ createdAt }) => <When at={createdAt} style="day" /> },
];
