import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { useAct } from '../../acts.ts';
import { rowsOf } from '../../lists.ts';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { CreateKeyDialog } from './CreateKeyDialog.tsx';
import { KeysTable } from './KeysTable.tsx';
import { keyPages } from './keysApi.ts';

/** Keys with which other programs work in the store. */
export function KeysScreen() {
  const store = useStore();
  return (
    <Guard permission="store.keys.view" here={store} title="API keys">
      <Keys />
    </Guard>
  );
}

function Keys() {
  const store = useStore();
  const { sort } = useSearch({ from: '/app/stores/$storeKey/keys' });
  const navigate = useNavigate({ from: '/stores/$storeKey/keys' });
  const [isCreating, setCreating] = useState(false);
  const queries = useQueryClient();
  const options = keyPages(store.key);
  const keys = useInfiniteQuery(options);
  const refresh = () => void queries.invalidateQueries({ queryKey: options.queryKey });
  const mayEdit = may(store, 'store.keys.edit') && store.state === 'active';
  const grantable = keys.data?.pages[0]?.grantable ?? [];
  useAct('create-key', () => setCreating(true), mayEdit && grantable.length > 0);
  const create = mayEdit && grantable.length > 0 && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      Make an API key
    </Button>
  );
  return (
    <>
      <PageHeader
        title="API keys"
        within={store.name}
        description="With a key another program works in this store, and only with what the key allows."
        actions={create}
      />
      <Panel title="Keys" flush>
        <QueryView query={keys}>
          {(data) => (
            <KeysTable
              store={store}
              keys={rowsOf(data)}
              pages={keys}
              mayEdit={mayEdit}
              sort={sort}
              onSort={(key) => void navigate({ search: { sort: key || undefined }, replace: true })}
              create={create}
              onChanged={refresh}
            />
          )}
        </QueryView>
      </Panel>
      {isCreating && (
        <CreateKeyDialog store={store} grantable={grantable} onMade={refresh} onClose={() => setCreating(false)} />
      )}
    </>
  );
}
