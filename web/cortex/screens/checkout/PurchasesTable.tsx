import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../shared/rules/money.ts';
import { Age } from '../../../ui/Age.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { When } from '../../../ui/When.tsx';
import { FanLink } from './OrdersTable.tsx';
import { PurchaseActs } from './PurchaseActs.tsx';
import type { StaffPurchase } from './salesApi.ts';
import { failureInWords, purchaseLooks } from './salesWords.ts';

type Props = { store: Store; purchases: readonly StaffPurchase[]; caption: string };

/** Attempts to buy; those that are not over can be resumed or released here. */
export function PurchasesTable({ store, purchases, caption }: Props) {
  const hasOpen = purchases.some(({ endedAt }) => endedAt === null);
  return (
    <DataTable
      caption={caption}
      columns={columnsIn(store)}
      rows={purchases}
      rowKey={({ id }) => id}
      actions={hasOpen ? (purchase) => <PurchaseActs store={store} purchase={purchase} isSmall /> : undefined}
    />
  );
}

function columnsIn(store: Store): Column<StaffPurchase>[] {
  return [
    {
      key: 'started',
      header: 'Begun',
      isNarrow: true,
      cell: ({ id, startedAt }) => (
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link
              to="/stores/$storeKey/purchases/$purchaseId"
              params={{ storeKey: store.key, purchaseId: id }}
              {...props}
            />
          )}
        >
          <When at={startedAt} zone={store.timeZone} style="second" />
        </Anchor>
      ),
    },
    {
      key: 'fan',
      header: 'Fan',
      cell: ({ fan }) => (
        <>
          <FanLink store={store} id={fan.id} name={fan.name} />
          <Text size="xs" c="dimmed">
            {fan.email}
          </Text>
        </>
      ),
    },
    { key: 'state', header: 'State', cell: (purchase) => <State store={store} purchase={purchase} /> },
    { key: 'seats', header: 'Seats', isNarrow: true, align: 'right', cell: ({ seats }) => seats.length },
    {
      key: 'amount',
      header: 'Agreed to',
      isNarrow: true,
      align: 'right',
      cell: ({ agreedCents }) => formatCents(agreedCents, store.currency, 'en'),
    },
  ];
}

function State({ store, purchase }: { store: Store; purchase: StaffPurchase }) {
  const { state, failure, nextAskAt } = purchase;
  const { tone, label } = purchaseLooks[state];
  return (
    <>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      {failure !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          {failureInWords(failure, store.currency)}
        </Text>
      )}
      {nextAskAt !== null && purchase.endedAt === null && (
        <Text size="xs" c="dimmed" mt={2}>
          asked again <Age at={nextAskAt} zone={store.timeZone} past="now" />
        </Text>
      )}
    </>
  );
}
