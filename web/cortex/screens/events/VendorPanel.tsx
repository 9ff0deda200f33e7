import { Checkbox, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Event, EventVendor, ImportField } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { Form } from '../../../ui/Form.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { When } from '../../../ui/When.tsx';
import { fieldWords, oursInWords, valueInWords } from './eventWords.ts';
import { type Catalogue, useRereadEvents } from './useCatalogue.ts';

type Props = { store: Store; event: Event; catalogue: Catalogue };

/** What the vendor said of the event when it was asked last, and taking over what it says otherwise. */
export function VendorPanel({ store, event, catalogue }: Props) {
  const { vendor } = event;
  if (vendor === null) {
    return (
      <Panel title="The vendor says" flush>
        <EmptyState isSmall icon="plug" title="Never imported">
          It was added by hand. An import that names its code brings what the vendor knows.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title="The vendor says"
      description={
        <>
          As of <When at={vendor.askedAt} zone={store.timeZone} />
        </>
      }
    >
      <Stack gap="md">
        <Differences key={event.version} {...{ store, event, catalogue }} vendor={vendor} />
        <KeyFacts isNarrow facts={factsOf(vendor)} />
      </Stack>
    </Panel>
  );
}

function factsOf(vendor: EventVendor) {
  return [
    { name: 'Listed', value: !vendor.isListed ? 'no, unknown there' : vendor.isCancelled ? 'cancelled' : 'yes' },
    { name: 'Venue', value: vendor.venueName },
    { name: 'Category', value: vendor.category ?? 'none' },
    { name: 'Manifest', value: vendor.manifest },
    { name: 'Item sets', value: vendor.itemSets.join(', ') || 'none' },
    { name: 'Capacity', value: vendor.capacity?.toLocaleString('en') ?? 'not said' },
  ];
}

type Difference = EventVendor['differences'][number];

function Differences({ store, event, catalogue, vendor }: Props & { vendor: EventVendor }) {
  const mayTake = may(store, 'store.catalogue.edit') && store.state === 'active' && event.state !== 'archived';
  const mayPublish = may(store, 'store.catalogue.publish');
  const takeable = ({ isFixed }: Difference) => mayTake && (!isFixed || mayPublish);
  const [chosen, setChosen] = useState<readonly ImportField[]>([]);
  if (vendor.differences.length === 0) return <Text c="dimmed">Nothing that differs from the details.</Text>;
  const toggle = (field: ImportField) =>
    setChosen(chosen.includes(field) ? chosen.filter((one) => one !== field) : [...chosen, field]);
  return (
    <>
      <DataTable
        caption="Where the vendor differs"
        columns={columnsFor({ store, event, catalogue }, (row) =>
          takeable(row) ? (
            <Checkbox
              label={fieldWords[row.field]}
              checked={chosen.includes(row.field)}
              onChange={() => toggle(row.field)}
            />
          ) : (
            fieldWords[row.field]
          ),
        )}
        rows={vendor.differences}
        rowKey={({ field }) => field}
      />
      {vendor.differences.some(takeable) && (
        <TakeOver {...{ store, event }} fields={chosen} differences={vendor.differences} />
      )}
    </>
  );
}

function columnsFor({ store, event, catalogue }: Props, name: (row: Difference) => ReactNode): Column<Difference>[] {
  return [
    { key: 'field', header: 'Field', cell: name },
    { key: 'ours', header: 'Yours', cell: ({ field }) => oursInWords(event, field, catalogue, store.timeZone) },
    { key: 'vendor', header: 'Vendor', cell: ({ field, vendor }) => valueInWords(field, vendor, store.timeZone) },
  ];
}

type TakeProps = Pick<Props, 'store' | 'event'> & {
  fields: readonly ImportField[];
  differences: readonly Difference[];
};

function TakeOver({ store, event, fields, differences }: TakeProps) {
  const reread = useRereadEvents(store.key);
  const isFixed = differences.some((row) => row.isFixed && fields.includes(row.field));
  const state = useServerForm<Record<string, never>, Event>({
    initialValues: {},
    send: () =>
      call('POST /api/stores/{storeKey}/events/{eventId}/take', {
        params: { storeKey: store.key, eventId: event.id },
        body: { fields: [...fields] },
        version: event.version,
      }),
    onDone: (saved) => {
      toastDone(`${saved.name} has what the vendor says.`);
      reread();
    },
    fieldOf: () => null,
  });
  return (
    <Form isWide state={state} submit="Take over what is ticked" isDisabled={fields.length === 0}>
      {isFixed && (
        <Text>Publishing fixed some of it: the event is unpublished, changed and published again, in one step.</Text>
      )}
    </Form>
  );
}
