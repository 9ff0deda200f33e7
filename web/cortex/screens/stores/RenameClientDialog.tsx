import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { queryKey } from '../../../api/queries.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { clientQuery } from '../../clients.ts';

type Client = Output<'GET /api/clients/{clientKey}'>;

export function RenameClientDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const queries = useQueryClient();
  const state = useServerForm({
    initialValues: { name: client.name },
    validate: { name: (value) => (value.trim() === '' ? 'Give the client a name.' : null) },
    send: (body) =>
      call('PATCH /api/clients/{clientKey}', { params: { clientKey: client.key }, body, version: client.version }),
    onDone: (renamed) => {
      queries.setQueryData(clientQuery(client.key).queryKey, renamed);
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/clients') });
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores') });
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/me') });
      toastDone(`The client is called ${renamed.name} now.`);
      onClose();
    },
  });
  return (
    <FormDialog title={`Rename ${client.name}`} onClose={onClose} state={state} submit="Rename">
      <TextInput
        label="Name"
        description={`The key ${client.key} stays.`}
        data-autofocus
        {...state.form.getInputProps('name')}
      />
    </FormDialog>
  );
}
