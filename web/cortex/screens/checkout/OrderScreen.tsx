import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { ClearAttention, RefreshButton } from './OrderActs.tsx';
import { OrderFacts } from './OrderFacts.tsx';
import { OrderSeats } from './OrderSeats.tsx';
import { PurchaseSteps } from './PurchaseSteps.tsx';
import { SawPanel } from './SawPanel.tsx';
import { orderQuery, type StaffOrder } from './salesApi.ts';
import { orderLook } from './salesWords.ts';

/** One order: what was bought, why it cost this, what the fan saw, and what became of it. */
export function OrderScreen() {
  const store = useStore();
  return (
    <Guard permission="store.orders.view" here={store} title="Orders">
      <ReadOrder store={store} />
    </Guard>
  );
}

function ReadOrder({ store }: { store: Store }) {
  const { orderId } = useParams({ from: '/app/stores/$storeKey/orders/$orderId' });
  const order = useQuery(orderQuery(store.key, orderId));
  return (
    <QueryView isScreen query={order} errorAction={<BackButton store={store} />}>
      {(found) => <OrderView store={store} found={found} />}
    </QueryView>
  );
}

function OrderView({ store, found }: { store: Store; found: StaffOrder }) {
  const { order, fan, attention, checkedAt, purchase } = found;
  const { tone, label } = lookOf(found);
  return (
    <>
      <PageHeader
        title={`Order ${order.number}`}
        within={store.name}
        mark={<StatusBadge tone={tone}>{label}</StatusBadge>}
        description={`Sold to ${fan.name} on ${formatInstant(order.soldAt, store.timeZone)}`}
        actions={
          <>
            <BackButton store={store} />
            <RefreshButton store={store} orderId={order.id} />
          </>
        }
      />
      <Stack gap="lg">
        {attention !== null && (
          <Alert color="red" icon={<Icon name="alert" />} title="Look at this order">
            <Stack gap="sm" align="flex-start">
              <Text>{attention}</Text>
              <ClearAttention store={store} found={found} />
            </Stack>
          </Alert>
        )}
        <Panel title="The order">
          <OrderFacts store={store} found={found} />
        </Panel>
        <Panel
          title="Seats and tickets"
          description={
            <>
              As the vendor last said, <When at={checkedAt} zone={store.timeZone} />. Refunds and cancellations are made
              at the vendor.
            </>
          }
          flush
        >
          <OrderSeats store={store} order={order} />
        </Panel>
        <SawPanel store={store} found={found} />
        <Panel
          title="Steps of the purchase"
          description="Each call at the vendor, written down before it was made and again after its answer."
          flush
        >
          <PurchaseSteps store={store} steps={purchase.steps} />
        </Panel>
      </Stack>
    </>
  );
}

function lookOf({ order, attention }: StaffOrder) {
  return orderLook({
    attention,
    givenBackCount: order.seats.filter(({ status }) => status !== 'sold').length,
    seatCount: order.seats.length,
    hasTickets: order.tickets !== null,
  });
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/stores/$storeKey/orders" params={{ storeKey: store.key }} {...props} />}
    >
      All orders
    </Button>
  );
}
