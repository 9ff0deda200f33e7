import { Text } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../shared/rules/money.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import type { StaffOrder } from './salesApi.ts';
import { seatLooks } from './salesWords.ts';

type Order = StaffOrder['order'];
type Seat = Order['seats'][number];
const keyOf = (seat: Pick<Seat, 'eventCode' | 'sectionName' | 'rowName' | 'seatNumber'>) =>
  `${seat.eventCode} ${seat.sectionName} ${seat.rowName} ${seat.seatNumber}`;

/** Every seat with what became of it, and whether its ticket is made. */
export function OrderSeats({ store, order }: { store: Store; order: Order }) {
  return (
    <DataTable
      caption="Seats of the order"
      columns={columnsIn(store, order)}
      rows={order.seats}
      rowKey={(seat) => keyOf(seat)}
    />
  );
}

function columnsIn(store: Store, order: Order): Column<Seat>[] {
  const events = new Map(order.events.map((event) => [event.code, event]));
  const tickets = new Map((order.tickets ?? []).map((ticket) => [keyOf(ticket), ticket]));
  return [
    {
      key: 'event',
      header: 'Game',
      cell: ({ eventCode, addOnId }) => {
        const event = events.get(eventCode);
        const startsAt = event?.startsAt ?? null;
        return (
          <>
            {event?.name ?? eventCode}
            <Text size="xs" c="dimmed" fw={400}>
              {eventCode}
              {addOnId !== null && ' · add-on'}
              {startsAt !== null && ` · ${formatInstant(startsAt, event?.venue?.timeZone ?? store.timeZone)}`}
            </Text>
          </>
        );
      },
    },
    {
      key: 'seat',
      header: 'Seat',
      isNarrow: true,
      cell: ({ sectionName, rowName, seatNumber, className, priceCode, ticketTypeCode }) => (
        <>
          {`${sectionName} · row ${rowName} · seat ${seatNumber}`}
          <Text size="xs" c="dimmed">
            class {className} · price code {priceCode} · ticket type {ticketTypeCode}
          </Text>
        </>
      ),
    },
    {
      key: 'amount',
      header: 'Amount',
      isNarrow: true,
      align: 'right',
      cell: ({ amountCents }) => formatCents(amountCents, order.currency, 'en'),
    },
    {
      key: 'ticket',
      header: 'Ticket',
      isNarrow: true,
      cell: (seat) => <TicketOf seat={seat} ticket={tickets.get(keyOf(seat))} />,
    },
    {
      key: 'status',
      header: 'State',
      isNarrow: true,
      cell: ({ status }) => <StatusBadge tone={seatLooks[status].tone}>{seatLooks[status].label}</StatusBadge>,
    },
  ];
}

/** That there is one, not what it holds: a barcode lets somebody in. */
function TicketOf({ seat, ticket }: { seat: Seat; ticket: NonNullable<Order['tickets']>[number] | undefined }) {
  if (seat.status !== 'sold') return <Text c="dimmed">no more</Text>;
  if (ticket === undefined) return <Text c="dimmed">not yet</Text>;
  const forms = [
    ...(ticket.barcode === null && ticket.qrPayload === null ? [] : ['code']),
    ...(ticket.walletUrl === null ? [] : ['wallet']),
  ];
  return forms.length === 0 ? 'made' : forms.join(' and ');
}
