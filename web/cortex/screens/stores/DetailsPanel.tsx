import { Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { Form } from '../../../ui/Form.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StaleNotice } from '../../../ui/StaleNotice.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useVersionedForm } from '../../../ui/useVersionedForm.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { storeQuery } from '../../stores.ts';
import { currencyOptions, localeNames, localeOptions, timeZones } from './storeWords.ts';

type Props = { store: Store; onChanged: (store: Store) => void };

/** Name, time zone, currency and language. */
export function DetailsPanel({ store, onChanged }: Props) {
  const mayEdit = may(store, 'store.edit') && store.state === 'active';
  return (
    <Panel title="Details" description="Times and prices of the store are shown in its time zone and currency.">
      {mayEdit ? <DetailsForm store={store} onChanged={onChanged} /> : <KeyFacts facts={factsOf(store)} />}
    </Panel>
  );
}

function factsOf({ name, timeZone, currency, locale }: Store) {
  return [
    { name: 'Name', value: name },
    { name: 'Time zone', value: timeZone },
    { name: 'Currency', value: currency },
    { name: 'Language', value: localeNames[locale] },
  ];
}

function DetailsForm({ store, onChanged }: Props) {
  const queries = useQueryClient();
  const { state, newer, accept, saveMine } = useVersionedForm({
    current: store,
    valuesOf,
    validate: { name: (value) => (value.trim() === '' ? 'Give the store a name.' : null) },
    send: (body, version) => call('PATCH /api/stores/{storeKey}', { params: { storeKey: store.key }, body, version }),
    onSaved: (saved) => {
      onChanged(saved);
      toastDone('The details are saved.');
    },
    readAgain: () => void queries.invalidateQueries({ queryKey: storeQuery(store.key).queryKey }),
  });
  const { form } = state;
  const isDirty = form.isDirty();
  return (
    <Stack gap="md">
      {newer !== null && (
        <StaleNotice
          mine={form.values}
          theirs={valuesOf(newer)}
          isSending={state.isSending}
          onTakeTheirs={() => accept(newer)}
          onSaveMine={saveMine}
        />
      )}
      <Form state={state} submit="Save the details" isDisabled={!isDirty || newer !== null}>
        <TextInput label="Name" {...form.getInputProps('name')} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Select label="Time zone" searchable limit={100} data={timeZones()} {...form.getInputProps('timeZone')} />
          <Select
            label="Currency"
            searchable
            limit={100}
            data={currencyOptions()}
            {...form.getInputProps('currency')}
          />
          <Select label="Language" data={localeOptions} {...form.getInputProps('locale')} />
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          The key <code>{store.key}</code> is part of addresses and stays.
        </Text>
      </Form>
      <LeaveGuard isDirty={isDirty} />
    </Stack>
  );
}

function valuesOf({ name, timeZone, currency, locale }: Store) {
  return { name, timeZone, currency, locale };
}
