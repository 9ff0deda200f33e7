import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../shared/rules/money.ts';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { When } from '../../../ui/When.tsx';
import { FanLink } from './OrdersTable.tsx';
import type { StaffOrder } from './salesApi.ts';

type Props = { store: Store; found: StaffOrder };

/** Who bought, at what price, under which numbers. */
export function OrderFacts({ store, found }: Props) {
  const { order, fan, mailedAt } = found;
  const { currency, totalCents, feesCents, number, vendorOrderNumber, forOrderId, tickets } = order;
  const back = order.seats.filter(({ status }) => status !== 'sold');
  const backCents = back.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const money = (cents: number) => formatCents(cents, currency, 'en');
  const facts = [
    {
      name: 'Fan',
      value: (
        <>
          <FanLink store={store} id={fan.id} name={fan.name} />
          <Text size="xs" c="dimmed">
            {fan.email}
          </Text>
        </>
      ),
    },
    { name: 'Vendor account', value: fan.vendorAccountId },
    { name: 'Our number', value: number },
    { name: 'The vendor’s number', value: vendorOrderNumber },
    {
      name: 'Paid',
      value: (
        <>
          {money(totalCents + feesCents)}
          {feesCents > 0 && (
            <Text size="xs" c="dimmed">
              {money(totalCents)} and {money(feesCents)} of the vendor’s fees
            </Text>
          )}
        </>
      ),
    },
    {
      name: 'Given back since',
      value:
        back.length === 0 ? 'nothing' : `${back.length} ${back.length === 1 ? 'seat' : 'seats'}, ${money(backCents)}`,
    },
    {
      name: 'Tickets',
      value: ticketsInWords(order.seats, tickets),
    },
    {
      name: 'Confirmation mailed',
      value: mailedAt === null ? 'not yet' : <When at={mailedAt} zone={store.timeZone} />,
    },
    ...(forOrderId === null ? [] : [{ name: 'Added to', value: <OtherOrder store={store} orderId={forOrderId} /> }]),
    ...(order.postPurchase === null
      ? []
      : [{ name: 'The fan may still add', value: `${order.postPurchase.events.length} games to choose from` }]),
  ];
  return <KeyFacts facts={facts} />;
}

function ticketsInWords(seats: StaffOrder['order']['seats'], tickets: StaffOrder['order']['tickets']): string {
  if (seats.every(({ status }) => status !== 'sold')) return 'none any more';
  return tickets === null ? 'the vendor has not made them all yet; asked for by itself' : `${tickets.length} made`;
}

function OtherOrder({ store, orderId }: { store: Store; orderId: string }) {
  return (
    <Anchor
      renderRoot={(props) => (
        <Link to="/stores/$storeKey/orders/$orderId" params={{ storeKey: store.key, orderId }} {...props} />
      )}
    >
      the order of the package
    </Anchor>
  );
}
