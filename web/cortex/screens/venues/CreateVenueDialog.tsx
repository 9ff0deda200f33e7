import { Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { timeZones } from '../stores/storeWords.ts';
import { useRereadVenues } from './venuesApi.ts';

type Venue = Output<'GET /api/stores/{storeKey}/venues/{venueId}'>;

export function CreateVenueDialog({ store, onClose }: { store: Store; onClose: () => void }) {
  const navigate = useNavigate();
  const reread = useRereadVenues(store.key);
  const state = useServerForm<{ name: string; city: string; timeZone: string }, Venue>({
    initialValues: { name: '', city: '', timeZone: store.timeZone },
    validate: { name: (value) => (value.trim() === '' ? 'Give it a name.' : null) },
    send: (body) => call('POST /api/stores/{storeKey}/venues', { params: { storeKey: store.key }, body }),
    onDone: ({ id, name }) => {
      toastDone(`${name} is added.`);
      reread();
      void navigate({ to: '/stores/$storeKey/venues/$venueId', params: { storeKey: store.key, venueId: id } });
    },
    fieldOfProblem: { 'venue.name_taken': 'name' },
  });
  return (
    <FormDialog title="Add a venue" onClose={onClose} state={state} submit="Add the venue">
      <TextInput label="Name" data-autofocus {...state.form.getInputProps('name')} />
      <TextInput label="City" {...state.form.getInputProps('city')} />
      <Select
        label="Time zone"
        description="The clocks of its events. It cannot be changed while an event there has a date."
        searchable
        limit={100}
        data={timeZones()}
        {...state.form.getInputProps('timeZone')}
      />
    </FormDialog>
  );
}
