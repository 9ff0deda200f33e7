import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../shared/rules/money.ts';
import { cellLink, More, rowLink } from '../../../ui/cells.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { When } from '../../../ui/When.tsx';
import { type OrderSummary, programsQuery } from './salesApi.ts';
import { orderLook } from './salesWords.ts';

type Props = { store: Store; orders: readonly OrderSummary[]; caption: string; isOfFan?: boolean };

/** Orders, each leading to its page; the fan is left out on the fan's own page. */
export function OrdersTable({ store, orders, caption, isOfFan = false }: Props) {
  const programs = useQuery(programsQuery(store.key)).data;
  const columns = useMemo(() => {
    const names = new Map(programs?.items.map(({ id, name }) => [id, name]));
    return columnsIn(store, names).filter(({ key }) => !isOfFan || key !== 'fan');
  }, [store, programs, isOfFan]);
  return <DataTable caption={caption} columns={columns} rows={orders} rowKey={({ id }) => id} />;
}

function columnsIn(store: Store, names: ReadonlyMap<string, string>): Column<OrderSummary>[] {
  return [
    {
      key: 'number',
      header: 'Order and sale',
      isNarrow: true,
      cell: (order) => <Numbers store={store} order={order} />,
    },
    {
      key: 'fan',
      header: 'Fan',
      cell: ({ fan }) => (
        <>
          <FanLink store={store} id={fan.id} name={fan.name} />
          <More>{fan.email}</More>
        </>
      ),
    },
    {
      key: 'program',
      header: 'Bought under',
      cell: ({ programId, forOrderId, eventCodes, seatCount }) => (
        <>
          {names.get(programId) ?? 'a program'}
          <More title={eventCodes.join(', ')}>
            {eventCodes.length} {eventCodes.length === 1 ? 'event' : 'events'}, {seatCount}{' '}
            {seatCount === 1 ? 'seat' : 'seats'}
          </More>
          {forOrderId !== null && <More>added to an earlier order</More>}
        </>
      ),
    },
    {
      key: 'total',
      header: 'Paid',
      isNarrow: true,
      align: 'right',
      cell: ({ totalCents, feesCents, currency }) => formatCents(totalCents + feesCents, currency, 'en'),
    },
    {
      key: 'state',
      header: 'State',
      isNarrow: true,
      cell: (order) => <StatusBadge tone={orderLook(order).tone}>{orderLook(order).label}</StatusBadge>,
    },
  ];
}

function Numbers({ store, order }: { store: Store; order: OrderSummary }) {
  return (
    <>
      <Link
        to="/stores/$storeKey/orders/$orderId"
        params={{ storeKey: store.key, orderId: order.id }}
        className={rowLink}
      >
        {order.number}
      </Link>
      <More>{order.vendorOrderNumber} at the vendor</More>
      <More>
        <When at={order.soldAt} zone={store.timeZone} />
      </More>
    </>
  );
}

export function FanLink({ store, id, name }: { store: Store; id: string; name: string }) {
  return (
    <Link to="/stores/$storeKey/fans/$fanId" params={{ storeKey: store.key, fanId: id }} className={cellLink}>
      {name}
    </Link>
  );
}
