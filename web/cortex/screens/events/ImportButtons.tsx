import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { statusQuery } from '../vendors/vendorsApi.ts';

/** How a store gets its first events, on every screen that is empty without them: from its vendor, which is connected first. */
export function ImportButtons({ store }: { store: Store }) {
  const isSeen = may(store, 'store.vendors.view');
  const vendor = useQuery({ ...statusQuery(store.key), enabled: isSeen });
  if (!may(store, 'store.catalogue.edit') || store.state !== 'active' || (isSeen && vendor.isPending)) return null;
  const params = { storeKey: store.key };
  if (vendor.data?.connection === null && may(store, 'store.vendors.edit')) {
    return (
      <Button renderRoot={(props) => <Link to="/stores/$storeKey/vendor" params={params} {...props} />}>
        Connect the vendor
      </Button>
    );
  }
  return (
    <Group gap="xs" justify="center">
      {may(store, 'store.inventory.sync') && (
        <Button
          renderRoot={(props) => (
            <Link to="/stores/$storeKey/events" params={params} search={{ import: 'season' }} {...props} />
          )}
        >
          Import the season
        </Button>
      )}
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to="/stores/$storeKey/events" params={params} search={{ import: 'events' }} {...props} />
        )}
      >
        Import some events
      </Button>
    </Group>
  );
}
