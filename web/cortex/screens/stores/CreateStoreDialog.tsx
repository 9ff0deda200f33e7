import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/client.ts';
import type { Input, Output } from '../../../api/contract.ts';
import { queryKey } from '../../../api/queries.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { type ServerForm, useServerForm } from '../../../ui/useServerForm.ts';
import { rowsOf, useProductPages } from '../../lists.ts';
import { useMe } from '../../session.ts';
import { NameAndKeyFields } from './NameAndKeyFields.tsx';
import { StoreCreated } from './StoreCreated.tsx';
import { currencyOptions, localeOptions, timeZones } from './storeWords.ts';

type Maker = { key: string; name: string };
type Created = Output<'POST /api/clients/{clientKey}/stores'>;
type Values = {
  clientKey: string | null;
  productKey: string | null;
  name: string;
  key: string;
  timeZone: string;
  currency: string;
  locale: Input<'POST /api/clients/{clientKey}/stores'>['body']['locale'];
  ownerEmail: string;
};

/** A store is made by a button: a few choices, and it is there with its addresses. */
export function CreateStoreDialog({ clients, onClose }: { clients: readonly Maker[]; onClose: () => void }) {
  const [created, setCreated] = useState<Created | null>(null);
  const queries = useQueryClient();
  const state = useServerForm<Values, Created>({
    initialValues: {
      clientKey: clients.length === 1 ? (clients[0]?.key ?? null) : null,
      productKey: null,
      name: '',
      key: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      currency: 'USD',
      locale: 'en',
      ownerEmail: '',
    },
    validate: {
      clientKey: (value) => (value === null ? 'Choose the client.' : null),
      productKey: (value) => (value === null ? 'Choose the product.' : null),
      name: (value) => (value.trim() === '' ? 'Give the store a name.' : null),
      key: (value) => (value.trim() === '' ? 'Give the store a key.' : null),
    },
    send: createStore,
    onDone: (store) => {
      setCreated(store);
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores') });
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/me') });
    },
    fieldOfProblem: { 'store.key_taken': 'key', 'product.not_found': 'productKey', 'client.not_found': 'clientKey' },
  });
  if (created !== null) return <StoreCreated created={created} onClose={onClose} />;
  return (
    <FormDialog title="Create a store" size="lg" onClose={onClose} state={state} submit="Create the store">
      <OwnershipFields state={state} clients={clients} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NameAndKeyFields
          values={state.form.values}
          errors={state.form.errors}
          onChange={(change) => state.form.setValues(change)}
        />
      </SimpleGrid>
      <PlaceFields state={state} />
    </FormDialog>
  );
}

function createStore({ clientKey, productKey, ownerEmail, ...fields }: Values): Promise<Created> {
  return call('POST /api/clients/{clientKey}/stores', {
    params: { clientKey: clientKey ?? '' },
    body: {
      ...fields,
      productKey: productKey ?? '',
      ...(ownerEmail.trim() !== '' && { ownerEmail: ownerEmail.trim() }),
    },
  });
}

type FieldsProps = { state: ServerForm<Values> };

function OwnershipFields({ state: { form }, clients }: FieldsProps & { clients: readonly Maker[] }) {
  const products = useProductPages();
  const productRows = products.data === undefined ? [] : rowsOf(products.data);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label="Client"
        description="Who signs"
        placeholder="Choose"
        searchable
        data-autofocus={clients.length > 1 || undefined}
        data={clients.map(({ key, name }) => ({ value: key, label: name }))}
        {...form.getInputProps('clientKey')}
      />
      <Select
        label="Product"
        description="What it sells"
        placeholder={products.isPending ? 'Loading' : 'Choose'}
        searchable
        data-autofocus={clients.length === 1 || undefined}
        data={productRows.map(({ key, name }) => ({ value: key, label: name }))}
        {...form.getInputProps('productKey')}
      />
    </SimpleGrid>
  );
}

function PlaceFields({ state: { form } }: FieldsProps) {
  const me = useMe();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select label="Time zone" searchable limit={100} data={timeZones()} {...form.getInputProps('timeZone')} />
      <Select label="Currency" searchable limit={100} data={currencyOptions()} {...form.getInputProps('currency')} />
      <Select label="Language" data={localeOptions} {...form.getInputProps('locale')} />
      <TextInput
        type="email"
        label="Owner’s e-mail (optional)"
        placeholder={`You: ${me.email}`}
        {...form.getInputProps('ownerEmail')}
      />
    </SimpleGrid>
  );
}
