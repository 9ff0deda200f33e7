import { Anchor, Badge, Button, Checkbox, Tabs } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterBar, FilterChoice } from '../../../ui/FilterBar.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useAct } from '../../acts.ts';
import { isNarrowed } from '../../search.ts';
import type { SuitesSearch } from '../../searchOfVenues.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { type Catalogue, useCatalogue } from '../events/useCatalogue.ts';
import { CreateSuiteDialog } from './CreateSuiteDialog.tsx';
import { SuggestDialog } from './SuggestDialog.tsx';
import { SuiteTypesPanel } from './SuiteTypesPanel.tsx';
import { rangeInWords } from './suiteSeats.ts';
import { everySuiteTypeQuery, type Suite, type SuiteType, suitesQuery } from './suitesApi.ts';

/** Blocks of real seats that are sold together. */
export function SuitesScreen() {
  const store = useStore();
  return (
    <Guard permission="store.catalogue.view" here={store} title="Suites">
      <Content store={store} />
    </Guard>
  );
}

function Content({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/suites' });
  const navigate = useNavigate({ from: '/stores/$storeKey/suites' });
  const [dialog, setDialog] = useState<'create' | 'suggest' | null>(null);
  const mayEdit = may(store, 'store.catalogue.edit') && store.state === 'active';
  useAct('create-suite', () => setDialog('create'), mayEdit);
  return (
    <>
      <PageHeader
        title="Suites"
        within={store.name}
        description="Blocks of real seats. They belong to the store, whatever program sells them at which event."
        actions={
          mayEdit && (
            <>
              <Button variant="default" onClick={() => setDialog('suggest')}>
                From the vendor’s seats
              </Button>
              <Button leftSection={<Icon name="plus" />} onClick={() => setDialog('create')}>
                Add a suite
              </Button>
            </>
          )
        }
      />
      <Tabs
        value={search.view ?? 'suites'}
        onChange={(chosen) => void navigate({ search: chosen === 'types' ? { view: 'types' } : {}, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="suites">Suites</Tabs.Tab>
          <Tabs.Tab value="types">Suite types</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="suites">
          <Suites store={store} search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="types">
          <SuiteTypesPanel store={store} canEdit={mayEdit} />
        </Tabs.Panel>
      </Tabs>
      {dialog === 'create' && <CreateSuiteDialog store={store} onClose={() => setDialog(null)} />}
      {dialog === 'suggest' && <SuggestDialog store={store} onClose={() => setDialog(null)} />}
    </>
  );
}

function Suites({ store, search }: { store: Store; search: SuitesSearch }) {
  const navigate = useNavigate({ from: '/stores/$storeKey/suites' });
  const catalogue = useCatalogue(store.key);
  const types = useQuery(everySuiteTypeQuery(store.key)).data?.items ?? [];
  const page = useQuery({ ...suitesQuery(store.key, search), placeholderData: keepPreviousData });
  const set = (change: SuitesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  const nothing = { text: undefined, venue: undefined, type: undefined, archived: undefined };
  const isFiltered = isNarrowed(search, nothing);
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <Panel title="All suites" flush>
      <FilterBar label="Filter the suites" isFiltered={isFiltered} onClear={() => set(nothing)}>
        <SearchField
          label="Search by name"
          value={search.text ?? ''}
          onChange={(text) => set({ text: text || undefined })}
        />
        <FilterChoice
          label="Venue"
          placeholder="Any venue"
          options={(catalogue?.venues ?? []).map(named)}
          value={search.venue}
          onChange={(venue) => set({ venue })}
        />
        <FilterChoice
          label="Suite type"
          placeholder="Any type"
          options={types.map(named)}
          value={search.type}
          onChange={(type) => set({ type })}
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
            <NoSuites isFiltered={isFiltered} />
          ) : (
            <DataTable
              caption="Suites by name"
              columns={columnsIn(store, catalogue, types)}
              rows={items}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryView>
      <CursorPager label="Pages of suites" next={page.data?.next ?? null} cursor={search.cursor} />
    </Panel>
  );
}

function columnsIn(store: Store, catalogue: Catalogue | undefined, types: readonly SuiteType[]): Column<Suite>[] {
  const nameOf = (all: readonly { id: string; name: string }[] | undefined, id: string | null) =>
    all?.find((one) => one.id === id)?.name;
  return [
    {
      key: 'name',
      header: 'Suite',
      cell: ({ id, name, isArchived }) => (
        <>
          <Anchor
            fw={600}
            renderRoot={(props) => (
              <Link to="/stores/$storeKey/suites/$suiteId" params={{ storeKey: store.key, suiteId: id }} {...props} />
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
    { key: 'type', header: 'Type', cell: ({ suiteTypeId }) => nameOf(types, suiteTypeId) ?? '–' },
    { key: 'venue', header: 'Venue', cell: ({ venueId }) => nameOf(catalogue?.venues, venueId) ?? '' },
    { key: 'seats', header: 'Seats', cell: ({ seats }) => seatsInWords(seats) },
    { key: 'capacity', header: 'Capacity', align: 'right', isNarrow: true, cell: ({ capacity }) => capacity },
    { key: 'sizes', header: 'Sold in parts of', cell: ({ partialSizes }) => partialSizes.join(', ') || 'whole only' },
  ];
}

function seatsInWords(seats: Suite['seats']): string {
  const [first] = seats;
  if (first === undefined) return 'none yet';
  return seats.length === 1 ? rangeInWords(first) : `${rangeInWords(first)} and ${seats.length - 1} more`;
}

function NoSuites({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon="search" title="No suite matches">
        Take away a filter, or show archived ones too.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="grid" title="No suites yet">
      Take them from the vendor’s seats: each section or row of a class becomes one. You can also add one by hand.
    </EmptyState>
  );
}
