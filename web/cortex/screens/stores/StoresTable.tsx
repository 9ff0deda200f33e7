import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Output } from '../../../api/contract.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { MoreButton } from '../../../ui/QueryView.tsx';
import { When } from '../../../ui/When.tsx';
import { StateBadge } from './StateBadge.tsx';

type StoreRow = Output<'GET /api/stores'>['items'][number];

type Props = {
  stores: readonly StoreRow[];
  pages: Parameters<typeof MoreButton>[0]['pages'];
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  empty: ReactNode;
  /** Left out where all are of one client. */
  hasClient?: boolean;
};

const columns: readonly Column<StoreRow>[] = [
  {
    key: 'name',
    header: 'Store',
    sortBy: (store) => store.name,
    cell: (store) => (
      <>
        <Anchor
          fw={600}
          renderRoot={(props) => <Link to="/stores/$storeKey" params={{ storeKey: store.key }} {...props} />}
        >
          {store.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {store.key}
        </Text>
      </>
    ),
  },
  { key: 'client', header: 'Client', sortBy: (store) => store.client.name, cell: (store) => store.client.name },
  { key: 'product', header: 'Product', sortBy: (store) => store.product.name, cell: (store) => store.product.name },
  { key: 'state', header: 'State', isNarrow: true, cell: (store) => <StateBadge state={store.state} /> },
  {
    key: 'created',
    header: 'Created',
    isNarrow: true,
    sortBy: (store) => store.createdAt,
    cell: (store) => <When at={store.createdAt} style="day" />,
  },
];

export function StoresTable({ stores, pages, sort, onSort, empty, hasClient = true }: Props) {
  if (stores.length === 0) return empty;
  return (
    <>
      <DataTable
        caption="Stores"
        columns={hasClient ? columns : columns.filter(({ key }) => key !== 'client')}
        rows={stores}
        rowKey={(store) => store.key}
        sort={sort}
        onSort={onSort}
      />
      <MoreButton pages={pages} shown={stores.length} />
    </>
  );
}
