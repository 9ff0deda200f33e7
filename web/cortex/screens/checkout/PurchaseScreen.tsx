import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../shared/rules/money.ts';
import { Age } from '../../../ui/Age.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { When } from '../../../ui/When.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { FanLink } from './OrdersTable.tsx';
import { PurchaseActs } from './PurchaseActs.tsx';
import { PurchaseSteps } from './PurchaseSteps.tsx';
import { purchaseQuery, type StaffPurchase } from './salesApi.ts';
import { failureInWords, purchaseLooks, purchaseMeaning, seatsInWords } from './salesWords.ts';

/** One attempt to buy: every call at the vendor, and what can be done while it is not over. */
export function PurchaseScreen() {
  const store = useStore();
  return (
    <Guard permission="store.orders.view" here={store} title="Orders">
      <ReadPurchase store={store} />
    </Guard>
  );
}

function ReadPurchase({ store }: { store: Store }) {
  const { purchaseId } = useParams({ from: '/app/stores/$storeKey/purchases/$purchaseId' });
  const purchase = useQuery(purchaseQuery(store.key, purchaseId));
  return (
    <QueryView isScreen query={purchase} errorAction={<BackButton store={store} />}>
      {(found) => <PurchaseView store={store} purchase={found} />}
    </QueryView>
  );
}

function PurchaseView({ store, purchase }: { store: Store; purchase: StaffPurchase }) {
  const { state, failure, fan } = purchase;
  const { tone, label } = purchaseLooks[state];
  return (
    <>
      <PageHeader
        title={`Purchase of ${fan.name}`}
        within={store.name}
        mark={<StatusBadge tone={tone}>{label}</StatusBadge>}
        description={failure === null ? purchaseMeaning[state] : failureInWords(failure, store.currency)}
        actions={
          <>
            <BackButton store={store} />
            <PurchaseActs store={store} purchase={purchase} />
          </>
        }
      />
      <Stack gap="lg">
        <Panel title="The purchase">
          <KeyFacts facts={factsOf(purchase, store)} />
        </Panel>
        <Panel
          title="Calls at the vendor"
          description="Each is written down before it is made, and again after its answer."
          flush
        >
          <PurchaseSteps store={store} steps={purchase.steps} />
        </Panel>
        <Panel title="Seats">
          <SeatsByEvent purchase={purchase} />
        </Panel>
      </Stack>
    </>
  );
}

function SeatsByEvent({ purchase }: { purchase: StaffPurchase }) {
  const codes = [...new Set(purchase.seats.map(({ eventCode }) => eventCode))];
  return (
    <KeyFacts
      facts={codes.map((code) => ({
        name: code,
        value: seatsInWords(purchase.seats.filter(({ eventCode }) => eventCode === code)).map((line) => (
          <Text key={line}>{line}</Text>
        )),
      }))}
    />
  );
}

function factsOf(purchase: StaffPurchase, store: Store) {
  const { fan, startedAt, endedAt, nextAskAt, agreedCents, feesCents, orderId, vendorCartRef } = purchase;
  return [
    { name: 'Fan', value: <FanLink store={store} id={fan.id} name={fan.name} /> },
    { name: 'Vendor account', value: fan.vendorAccountId },
    { name: 'Begun', value: <When at={startedAt} zone={store.timeZone} style="second" /> },
    ...(endedAt === null ? [] : [{ name: 'Over', value: <When at={endedAt} zone={store.timeZone} style="second" /> }]),
    ...(nextAskAt === null || endedAt !== null
      ? []
      : [{ name: 'The vendor is asked again', value: <Age at={nextAskAt} zone={store.timeZone} past="now" /> }]),
    { name: 'The fan agreed to', value: formatCents(agreedCents, store.currency, 'en') },
    ...(feesCents === null
      ? []
      : [{ name: 'Of that the vendor’s fees', value: formatCents(feesCents, store.currency, 'en') }]),
    ...(orderId === null ? [] : [{ name: 'Order', value: <OrderLink store={store} orderId={orderId} /> }]),
    { name: 'Cart at the vendor', value: <code>{vendorCartRef}</code> },
  ];
}

function OrderLink({ store, orderId }: { store: Store; orderId: string }) {
  return (
    <Anchor
      renderRoot={(props) => (
        <Link to="/stores/$storeKey/orders/$orderId" params={{ storeKey: store.key, orderId }} {...props} />
      )}
    >
      See the order
    </Anchor>
  );
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => (
        <Link
          to="/stores/$storeKey/orders"
          params={{ storeKey: store.key }}
          search={{ view: 'unfinished' }}
          {...props}
        />
      )}
    >
      All purchases
    </Button>
  );
}
