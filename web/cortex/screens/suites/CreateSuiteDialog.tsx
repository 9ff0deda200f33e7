import { Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { useCatalogue } from '../events/useCatalogue.ts';
import { type Suite, useRereadSuites } from './suitesApi.ts';

/** Name and venue; the seats come on its page. */
export function CreateSuiteDialog({ store, onClose }: { store: Store; onClose: () => void }) {
  const navigate = useNavigate();
  const reread = useRereadSuites(store.key);
  const venues = (useCatalogue(store.key)?.venues ?? []).filter(({ isArchived }) => !isArchived);
  const state = useServerForm<{ name: string; venueId: string }, Suite>({
    initialValues: { name: '', venueId: venues.length === 1 ? (venues[0]?.id ?? '') : '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Give it a name.' : null),
      venueId: (value) => (value === '' ? 'Choose where it is.' : null),
    },
    send: (body) => call('POST /api/stores/{storeKey}/suites', { params: { storeKey: store.key }, body }),
    onDone: ({ id, name }) => {
      toastDone(`${name} is added. Now give it seats.`);
      reread();
      void navigate({ to: '/stores/$storeKey/suites/$suiteId', params: { storeKey: store.key, suiteId: id } });
    },
    fieldOfProblem: { 'suite.name_taken': 'name', 'venue.archived': 'venueId' },
  });
  return (
    <FormDialog title="Add a suite" onClose={onClose} state={state} submit="Add the suite">
      <TextInput label="Name" data-autofocus {...state.form.getInputProps('name')} />
      <Select
        label="Venue"
        data={venues.map(({ id, name }) => ({ value: id, label: name }))}
        {...state.form.getInputProps('venueId')}
      />
    </FormDialog>
  );
}
