import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { NameAndKeyFields } from './NameAndKeyFields.tsx';

const kinds = {
  client: {
    title: 'Create a client',
    create: (body: { key: string; name: string }) => call('POST /api/clients', { body }),
    list: queryKey('GET /api/clients'),
  },
  product: {
    title: 'Create a product',
    create: (body: { key: string; name: string }) => call('POST /api/products', { body }),
    list: queryKey('GET /api/products'),
  },
} as const;

/** A client or a product: both are a name and a key that follows it until it is typed. */
export function CreateNamedDialog({ kind, onClose }: { kind: keyof typeof kinds; onClose: () => void }) {
  const queries = useQueryClient();
  const { title, create, list } = kinds[kind];
  const state = useServerForm({
    initialValues: { name: '', key: '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Give it a name.' : null),
      key: (value) => (value.trim() === '' ? 'Give it a key.' : null),
    },
    send: (body) => create(body),
    onDone: (made) => {
      toastDone(`${made.name} is created.`);
      void queries.invalidateQueries({ queryKey: list });
      onClose();
    },
    fieldOfProblem: { 'client.key_taken': 'key', 'product.key_taken': 'key' },
  });
  return (
    <FormDialog title={title} onClose={onClose} state={state} submit={title}>
      <NameAndKeyFields
        isFocused
        values={state.form.values}
        errors={state.form.errors}
        onChange={(change) => state.form.setValues(change)}
      />
    </FormDialog>
  );
}
