import { PasswordInput, Text } from '@mantine/core';
import type { VendorAccount } from '../../../../shared/contract/vendors.ts';
import { call } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { filled } from './accountForm.ts';
import type { Adapter } from './vendorsApi.ts';

type Props = {
  clientKey: string;
  account: VendorAccount;
  adapters: readonly Adapter[];
  onDone: () => void;
  onClose: () => void;
};
type Values = { keys: Record<string, string> };

/** Puts new keys in the place of all the old ones. */
export function KeysDialog({ clientKey, account, adapters, onDone, onClose }: Props) {
  const keys = adapters.find(({ name }) => name === account.adapter)?.keys ?? [];
  const state = useServerForm<Values, VendorAccount>({
    initialValues: { keys: Object.fromEntries(keys.map(({ name }) => [name, ''])) },
    send: (values) =>
      call('PUT /api/clients/{clientKey}/vendor-accounts/{accountId}/keys', {
        params: { clientKey, accountId: account.id },
        body: { keys: filled(values.keys) },
        version: account.version,
      }),
    onDone: () => {
      toastDone(`${account.name} uses the new keys within a second.`);
      onDone();
    },
  });
  return (
    <FormDialog title={`Replace the keys of ${account.name}`} onClose={onClose} state={state} submit="Replace the keys">
      <Text>All old keys go, also those left empty here. Calls that go on now end with the old ones.</Text>
      {keys.map(({ name, label }) => (
        <PasswordInput
          key={name}
          label={label}
          {...hint(account.keyHints[name])}
          autoComplete="new-password"
          {...state.form.getInputProps(`keys.${name}`)}
        />
      ))}
    </FormDialog>
  );
}

function hint(end: string | undefined): { description?: string } {
  if (end === undefined) return { description: 'Not set today.' };
  return end === '' ? {} : { description: `Ends in …${end} today.` };
}
