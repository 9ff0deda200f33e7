import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Store } from '../../../shared/contract/stores.ts';
import { may } from '../../ui/Can.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { formatInstant } from '../../ui/When.tsx';
import { useStoreNews } from '../live.ts';
import { rememberStore } from '../memory.ts';
import { useMe } from '../session.ts';
import { storeQuery } from '../stores.ts';
import { HomeButton } from './pages.tsx';

/** Opens a store for the screens inside: reads it, remembers it, says when it is closed. */
export function StoreFrame() {
  const { storeKey } = useParams({ from: '/app/stores/$storeKey' });
  const me = useMe();
  const query = useQuery(storeQuery(storeKey));
  const isOpen = query.data !== undefined;
  useEffect(() => {
    if (isOpen) rememberStore(me.id, storeKey);
  }, [isOpen, me.id, storeKey]);
  useStoreNews(storeKey, isOpen);

  return (
    <QueryView isScreen query={query} errorAction={<HomeButton />}>
      {(store) => (
        <>
          <ClosedNotice store={store} />
          <Outlet />
        </>
      )}
    </QueryView>
  );
}

function ClosedNotice({ store }: { store: Store }) {
  const since = store.removal?.requestedAt ?? store.suspension?.since;
  const reason = store.removal?.reason ?? store.suspension?.reason;
  if (since === undefined || store.state === 'active') return null;
  const isRemoving = store.state === 'removing';
  return (
    <Alert
      color={isRemoving ? 'red' : 'amber'}
      icon={<Icon name={isRemoving ? 'trash' : 'pause'} />}
      title={isRemoving ? 'This store is about to be removed' : 'This store is suspended'}
      mb="lg"
    >
      <Text>
        Since {formatInstant(since, store.timeZone)} it is closed to fans and nothing in it can be changed. Reason:{' '}
        {reason}
      </Text>
      {(may(store, 'store.suspend') || may(store, 'store.remove')) && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          renderRoot={(props) => (
            <Link to="/stores/$storeKey/administration" params={{ storeKey: store.key }} {...props} />
          )}
        >
          Administration
        </Button>
      )}
    </Alert>
  );
}
