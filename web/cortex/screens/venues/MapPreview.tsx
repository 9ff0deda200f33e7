import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SectionOverview } from '../../../ui/seat-map/index.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { EventSeatMap } from '../inventory/EventSeatMap.tsx';
import { sectionLooks } from '../inventory/seatLooks.ts';
import { useGames } from './useCopiedSections.ts';
import type { VenueMap } from './useMapSave.ts';
import type { Venue } from './VenueScreen.tsx';
import { freeSectionsQuery } from './venuesApi.ts';

/** The saved map as fans see it, with what is free at a game. */
export function MapPreview({ store, venue, map }: { store: Store; venue: Venue; map: VenueMap }) {
  const { event } = useSearch({ from: '/app/stores/$storeKey/venues/$venueId/maps/$mapId' });
  const navigate = useNavigate({ from: '/stores/$storeKey/venues/$venueId/maps/$mapId' });
  const { games, game, isRead } = useGames(store, venue.id, event);
  const [sectionName, setSectionName] = useState<string | null>(null);
  if (!may(store, 'store.inventory.view')) return <Text c="dimmed">You may not see inventory.</Text>;
  if (isRead && game === undefined) {
    return (
      <EmptyState icon="calendar" title="No event here yet">
        Place an event at this venue to see the map with what is free.
      </EmptyState>
    );
  }
  if (game === undefined) return null;
  return (
    <Panel
      title="As fans see it"
      description="The map as it was saved last, with the free seats of our copy. Choose a section to see its seats."
      actions={
        <Select
          aria-label="Event"
          w="20rem"
          searchable
          allowDeselect={false}
          data={games.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
          value={game.code}
          onChange={(value) =>
            void navigate({ search: (old) => ({ ...old, event: value ?? undefined }), replace: true })
          }
        />
      }
    >
      {sectionName === null ? (
        <Sections store={store} venue={venue} map={map} eventCode={game.code} onSelect={setSectionName} />
      ) : (
        <Stack gap="sm">
          <Group>
            <Button variant="default" onClick={() => setSectionName(null)}>
              All sections
            </Button>
          </Group>
          <EventSeatMap
            store={store}
            eventCode={game.code}
            drawing={map.drawing}
            sections={venue.sections}
            sectionName={sectionName}
            onSection={setSectionName}
          />
        </Stack>
      )}
    </Panel>
  );
}

type Props = { store: Store; venue: Venue; map: VenueMap; eventCode: string; onSelect: (name: string) => void };

function Sections({ store, venue, map, eventCode, onSelect }: Props) {
  const sections = useQuery(freeSectionsQuery(store.key, eventCode));
  return (
    <QueryView query={sections}>
      {({ items }) => (
        <SectionOverview
          label={`Sections of ${venue.name}`}
          drawing={map.drawing}
          sections={sectionLooks(venue.sections, items)}
          selected={null}
          onSelect={onSelect}
        />
      )}
    </QueryView>
  );
}
