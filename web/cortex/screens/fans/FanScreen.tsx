import { Button, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { OrdersTable } from '../checkout/OrdersTable.tsx';
import { PurchasesTable } from '../checkout/PurchasesTable.tsx';
import { ordersOfFanQuery, purchasesQuery } from '../checkout/salesApi.ts';
import { CartsTable } from './CartsTable.tsx';
import { cartsOfFanQuery, fanQuery, type KnownFan } from './fansApi.ts';

/** One fan: groups, orders, carts, and purchases that are not over. */
export function FanScreen() {
  const store = useStore();
  return (
    <Guard permission="store.orders.view" here={store} title="Fans">
      <ReadFan store={store} />
    </Guard>
  );
}

function ReadFan({ store }: { store: Store }) {
  const { fanId } = useParams({ from: '/app/stores/$storeKey/fans/$fanId' });
  const fan = useQuery(fanQuery(store.key, fanId));
  return (
    <QueryView isScreen query={fan} errorAction={<BackButton store={store} />}>
      {(found) => <FanView store={store} fan={found} />}
    </QueryView>
  );
}

function FanView({ store, fan }: { store: Store; fan: KnownFan }) {
  const { name, email, vendorAccountId, accountGroups, knownSince } = fan;
  return (
    <>
      <PageHeader title={name} within={store.name} description={email} actions={<BackButton store={store} />} />
      <Stack gap="lg">
        <Panel title="The account" description="The vendor’s, as of the last sign-in. It is changed there, not here.">
          <KeyFacts
            facts={[
              { name: 'Vendor account', value: vendorAccountId },
              { name: 'Account groups', value: accountGroups.length === 0 ? 'none' : accountGroups.join(', ') },
              { name: 'Known here since', value: <When at={knownSince} zone={store.timeZone} /> },
            ]}
          />
        </Panel>
        <Unfinished store={store} fanId={fan.id} />
        <OrdersOf store={store} fan={fan} />
        <CartsOf store={store} fan={fan} />
      </Stack>
    </>
  );
}

/** Only there while something is not over. */
function Unfinished({ store, fanId }: { store: Store; fanId: string }) {
  const page = useQuery(purchasesQuery(store.key, { state: 'unfinished', fanId }));
  const items = page.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title="Unfinished purchases" description="Each goes on by itself; ask now when the fan is waiting." flush>
      <PurchasesTable store={store} purchases={items} caption="Unfinished purchases of the fan" />
    </Panel>
  );
}

function OrdersOf({ store, fan }: { store: Store; fan: KnownFan }) {
  const page = useQuery(ordersOfFanQuery(store.key, fan.id));
  return (
    <Panel title="Orders" description="The newest fifty, newest first." flush>
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="receipt" title="No order yet" isSmall>
              {fan.name} has bought nothing here.
            </EmptyState>
          ) : (
            <OrdersTable store={store} orders={items} caption={`Orders of ${fan.name}, newest first`} isOfFan />
          )
        }
      </QueryView>
    </Panel>
  );
}

function CartsOf({ store, fan }: { store: Store; fan: KnownFan }) {
  const { cursor } = useSearch({ from: '/app/stores/$storeKey/fans/$fanId' });
  const page = useQuery({ ...cartsOfFanQuery(store.key, fan.id, cursor), placeholderData: keepPreviousData });
  return (
    <Panel title="Carts" description="What was chosen while signed in, and how far it came." flush>
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="clock" title="No cart" isSmall>
              {fan.name} has chosen nothing while signed in.
            </EmptyState>
          ) : (
            <CartsTable store={store} carts={items} />
          )
        }
      </QueryView>
      <CursorPager label="Pages of carts" next={page.data?.next ?? null} cursor={cursor} />
    </Panel>
  );
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/stores/$storeKey/fans" params={{ storeKey: store.key }} {...props} />}
    >
      All fans
    </Button>
  );
}
