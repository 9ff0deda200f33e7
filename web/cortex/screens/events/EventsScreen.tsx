import { Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Event } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { BulkBar } from './BulkBar.tsx';
import { EventFilters, isFiltered } from './EventFilters.tsx';
import { EventsHeaderActs } from './EventsHeaderActs.tsx';
import { EventsTable } from './EventsTable.tsx';
import { eventsQuery } from './eventsApi.ts';
import { FindingsNotice } from './FindingsNotice.tsx';
import { ImportButtons } from './ImportButtons.tsx';
import { useCatalogue } from './useCatalogue.ts';

const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog.tsx')).ImportDialog }));

/** The store's events: found, imported, and published many at a time. */
export function EventsScreen() {
  const store = useStore();
  return (
    <Guard permission="store.catalogue.view" here={store} title="Events">
      <PageHeader
        title="Events"
        within={store.name}
        description={`What is sold, as the vendor knows it and as you show it. Times are those of the venue, days those of ${store.timeZone}.`}
        actions={<EventsHeaderActs store={store} />}
      />
      <Stack gap="lg">
        <FindingsNotice store={store} />
        <Events store={store} />
      </Stack>
    </Guard>
  );
}

function Events({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/events' });
  const navigate = useNavigate({ from: '/stores/$storeKey/events' });
  const catalogue = useCatalogue(store.key);
  const page = useQuery({ ...eventsQuery(store.key, search, store.timeZone), placeholderData: keepPreviousData });
  const closeImport = () => void navigate({ search: (old) => ({ ...old, import: undefined }), replace: true });
  return (
    <Panel title="All events" flush>
      <EventFilters search={search} zone={store.timeZone} catalogue={catalogue} />
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <NoEvents store={store} isFiltered={isFiltered(search)} />
          ) : (
            <ChosenEvents store={store} events={items} catalogue={catalogue} />
          )
        }
      </QueryView>
      <CursorPager label="Pages of events" next={page.data?.next ?? null} cursor={search.cursor} />
      {search.import !== undefined && (
        <Suspense fallback={null}>
          <ImportDialog store={store} isSeason={search.import === 'season'} onClose={closeImport} />
        </Suspense>
      )}
    </Panel>
  );
}

type ChosenProps = { store: Store; events: readonly Event[]; catalogue: ReturnType<typeof useCatalogue> };

function ChosenEvents({ store, events, catalogue }: ChosenProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const mayAct = may(store, 'store.catalogue.publish') && store.state === 'active';
  const chosen = events.filter(({ id }) => selected.has(id));
  return (
    <>
      {chosen.length > 0 && <BulkBar store={store} events={chosen} onDone={() => setSelected(new Set())} />}
      <EventsTable
        store={store}
        events={events}
        catalogue={catalogue}
        selection={
          mayAct
            ? { selected, onChange: setSelected, label: ({ name, code }) => `Choose ${name} (${code})` }
            : undefined
        }
      />
    </>
  );
}

function NoEvents({ store, isFiltered }: { store: Store; isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon="search" title="No event matches">
        Take away a filter or choose other days. Archived events are shown when you ask for them by state.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="calendar" title="No events yet" action={<ImportButtons store={store} />}>
      Import them from the ticketing vendor: they come as drafts, with their venues, categories, seats and prices.
    </EmptyState>
  );
}
