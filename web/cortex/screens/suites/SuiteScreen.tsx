import { Badge, Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { useShownMap } from '../inventory/useShownMap.ts';
import { SuiteAvailability } from './SuiteAvailability.tsx';
import { SuiteForm } from './SuiteForm.tsx';
import { SuitesMap } from './SuitesMap.tsx';
import { rangeInWords } from './suiteSeats.ts';
import { type Suite, suiteQuery, useRereadSuites } from './suitesApi.ts';

/** One suite: its seats, where they lie, and at which events they are free. */
export function SuiteScreen() {
  const store = useStore();
  return (
    <Guard permission="store.catalogue.view" here={store} title="Suites">
      <ReadSuite store={store} />
    </Guard>
  );
}

function ReadSuite({ store }: { store: Store }) {
  const { suiteId } = useParams({ from: '/app/stores/$storeKey/suites/$suiteId' });
  const query = useQuery(suiteQuery(store.key, suiteId));
  return (
    <QueryView isScreen query={query} errorAction={<BackButton store={store} />}>
      {(suite) => <SuiteView key={suite.id} store={store} suite={suite} />}
    </QueryView>
  );
}

function SuiteView({ store, suite }: { store: Store; suite: Suite }) {
  const { map, sections, venue } = useShownMap(store, suite.venueId);
  const mayEdit = may(store, 'store.catalogue.edit') && store.state === 'active';
  return (
    <>
      <PageHeader
        title={suite.name}
        within={store.name}
        mark={
          suite.isArchived && (
            <Badge variant="light" color="gray">
              Archived
            </Badge>
          )
        }
        description={`${venue?.name ?? ''} · ${suite.capacity} seats`}
        actions={
          <>
            <BackButton store={store} />
            {mayEdit && <ArchiveButton store={store} suite={suite} />}
          </>
        }
      />
      <Stack gap="lg">
        <Panel title="The suite">
          {mayEdit && !suite.isArchived ? (
            <SuiteForm store={store} suite={suite} sections={sections} />
          ) : (
            <KeyFacts facts={factsOf(suite)} />
          )}
        </Panel>
        {map !== null && (
          <SuitesMap store={store} venueId={suite.venueId} drawing={map.drawing} sections={sections} suite={suite} />
        )}
        {may(store, 'store.inventory.view') && <SuiteAvailability store={store} suite={suite} />}
      </Stack>
    </>
  );
}

function factsOf({ seats, overflow, capacity, partialSizes }: Suite) {
  return [
    { name: 'Seats', value: seats.map(rangeInWords).join('; ') || 'none yet' },
    { name: 'Capacity', value: capacity },
    { name: 'Sold in parts of', value: partialSizes.join(', ') || 'whole only' },
    { name: 'Overflow', value: overflow === null ? 'none' : rangeInWords(overflow) },
  ];
}

function ArchiveButton({ store, suite }: { store: Store; suite: Suite }) {
  const [isAsking, setAsking] = useState(false);
  const reread = useRereadSuites(store.key);
  const params = { storeKey: store.key, suiteId: suite.id };
  const { isArchived, name } = suite;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {isArchived ? 'Use again' : 'Archive'}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={isArchived ? `Use ${name} again?` : `Archive ${name}?`}
          confirm={isArchived ? 'Use it again' : 'Archive the suite'}
          isDanger={false}
          act={() =>
            isArchived
              ? call('POST /api/stores/{storeKey}/suites/{suiteId}/unarchive', { params })
              : call('POST /api/stores/{storeKey}/suites/{suiteId}/archive', { params })
          }
          onDone={() => {
            toastDone(isArchived ? `${name} is in use again.` : `${name} is archived.`);
            setAsking(false);
            reread();
          }}
          onClose={() => setAsking(false)}
        >
          {isArchived
            ? 'It gets its seats back, if no other suite has them now.'
            : 'It is not sold any more, and other suites may have its seats. You can use it again later.'}
        </ConfirmDialog>
      )}
    </>
  );
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => <Link to="/stores/$storeKey/suites" params={{ storeKey: store.key }} {...props} />}
    >
      All suites
    </Button>
  );
}
