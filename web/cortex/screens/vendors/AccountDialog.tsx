import { NumberInput, PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import type { VendorAccount } from '../../../../shared/contract/vendors.ts';
import { call } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { type AccountValues, editOf, isConnectionChanged, newAccountOf, valuesOf } from './accountForm.ts';
import type { Adapter } from './vendorsApi.ts';

type Props = {
  clientKey: string;
  adapters: readonly Adapter[];
  /** Null: a new one. */
  account: VendorAccount | null;
  onDone: () => void;
  onClose: () => void;
};

/** Adds an account at a vendor, or changes one. */
export function AccountDialog({ adapters, ...props }: Props) {
  const [name, setName] = useState(props.account?.adapter ?? adapters[0]?.name ?? '');
  const adapter = adapters.find((found) => found.name === name);
  if (adapter === undefined) return null;
  const choice = props.account === null && adapters.length > 1 && (
    <Select
      label="Vendor"
      data={adapters.map(({ name: value, label }) => ({ value, label }))}
      value={name}
      onChange={(value) => setName(value ?? name)}
    />
  );
  return <Account key={name} adapter={adapter} choice={choice} {...props} />;
}

type AccountProps = Omit<Props, 'adapters'> & { adapter: Adapter; choice: ReactNode };

function Account({ clientKey, adapter, account, choice, onDone, onClose }: AccountProps) {
  const state = useServerForm<AccountValues, VendorAccount>({
    initialValues: valuesOf(adapter, account),
    validate: { name: (value) => (value.trim() === '' ? 'Give it a name.' : null) },
    send: (values) =>
      account === null
        ? call('POST /api/clients/{clientKey}/vendor-accounts', {
            params: { clientKey },
            body: newAccountOf(adapter, values),
          })
        : call('PATCH /api/clients/{clientKey}/vendor-accounts/{accountId}', {
            params: { clientKey, accountId: account.id },
            body: editOf(adapter, account, values),
            version: account.version,
          }),
    onDone: (saved) => {
      toastDone(`${saved.name} is saved.`);
      onDone();
    },
    fieldOfProblem: { 'vendor.account_name_taken': 'name', 'vendor.address_unusable': 'connection.baseUrl' },
  });
  const { form } = state;
  const needsKeys = account === null || isConnectionChanged(adapter, account, form.values);
  return (
    <FormDialog
      title={account === null ? `Add an account at ${adapter.label}` : `Edit ${account.name}`}
      size="lg"
      onClose={onClose}
      state={state}
      submit={account === null ? 'Add the account' : 'Save the account'}
      isDisabled={account !== null && !form.isDirty()}
    >
      {choice}
      <TextInput label="Name" placeholder="Warriors Archtics" data-autofocus {...form.getInputProps('name')} />
      <FieldGroup legend="Connection">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {adapter.fields.map(({ name, label }) => (
            <TextInput key={name} label={label} {...form.getInputProps(`connection.${name}`)} />
          ))}
        </SimpleGrid>
      </FieldGroup>
      {needsKeys && <KeyFields form={form} adapter={adapter} isNew={account === null} />}
      <LimitFields form={form} />
    </FormDialog>
  );
}

type KeyProps = { form: UseFormReturnType<AccountValues>; adapter: Adapter; isNew: boolean };

function KeyFields({ form, adapter, isNew }: KeyProps) {
  return (
    <FieldGroup legend={isNew ? 'Keys' : 'Keys, again: stored ones are never sent elsewhere'}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {adapter.keys.map(({ name, label }) => (
          <PasswordInput key={name} label={label} autoComplete="new-password" {...form.getInputProps(`keys.${name}`)} />
        ))}
      </SimpleGrid>
    </FieldGroup>
  );
}

function LimitFields({ form }: { form: UseFormReturnType<AccountValues> }) {
  const whole = { allowDecimal: false, allowNegative: false, thousandSeparator: ',' };
  return (
    <FieldGroup legend="Quota">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberInput label="Requests a minute" placeholder="No limit" {...whole} {...form.getInputProps('perMinute')} />
        <NumberInput label="Requests a day" placeholder="No limit" {...whole} {...form.getInputProps('perDay')} />
        <NumberInput
          label="Kept for checkouts"
          suffix=" %"
          max={90}
          {...whole}
          {...form.getInputProps('checkoutShare')}
        />
        <NumberInput
          label="Kept from syncs, for holds and staff"
          suffix=" %"
          max={90}
          {...whole}
          {...form.getInputProps('holdShare')}
        />
        <NumberInput
          label="A hold lasts"
          description="By your contract; empty when the vendor’s answers say it."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          suffix=" seconds"
          {...whole}
          {...form.getInputProps('holdSeconds')}
        />
      </SimpleGrid>
    </FieldGroup>
  );
}
