import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { EventFreshness } from '../../../../shared/contract/inventory.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Age } from '../../../ui/Age.tsx';
import { More, None, rowLink } from '../../../ui/cells.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterChoice } from '../../../ui/FilterBar.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { freshnessKinds } from '../../searchOfSeason.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { ImportButtons } from '../events/ImportButtons.tsx';
import { eventNameOf, freshnessQuery } from './inventoryApi.ts';
import { failureInWords, freshnessOf } from './inventoryWords.ts';

const kinds = { stale: 'Stale', failing: 'Failing', gone: 'Cancelled or unknown', copied: 'Read regularly' } as const;

/** Each event's copy: when it was read, when it is read next, and why it is not. */
export function FreshnessPanel({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/inventory' });
  const navigate = useNavigate({ from: '/stores/$storeKey/inventory' });
  const page = useQuery({ ...freshnessQuery(store.key, search), placeholderData: keepPreviousData });
  const columns = useMemo(() => columnsIn(store), [store]);
  const set = (only: (typeof freshnessKinds)[number] | undefined) => void navigate({ search: { only }, replace: true });
  return (
    <Panel
      title="Events"
      flush
      actions={
        <FilterChoice
          label="Which events"
          placeholder="All events"
          options={freshnessKinds.map((value) => ({ value, label: kinds[value] }))}
          value={search.only}
          onChange={set}
        />
      }
    >
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <NoEvents store={store} isFiltered={search.only !== undefined} />
          ) : (
            <DataTable
              caption="Copies by event code"
              columns={columns}
              rows={items}
              rowKey={({ eventCode }) => eventCode}
            />
          )
        }
      </QueryView>
      <CursorPager label="Pages of events" next={page.data?.next ?? null} cursor={search.cursor} />
    </Panel>
  );
}

function NoEvents({ store, isFiltered }: { store: Store; isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon="checkCircle" title="No such event">
      No event’s copy is like this now.
    </EmptyState>
  ) : (
    <EmptyState icon="seat" title="Nothing is copied yet" action={<ImportButtons store={store} />}>
      Seats and prices are read once the store has events that its vendor knows.
    </EmptyState>
  );
}

function columnsIn(store: Store): Column<EventFreshness>[] {
  const zone = store.timeZone;
  return [
    { key: 'event', header: 'Event', cell: (event) => <EventName store={store} event={event} /> },
    {
      key: 'starts',
      header: 'Starts',
      isNarrow: true,
      cell: ({ startsAt }) => (startsAt === null ? <None>not known</None> : <When at={startsAt} zone={zone} />),
    },
    { key: 'state', header: 'Copy', cell: (event) => <Freshness event={event} /> },
    {
      key: 'read',
      header: 'Read',
      isNarrow: true,
      cell: ({ readAt }) => (readAt === null ? <None>never</None> : <Age at={readAt} zone={zone} />),
    },
    { key: 'next', header: 'Next', isNarrow: true, cell: (event) => <Next event={event} zone={zone} /> },
    {
      key: 'seats',
      header: 'Free seats',
      isNarrow: true,
      align: 'right',
      cell: ({ seatCount }) => seatCount.toLocaleString('en'),
    },
  ];
}

function EventName({ store, event }: { store: Store; event: EventFreshness }) {
  const { eventCode } = event;
  return (
    <>
      <Link
        to="/stores/$storeKey/inventory/events/$eventCode"
        params={{ storeKey: store.key, eventCode }}
        className={rowLink}
      >
        {eventNameOf(event)}
      </Link>
      <More>{event.isOffered ? `${eventCode} · on offer` : eventCode}</More>
    </>
  );
}

function Freshness({ event }: { event: EventFreshness }) {
  const { tone, label } = freshnessOf(event);
  return (
    <>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      {event.failure !== null && <More>{failureInWords(event.failure)}</More>}
      {event.staleSections.length > 0 && <More>a hold was refused in {event.staleSections.join(', ')}</More>}
      {event.findings.length > 0 && (
        <More>
          {event.findings.length} {event.findings.length === 1 ? 'finding' : 'findings'}
        </More>
      )}
    </>
  );
}

function Next({ event: { isCopied, nextDueAt }, zone }: { event: EventFreshness; zone: string }) {
  if (!isCopied || nextDueAt === null) return <None>no more</None>;
  return <Age at={nextDueAt} zone={zone} past="due now" />;
}
