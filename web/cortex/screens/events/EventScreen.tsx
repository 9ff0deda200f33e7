import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Event } from '../../../../shared/contract/events.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { LoadingState } from '../../../ui/states.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { EventActDialog } from './EventActDialog.tsx';
import { EventForm } from './EventForm.tsx';
import classes from './EventScreen.module.css';
import { EventStateMarks } from './EventState.tsx';
import { actsFor, actWords, type EventAct } from './eventActs.ts';
import { eventFacts } from './eventFacts.tsx';
import { eventQuery } from './eventsApi.ts';
import { whenInWords } from './eventWords.ts';
import { type Catalogue, useCatalogue } from './useCatalogue.ts';
import { VendorPanel } from './VendorPanel.tsx';

/** One event: what staff say of it beside what the vendor says. */
export function EventScreen() {
  const store = useStore();
  return (
    <Guard permission="store.catalogue.view" here={store} title="Events">
      <ReadEvent store={store} />
    </Guard>
  );
}

function ReadEvent({ store }: { store: Store }) {
  const { eventId } = useParams({ from: '/app/stores/$storeKey/events/$eventId' });
  const query = useQuery(eventQuery(store.key, eventId));
  return (
    <QueryView isScreen query={query} errorAction={<BackButton store={store} />}>
      {(event) => <EventView key={event.id} store={store} event={event} />}
    </QueryView>
  );
}

function EventView({ store, event }: { store: Store; event: Event }) {
  const catalogue = useCatalogue(store.key);
  return (
    <>
      <PageHeader
        title={event.name}
        within={store.name}
        mark={<EventStateMarks event={event} />}
        description={`${event.code} · ${whenInWords(event)}`}
        actions={<Acts store={store} event={event} />}
      />
      {catalogue === undefined ? (
        <LoadingState />
      ) : (
        <div className={classes.columns}>
          <Details store={store} event={event} catalogue={catalogue} />
          <Stack gap="lg">
            <VendorPanel store={store} event={event} catalogue={catalogue} />
          </Stack>
        </div>
      )}
    </>
  );
}

function Details({ store, event, catalogue }: { store: Store; event: Event; catalogue: Catalogue }) {
  const isClosed = event.state === 'archived' || store.state !== 'active';
  const mayEdit = may(store, 'store.catalogue.edit') && !isClosed;
  return (
    <Panel
      title="Details"
      {...(mayEdit &&
        event.state === 'published' && {
          description:
            'Publishing fixed the venue and what is decided of date and time. Unpublish the event to change them.',
        })}
    >
      {mayEdit ? (
        <EventForm store={store} event={event} catalogue={catalogue} />
      ) : (
        <KeyFacts facts={eventFacts(event, catalogue, store.timeZone)} />
      )}
    </Panel>
  );
}

function Acts({ store, event }: { store: Store; event: Event }) {
  const [act, setAct] = useState<EventAct | null>(null);
  const mayAct = may(store, 'store.catalogue.publish') && store.state === 'active';
  const close = () => setAct(null);
  return (
    <>
      <BackButton store={store} />
      {may(store, 'store.inventory.view') && (
        <Button
          variant="default"
          leftSection={<Icon name="seat" />}
          renderRoot={(props) => (
            <Link
              to="/stores/$storeKey/inventory/events/$eventCode"
              params={{ storeKey: store.key, eventCode: event.code }}
              {...props}
            />
          )}
        >
          Inventory
        </Button>
      )}
      {mayAct &&
        actsFor([event]).map((name) => (
          <Button key={name} variant={name === 'publish' ? 'filled' : 'default'} onClick={() => setAct(name)}>
            {actWords[name].verb}
          </Button>
        ))}
      {act !== null && (
        <EventActDialog storeKey={store.key} act={act} events={[event]} onDone={close} onClose={close} />
      )}
    </>
  );
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/stores/$storeKey/events" params={{ storeKey: store.key }} {...props} />}
    >
      All events
    </Button>
  );
}
