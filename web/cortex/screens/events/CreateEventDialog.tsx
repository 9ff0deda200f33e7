import { Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Event } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { useCatalogue, useRereadEvents } from './useCatalogue.ts';

type Values = { code: string; name: string; venueId: string };

/** Adds an event that the vendor has and an import does not bring. */
export function CreateEventDialog({ store, onClose }: { store: Store; onClose: () => void }) {
  const navigate = useNavigate();
  const reread = useRereadEvents(store.key);
  const venues = (useCatalogue(store.key)?.venues ?? []).filter(({ isArchived }) => !isArchived);
  const state = useServerForm<Values, Event>({
    initialValues: { code: '', name: '', venueId: '' },
    validate: {
      code: (value) => (value.trim() === '' ? 'Type the code the event has at the vendor.' : null),
      name: (value) => (value.trim() === '' ? 'Give it a name.' : null),
    },
    send: ({ venueId, ...texts }) =>
      call('POST /api/stores/{storeKey}/events', {
        params: { storeKey: store.key },
        body: { ...texts, venueId: venueId === '' ? null : venueId },
      }),
    onDone: ({ id, name }) => {
      toastDone(`${name} is added as a draft.`);
      reread();
      void navigate({
        to: '/stores/$storeKey/events/$eventId',
        params: { storeKey: store.key, eventId: id },
      });
    },
    fieldOfProblem: { 'event.code_taken': 'code' },
  });
  return (
    <FormDialog title="Add an event by hand" onClose={onClose} state={state} submit="Add the event">
      <TextInput
        label="Code"
        description="The event’s code at the vendor; it cannot be changed later."
        data-autofocus
        {...state.form.getInputProps('code')}
      />
      <TextInput label="Name" {...state.form.getInputProps('name')} />
      <Select
        label="Venue"
        data={[{ value: '', label: 'Not yet' }, ...venues.map(({ id, name }) => ({ value: id, label: name }))]}
        {...state.form.getInputProps('venueId')}
      />
    </FormDialog>
  );
}
