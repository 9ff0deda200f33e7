import { Badge, Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { MapEditor } from './MapEditor.tsx';
import { MapPreview } from './MapPreview.tsx';
import type { VenueMap } from './useMapSave.ts';
import type { Venue } from './VenueScreen.tsx';
import { mapQuery, venueQuery } from './venuesApi.ts';

/** One map of a venue: drawn, and looked at as fans see it. */
export function VenueMapScreen() {
  const store = useStore();
  return (
    <Guard permission="store.catalogue.view" here={store} title="Venues">
      <ReadMap store={store} />
    </Guard>
  );
}

function ReadMap({ store }: { store: Store }) {
  const { venueId, mapId } = useParams({ from: '/app/stores/$storeKey/venues/$venueId/maps/$mapId' });
  const venue = useQuery(venueQuery(store.key, venueId));
  const map = useQuery(mapQuery(store.key, venueId, mapId));
  const back = <BackButton store={store} venueId={venueId} />;
  return (
    <QueryView isScreen query={venue} errorAction={back}>
      {(venue) => (
        <QueryView isScreen query={map} errorAction={back}>
          {(map) => <MapView key={map.id} store={store} venue={venue} map={map} />}
        </QueryView>
      )}
    </QueryView>
  );
}

function MapView({ store, venue, map }: { store: Store; venue: Venue; map: VenueMap }) {
  const { view } = useSearch({ from: '/app/stores/$storeKey/venues/$venueId/maps/$mapId' });
  const navigate = useNavigate({ from: '/stores/$storeKey/venues/$venueId/maps/$mapId' });
  const canEdit = may(store, 'store.catalogue.edit') && store.state === 'active' && !venue.isArchived;
  return (
    <>
      <PageHeader
        title={map.name}
        within={store.name}
        mark={map.isDefault && <Badge variant="light">Shown to fans</Badge>}
        description={`Map of ${venue.name}`}
        actions={<BackButton store={store} venueId={venue.id} />}
      />
      <Tabs
        value={view ?? 'draw'}
        onChange={(chosen) =>
          void navigate({
            search: (old) => ({ ...old, view: chosen === 'preview' ? chosen : undefined }),
            replace: true,
          })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="draw">Draw</Tabs.Tab>
          <Tabs.Tab value="preview">As fans see it</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="draw">
          <MapEditor store={store} venue={venue} map={map} canEdit={canEdit} />
        </Tabs.Panel>
        <Tabs.Panel value="preview">
          {view === 'preview' && <MapPreview store={store} venue={venue} map={map} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function BackButton({ store, venueId }: { store: Store; venueId: string }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => (
        <Link to="/stores/$storeKey/venues/$venueId" params={{ storeKey: store.key, venueId }} {...props} />
      )}
    >
      The venue
    </Button>
  );
}
