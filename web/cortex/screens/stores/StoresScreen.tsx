import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { rowsOf, useClientPages, useStorePages } from '../../lists.ts';
import { platformHolder, useMe } from '../../session.ts';
import { CreateStoreDialog } from './CreateStoreDialog.tsx';
import { RecentStores } from './RecentStores.tsx';
import { StoresTable } from './StoresTable.tsx';

/** Where one chooses what to work on: the stores one has a role in, with search. */
export function StoresScreen() {
  const { text = '', sort } = useSearch({ from: '/app/' });
  const navigate = useNavigate({ from: '/' });
  const [isCreating, setCreating] = useState(false);
  const stores = useStorePages({ text: text || undefined });
  const makers = useMakers();
  const search = (typed: string) =>
    void navigate({ search: (old) => ({ ...old, text: typed || undefined }), replace: true });
  const create = makers.length > 0 && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      Create a store
    </Button>
  );
  return (
    <>
      <PageHeader title="Stores" description="Everything you sell lives in a store. Choose one." actions={create} />
      {text === '' && <RecentStores />}
      <Panel
        title="All stores"
        flush
        actions={<SearchField label="Search by name or key" value={text} onChange={search} />}
      >
        <QueryView query={stores}>
          {(data) => (
            <StoresTable
              stores={rowsOf(data)}
              pages={stores}
              sort={sort}
              onSort={(key) => void navigate({ search: (old) => ({ ...old, sort: key || undefined }), replace: true })}
              empty={<NoStores text={text} action={create} />}
            />
          )}
        </QueryView>
      </Panel>
      {isCreating && <CreateStoreDialog clients={makers} onClose={() => setCreating(false)} />}
    </>
  );
}

/** The clients for which this person may create stores. */
function useMakers() {
  const clients = useClientPages().data;
  return clients === undefined ? [] : rowsOf(clients).filter((client) => may(client, 'client.stores.create'));
}

function NoStores({ text, action }: { text: string; action: ReactNode }) {
  const me = useMe();
  const isOperator = may(platformHolder(me), 'platform.clients.edit');
  if (text !== '') {
    return (
      <EmptyState icon="search" title="No store is called that">
        You see the stores in which you have a role. Try a part of the name or of the key.
      </EmptyState>
    );
  }
  if (action) {
    return (
      <EmptyState icon="store" title="No store yet" action={action}>
        A store is what fans buy from. It is made in a moment and needs no code.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="store"
      title="No store yet"
      action={isOperator && <Button renderRoot={(props) => <Link to="/platform" {...props} />}>Create a client</Button>}
    >
      {isOperator
        ? 'A store belongs to a client: create the client first.'
        : 'You have no role in a store. Ask an owner to invite you.'}
    </EmptyState>
  );
}
