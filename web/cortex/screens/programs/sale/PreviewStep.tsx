import { Alert, Button, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../../shared/rules/money.ts';
import { call } from '../../../../api/client.ts';
import { type Column, DataTable } from '../../../../ui/DataTable.tsx';
import { Icon } from '../../../../ui/Icon.tsx';
import { QueryView } from '../../../../ui/QueryView.tsx';
import { ScrollRegion } from '../../../../ui/ScrollRegion.tsx';
import { useSeasonEvents } from '../editor/fields/useSeasonEvents.ts';
import classes from './sale.module.css';
import { type AmountChange, type ChangeGroup, groupChanges, type Range } from './saleMap.ts';

type TicketTypes = { from: string; to: string }[];
type Props = { store: Store; programId: string; ticketTypes: TicketTypes; onBack: () => void; onNext: () => void };

/** The vendor's amounts before and in the sale; each price code opens to its events. */
export function PreviewStep({ store, programId, ticketTypes, onBack, onNext }: Props) {
  const params = { storeKey: store.key, programId };
  const query = useQuery({
    queryKey: ['sale preview', params, ticketTypes],
    queryFn: () =>
      call('POST /api/stores/{storeKey}/programs/{programId}/sale/preview', { params, body: { ticketTypes } }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <QueryView query={query}>
        {({ changes, total }) => {
          const groups = groupChanges(changes);
          return (
            <>
              <Summary groups={groups} total={total} shown={changes.length} />
              <ScrollRegion label="Amounts in the sale" isLow>
                <DataTable
                  caption="Amounts before and in the sale"
                  columns={columnsIn(store)}
                  rows={groups}
                  rowKey={({ key }) => key}
                  detail={{
                    label: ({ priceCode, saleTicketTypeCode }) =>
                      `Events of price code ${priceCode}, ${saleTicketTypeCode}`,
                    render: ({ changes: all }) => <EventAmounts store={store} changes={all} />,
                  }}
                />
              </ScrollRegion>
            </>
          );
        }}
      </QueryView>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button disabled={query.data === undefined} onClick={onNext}>
          Name it
        </Button>
      </div>
    </>
  );
}

function Summary({ groups, total, shown }: { groups: readonly ChangeGroup[]; total: number; shown: number }) {
  const missing = groups.reduce((sum, group) => sum + group.missing, 0);
  const dearer = groups.reduce((sum, group) => sum + group.dearer, 0);
  return (
    <>
      <Text mb="md">
        {total.toLocaleString('en')} {total === 1 ? 'amount is' : 'amounts are'} different in the sale
        {shown < total && `; these are the first ${shown.toLocaleString('en')}`}.
      </Text>
      {(missing > 0 || dearer > 0) && (
        <Alert color="amber" icon={<Icon name="alert" />} mb="md">
          {missing > 0 && (
            <Text>
              {missing.toLocaleString('en')} {missing === 1 ? 'has' : 'have'} no amount at the vendor: those seats would
              not sell.
            </Text>
          )}
          {dearer > 0 && (
            <Text>
              {dearer.toLocaleString('en')} {dearer === 1 ? 'is' : 'are'} higher than before.
            </Text>
          )}
        </Alert>
      )}
    </>
  );
}

function columnsIn({ currency, locale }: Store): Column<ChangeGroup>[] {
  const money = (range: Range | null) => {
    if (range === null) return <Text c="dimmed">no amount</Text>;
    const [least, most] = [range.least, range.most].map((cents) => formatCents(cents, currency, locale));
    return least === most ? least : `${least} – ${most}`;
  };
  return [
    { key: 'priceCode', header: 'Price code', cell: ({ priceCode }) => priceCode },
    {
      key: 'types',
      header: 'Ticket type',
      isNarrow: true,
      cell: ({ ticketTypeCode, saleTicketTypeCode }) => `${ticketTypeCode} → ${saleTicketTypeCode}`,
    },
    { key: 'before', header: 'Now', align: 'right', cell: ({ before }) => money(before) },
    { key: 'after', header: 'In the sale', align: 'right', cell: ({ after }) => money(after) },
    {
      key: 'events',
      header: 'Events',
      align: 'right',
      cell: ({ changes, missing }) => (missing === 0 ? changes.length : `${changes.length}, ${missing} without amount`),
    },
  ];
}

function EventAmounts({ store, changes }: { store: Store; changes: readonly AmountChange[] }) {
  const events = useSeasonEvents(store.key);
  const nameOf = (code: string) => events?.find((event) => event.code === code)?.name ?? code;
  const money = (cents: number | null) =>
    cents === null ? 'no amount' : formatCents(cents, store.currency, store.locale);
  return (
    <DataTable
      caption="Amounts by event"
      columns={[
        { key: 'event', header: 'Event', cell: ({ eventCode }) => nameOf(eventCode) },
        { key: 'before', header: 'Now', align: 'right', cell: ({ beforeCents }) => money(beforeCents) },
        { key: 'after', header: 'In the sale', align: 'right', cell: ({ afterCents }) => money(afterCents) },
      ]}
      rows={changes}
      rowKey={({ eventCode }) => eventCode}
    />
  );
}
