import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Event } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { More, None, rowLink } from '../../../ui/cells.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import type { RowSelection } from '../../../ui/RowSelection.tsx';
import { When } from '../../../ui/When.tsx';
import { EventStateMarks } from './EventState.tsx';
import { whenInWords } from './eventWords.ts';
import type { Catalogue } from './useCatalogue.ts';

type Props = {
  store: Store;
  events: readonly Event[];
  catalogue: Catalogue | undefined;
  selection: RowSelection<Event> | undefined;
};

export function EventsTable({ store, events, catalogue, selection }: Props) {
  const columns = useMemo(() => columnsIn(store, catalogue), [store, catalogue]);
  return (
    <DataTable
      caption="Events by start"
      columns={columns}
      rows={events}
      rowKey={({ id }) => id}
      selection={selection}
    />
  );
}

function columnsIn(store: Store, catalogue: Catalogue | undefined): Column<Event>[] {
  const venueOf = (event: Event) => catalogue?.venues.find(({ id }) => id === event.venueId);
  const categoriesOf = ({ categoryIds }: Event) =>
    (catalogue?.categories ?? []).filter(({ id }) => categoryIds.includes(id)).map(({ name }) => name);
  return [
    {
      key: 'name',
      header: 'Event',
      cell: (event) => (
        <>
          <Link
            to="/stores/$storeKey/events/$eventId"
            params={{ storeKey: store.key, eventId: event.id }}
            className={rowLink}
          >
            {event.name}
          </Link>
          <More>{event.isFeatured ? `${event.code} · featured` : event.code}</More>
        </>
      ),
    },
    { key: 'when', header: 'Starts', isNarrow: true, cell: (event) => <Start event={event} zone={store.timeZone} /> },
    {
      key: 'venue',
      header: 'Venue',
      isNarrow: true,
      cell: (event) => (event.venueId === null ? <None>no venue yet</None> : (venueOf(event)?.name ?? '')),
    },
    {
      key: 'category',
      header: 'Category',
      isNarrow: true,
      cell: (event) => categoriesOf(event).join(', ') || <None>none</None>,
    },
    { key: 'state', header: 'State', cell: (event) => <EventStateMarks event={event} /> },
  ];
}

function Start({ event, zone }: { event: Event; zone: string }) {
  return (
    <>
      {whenInWords(event)}
      {event.date.state !== 'set' && event.estimatedAt !== null && (
        <More>
          about <When at={event.estimatedAt} zone={zone} style="day" />
        </More>
      )}
    </>
  );
}
