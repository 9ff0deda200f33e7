import { Anchor, Badge, Button, Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { Output } from '../../../api/contract.ts';
import { may } from '../../../ui/Can.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterBar } from '../../../ui/FilterBar.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useAct } from '../../acts.ts';
import type { VenuesSearch } from '../../searchOfVenues.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { ImportButtons } from '../events/ImportButtons.tsx';
import { CreateVenueDialog } from './CreateVenueDialog.tsx';
import { venuesQuery } from './venuesApi.ts';

type VenueRow = Output<'GET /api/stores/{storeKey}/venues'>['items'][number];

/** Where the store's events take place. */
export function VenuesScreen() {
  const store = useStore();
  const [isCreating, setCreating] = useState(false);
  useAct('create-venue', () => setCreating(true));
  return (
    <Guard permission="store.catalogue.view" here={store} title="Venues">
      <PageHeader
        title="Venues"
        within={store.name}
        description="Where events take place: their clocks, their sections, and the maps that fans choose seats on."
        actions={
          may(store, 'store.catalogue.edit') &&
          store.state === 'active' && (
            <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
              Add a venue
            </Button>
          )
        }
      />
      <Venues store={store} />
      {isCreating && <CreateVenueDialog store={store} onClose={() => setCreating(false)} />}
    </Guard>
  );
}

function Venues({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/venues' });
  const navigate = useNavigate({ from: '/stores/$storeKey/venues' });
  const page = useQuery({ ...venuesQuery(store.key, search), placeholderData: keepPreviousData });
  const set = (change: VenuesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  const isFiltered = search.text !== undefined;
  return (
    <Panel title="All venues" flush>
      <FilterBar
        label="Filter the venues"
        isFiltered={isFiltered || search.archived === true}
        onClear={() => set({ text: undefined, archived: undefined })}
      >
        <SearchField
          label="Search in name and city"
          value={search.text ?? ''}
          onChange={(text) => set({ text: text || undefined })}
        />
        <Checkbox
          label="Archived too"
          checked={search.archived === true}
          onChange={(event) => set({ archived: event.currentTarget.checked ? true : undefined })}
        />
      </FilterBar>
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <NoVenues store={store} isFiltered={isFiltered} />
          ) : (
            <DataTable caption="Venues by name" columns={columnsIn(store)} rows={items} rowKey={({ id }) => id} />
          )
        }
      </QueryView>
      <CursorPager label="Pages of venues" next={page.data?.next ?? null} cursor={search.cursor} />
    </Panel>
  );
}

function columnsIn(store: Store): Column<VenueRow>[] {
  return [
    {
      key: 'name',
      header: 'Venue',
      cell: ({ id, name, isArchived }) => (
        <>
          <Anchor
            fw={600}
            renderRoot={(props) => (
              <Link to="/stores/$storeKey/venues/$venueId" params={{ storeKey: store.key, venueId: id }} {...props} />
            )}
          >
            {name}
          </Anchor>
          {isArchived && (
            <Badge ml="xs" variant="light" color="gray">
              Archived
            </Badge>
          )}
        </>
      ),
    },
    { key: 'city', header: 'City', cell: ({ city }) => city || '–' },
    { key: 'zone', header: 'Time zone', cell: ({ timeZone }) => timeZone },
    { key: 'sections', header: 'Sections', align: 'right', isNarrow: true, cell: ({ sectionCount }) => sectionCount },
  ];
}

function NoVenues({ store, isFiltered }: { store: Store; isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon="search" title="No venue matches">
        Type less of the name or city, or show archived ones too.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="building" title="No venues yet" action={<ImportButtons store={store} />}>
      Importing events brings their venues, with sections and a first map. You can also add one by hand.
    </EmptyState>
  );
}
