import { Anchor, Badge, Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog, FormDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { SectionOverview } from '../../../ui/seat-map/index.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import type { Venue } from './VenueScreen.tsx';
import classes from './venues.module.css';
import { mapQuery, useRereadVenues } from './venuesApi.ts';

type Props = { store: Store; venue: Venue; canEdit: boolean };
type MapRow = Venue['maps'][number];
type VenueMap = Output<'GET /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}'>;

/** The maps of a venue; one is shown to fans. */
export function VenueMapsPanel({ store, venue, canEdit }: Props) {
  const [isCreating, setCreating] = useState(false);
  const [deleted, setDeleted] = useState<MapRow | null>(null);
  const shown = venue.maps.find(({ isDefault }) => isDefault);
  const create = canEdit && (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      Add a map
    </Button>
  );
  return (
    <Panel title="Maps" description="Fans choose seats on the map that is shown." actions={create} flush>
      {venue.maps.length === 0 ? (
        <EmptyState icon="grid" title="No map yet" action={create}>
          Without a map fans choose from a list of sections. A first one is made from the sections by itself.
        </EmptyState>
      ) : (
        <>
          {shown !== undefined && <ShownMap store={store} venue={venue} mapId={shown.id} />}
          <MapsTable store={store} venue={venue} canEdit={canEdit} onDelete={setDeleted} />
        </>
      )}
      {isCreating && <CreateMapDialog store={store} venue={venue} onClose={() => setCreating(false)} />}
      {deleted !== null && (
        <DeleteMapDialog store={store} venue={venue} map={deleted} onClose={() => setDeleted(null)} />
      )}
    </Panel>
  );
}

function MapsTable({ store, venue, canEdit, onDelete }: Props & { onDelete: (map: MapRow) => void }) {
  const reread = useRereadVenues(store.key);
  const params = { storeKey: store.key, venueId: venue.id };
  const show = async (map: MapRow) => {
    try {
      await call('POST /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}/default', {
        params: { ...params, mapId: map.id },
      });
      toastDone(`Fans see the map ${map.name} now.`);
      reread();
    } catch (error) {
      toastProblem(error);
    }
  };
  const nameOf = (map: MapRow) => (
    <>
      <Anchor fw={600} renderRoot={(props) => <MapLink {...props} params={{ ...params, mapId: map.id }} />}>
        {map.name}
      </Anchor>
      {map.isDefault && (
        <Badge ml="xs" variant="light">
          Shown to fans
        </Badge>
      )}
    </>
  );
  const acts = (map: MapRow) => (
    <Group gap="xs" wrap="nowrap">
      {!map.isDefault && (
        <Button variant="default" onClick={() => void show(map)}>
          Show to fans
        </Button>
      )}
      {(!map.isDefault || venue.maps.length === 1) && (
        <Button variant="default" aria-label={`Delete the map ${map.name}`} onClick={() => onDelete(map)}>
          Delete
        </Button>
      )}
    </Group>
  );
  return (
    <DataTable
      caption="Maps of the venue"
      columns={[{ key: 'name', header: 'Map', cell: nameOf }]}
      rows={venue.maps}
      rowKey={({ id }) => id}
      actions={canEdit ? acts : undefined}
    />
  );
}

type DialogProps = { store: Store; venue: Venue; map: MapRow; onClose: () => void };

function DeleteMapDialog({ store, venue, map, onClose }: DialogProps) {
  const reread = useRereadVenues(store.key);
  return (
    <ConfirmDialog
      title={`Delete the map ${map.name}?`}
      confirm="Delete the map"
      act={() =>
        call('DELETE /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}', {
          params: { storeKey: store.key, venueId: venue.id, mapId: map.id },
        })
      }
      onDone={() => {
        toastDone(`The map ${map.name} is deleted.`);
        reread();
        onClose();
      }}
      onClose={onClose}
    >
      What was drawn by hand is lost. This cannot be undone.
    </ConfirmDialog>
  );
}

type LinkProps = { params: { storeKey: string; venueId: string; mapId: string } };

function MapLink({ params, ...props }: LinkProps) {
  return <Link to="/stores/$storeKey/venues/$venueId/maps/$mapId" params={params} {...props} />;
}

function ShownMap({ store, venue, mapId }: { store: Store; venue: Venue; mapId: string }) {
  const navigate = useNavigate();
  const { data } = useQuery(mapQuery(store.key, venue.id, mapId));
  if (data === undefined) return <div className={classes.mapSpace} />;
  return (
    <div className={classes.mapSpace}>
      <SectionOverview
        label={`Sections of ${venue.name}`}
        drawing={data.drawing}
        sections={venue.sections.map(({ sectionName, displayName, level }) => ({
          sectionName,
          shortName: sectionName,
          description: `${displayName}, level ${level}`,
          fill: 0 as const,
          tone: null,
          isPickable: true,
        }))}
        selected={null}
        onSelect={() =>
          void navigate({
            to: '/stores/$storeKey/venues/$venueId/maps/$mapId',
            params: { storeKey: store.key, venueId: venue.id, mapId },
          })
        }
      />
    </div>
  );
}

function CreateMapDialog({ store, venue, onClose }: { store: Store; venue: Venue; onClose: () => void }) {
  const navigate = useNavigate();
  const reread = useRereadVenues(store.key);
  const state = useServerForm<{ name: string }, VenueMap>({
    initialValues: { name: venue.maps.length === 0 ? 'Bowl' : '' },
    validate: { name: (value) => (value.trim() === '' ? 'Give it a name.' : null) },
    send: (body) =>
      call('POST /api/stores/{storeKey}/venues/{venueId}/maps', {
        params: { storeKey: store.key, venueId: venue.id },
        body,
      }),
    onDone: ({ id, name }) => {
      toastDone(`The map ${name} is made.`);
      reread();
      void navigate({
        to: '/stores/$storeKey/venues/$venueId/maps/$mapId',
        params: { storeKey: store.key, venueId: venue.id, mapId: id },
      });
    },
    fieldOfProblem: { 'map.name_taken': 'name' },
  });
  return (
    <FormDialog title="Add a map" onClose={onClose} state={state} submit="Make the map">
      <TextInput
        label="Name"
        description="It begins as a bowl: a ring for each level, its sections clockwise. Then you draw."
        data-autofocus
        {...state.form.getInputProps('name')}
      />
    </FormDialog>
  );
}
