import { Badge, Button, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { may } from '../../../ui/Can.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StaleNotice } from '../../../ui/StaleNotice.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useVersionedForm } from '../../../ui/useVersionedForm.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { SectionsTable } from './SectionsTable.tsx';
import { VenueFindings } from './VenueFindings.tsx';
import { VenueMapsPanel } from './VenueMapsPanel.tsx';
import { useRereadVenues, venueQuery } from './venuesApi.ts';

export type Venue = Output<'GET /api/stores/{storeKey}/venues/{venueId}'>;

/** One venue: its details, its maps and its sections. */
export function VenueScreen() {
  const store = useStore();
  return (
    <Guard permission="store.catalogue.view" here={store} title="Venues">
      <ReadVenue store={store} />
    </Guard>
  );
}

function ReadVenue({ store }: { store: Store }) {
  const { venueId } = useParams({ from: '/app/stores/$storeKey/venues/$venueId' });
  const query = useQuery(venueQuery(store.key, venueId));
  return (
    <QueryView isScreen query={query} errorAction={<BackButton store={store} />}>
      {(venue) => <VenueView key={venue.id} store={store} venue={venue} />}
    </QueryView>
  );
}

function VenueView({ store, venue }: { store: Store; venue: Venue }) {
  const mayEdit = may(store, 'store.catalogue.edit') && store.state === 'active';
  return (
    <>
      <PageHeader
        title={venue.name}
        within={store.name}
        mark={
          venue.isArchived && (
            <Badge variant="light" color="gray">
              Archived
            </Badge>
          )
        }
        description={[venue.city, venue.timeZone].filter(Boolean).join(' · ')}
        actions={
          <>
            <BackButton store={store} />
            {mayEdit && <Acts store={store} venue={venue} />}
          </>
        }
      />
      <Stack gap="lg">
        <VenueFindings store={store} venue={venue} />
        <VenueMapsPanel store={store} venue={venue} canEdit={mayEdit && !venue.isArchived} />
        <Panel title="Details">
          {mayEdit && !venue.isArchived ? (
            <DetailsForm store={store} venue={venue} />
          ) : (
            <KeyFacts
              facts={[
                { name: 'Name', value: venue.name },
                { name: 'City', value: venue.city || '–' },
                { name: 'Time zone', value: venue.timeZone },
              ]}
            />
          )}
        </Panel>
        <SectionsTable venue={venue} />
      </Stack>
    </>
  );
}

type Values = { name: string; city: string };

function DetailsForm({ store, venue }: { store: Store; venue: Venue }) {
  const queries = useQueryClient();
  const reread = useRereadVenues(store.key);
  const { queryKey } = venueQuery(store.key, venue.id);
  const { state, newer, accept, saveMine } = useVersionedForm<Venue, Values>({
    current: venue,
    valuesOf: ({ name, city }) => ({ name, city }),
    validate: { name: (value) => (value.trim() === '' ? 'A venue has a name.' : null) },
    send: (body, version) =>
      call('PATCH /api/stores/{storeKey}/venues/{venueId}', {
        params: { storeKey: store.key, venueId: venue.id },
        body,
        version,
      }),
    onSaved: (saved) => {
      queries.setQueryData(queryKey, saved);
      reread();
      toastDone(`${saved.name} is saved.`);
    },
    readAgain: () => void queries.invalidateQueries({ queryKey }),
    fieldOfProblem: { 'venue.name_taken': 'name' },
  });
  const isDirty = state.form.isDirty();
  return (
    <Stack gap="md">
      {newer !== null && (
        <StaleNotice
          mine={state.form.values}
          theirs={{ name: newer.name, city: newer.city }}
          isSending={state.isSending}
          onTakeTheirs={() => accept(newer)}
          onSaveMine={saveMine}
        />
      )}
      <Form state={state} submit="Save the venue" isDisabled={!isDirty || newer !== null}>
        <TextInput label="Name" {...state.form.getInputProps('name')} />
        <TextInput label="City" {...state.form.getInputProps('city')} />
        <TextInput
          label="Time zone"
          value={venue.timeZone}
          readOnly
          description="Given when the venue was added: dates of events there are told by it."
        />
      </Form>
      <LeaveGuard isDirty={isDirty} />
    </Stack>
  );
}

const verbs = { archive: 'Archive', unarchive: 'Use again', delete: 'Delete' } as const;
type Act = keyof typeof verbs;

function Acts({ store, venue }: { store: Store; venue: Venue }) {
  const [act, setAct] = useState<Act | null>(null);
  const acts: Act[] = venue.isArchived ? ['unarchive', 'delete'] : ['archive', 'delete'];
  return (
    <>
      {acts.map((name) => (
        <Button key={name} variant="default" onClick={() => setAct(name)}>
          {verbs[name]}
        </Button>
      ))}
      {act !== null && <ActDialog store={store} venue={venue} act={act} onClose={() => setAct(null)} />}
    </>
  );
}

const consequences = {
  archive: 'What is there stays as it is. Nothing new can be placed there until you use it again.',
  unarchive: 'Events and suites can be placed there again.',
  delete:
    'Its sections and maps are deleted with it. This cannot be undone. A venue that an event or a suite has used is not deleted: archive it.',
} as const;

function ActDialog({ store, venue, act, onClose }: { store: Store; venue: Venue; act: Act; onClose: () => void }) {
  const navigate = useNavigate();
  const reread = useRereadVenues(store.key);
  const params = { storeKey: store.key, venueId: venue.id };
  const run = async (): Promise<void> => {
    if (act === 'archive') await call('POST /api/stores/{storeKey}/venues/{venueId}/archive', { params });
    else if (act === 'unarchive') await call('POST /api/stores/{storeKey}/venues/{venueId}/unarchive', { params });
    else await call('DELETE /api/stores/{storeKey}/venues/{venueId}', { params });
  };
  const done = { archive: 'archived', unarchive: 'in use again', delete: 'deleted' }[act];
  return (
    <ConfirmDialog
      title={`${verbs[act]} ${venue.name}?`}
      confirm={act === 'unarchive' ? 'Use it again' : `${verbs[act]} the venue`}
      isDanger={act === 'delete'}
      act={run}
      onDone={() => {
        toastDone(`${venue.name} is ${done}.`);
        reread();
        if (act === 'delete') void navigate({ to: '/stores/$storeKey/venues', params: { storeKey: store.key } });
        else onClose();
      }}
      onClose={onClose}
    >
      {consequences[act]}
    </ConfirmDialog>
  );
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/stores/$storeKey/venues" params={{ storeKey: store.key }} {...props} />}
    >
      All venues
    </Button>
  );
}
