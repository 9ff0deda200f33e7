import { Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { seatsQuery } from '../inventory/inventoryApi.ts';
import { gamesQuery } from '../venues/venuesApi.ts';
import { freeSeatsIn, standingOf } from './suiteSeats.ts';
import type { Suite } from './suitesApi.ts';

/** Events that are looked at. */
const most = 10;

/** At which of the next events the suite's seats are free, by our copy. */
export function SuiteAvailability({ store, suite }: { store: Store; suite: Suite }) {
  const games = useQuery(gamesQuery(store.key, suite.venueId));
  // oxlint-disable-next-line react/purity -- what is to come is told anew by every render
  const now = Date.now();
  const next = (games.data?.items ?? [])
    .filter(({ startsAt }) => startsAt !== null && Date.parse(startsAt) > now)
    .slice(0, most);
  const seats = useQueries({ queries: next.map(({ code }) => seatsQuery(store.key, code)) });
  const rows = next.map((event, at) => ({ event, seats: seats[at]?.data, isFailed: seats[at]?.isError === true }));
  return (
    <Panel title="Free at the next events" description={`By our copy, at most ${most} events.`} flush>
      <QueryView query={games}>
        {() =>
          rows.length === 0 ? (
            <EmptyState isSmall icon="calendar" title="No event to come">
              No event with a date is placed at this venue.
            </EmptyState>
          ) : (
            <DataTable
              caption="Free seats of the suite by event"
              columns={[
                { key: 'event', header: 'Event', cell: ({ event }) => event.name },
                {
                  key: 'when',
                  header: 'Starts',
                  cell: ({ event }) =>
                    event.startsAt === null ? '–' : <When at={event.startsAt} zone={store.timeZone} />,
                },
                {
                  key: 'state',
                  header: 'Seats',
                  cell: ({ seats: found, isFailed }) => {
                    if (isFailed) return <Text c="dimmed">not copied yet</Text>;
                    if (found === undefined) return <Text c="dimmed">…</Text>;
                    const free = freeSeatsIn(found, suite.seats);
                    const { tone, words } = standingOf(free, suite.capacity, suite.partialSizes);
                    return <StatusBadge tone={tone}>{words}</StatusBadge>;
                  },
                },
              ]}
              rows={rows}
              rowKey={({ event }) => event.id}
            />
          )
        }
      </QueryView>
    </Panel>
  );
}
