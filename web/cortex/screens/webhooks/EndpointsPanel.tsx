import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { useAct } from '../../acts.ts';
import { CreateEndpointDialog } from './CreateEndpointDialog.tsx';
import { EndpointMenu } from './EndpointMenu.tsx';
import type { Endpoint, Endpoints } from './webhooksApi.ts';
import { endpointLook, typeWords } from './webhookWords.ts';

type Props = { store: Store; endpoints: Endpoints };

/** The addresses that are told, and what each is told. */
export function EndpointsPanel({ store, endpoints }: Props) {
  const { items, canEdit } = endpoints;
  // Kept here: the list that is read anew must not close the dialog that shows the secret this once.
  const [isAdding, setAdding] = useState(false);
  useAct('add-endpoint', () => setAdding(true), canEdit && store.state === 'active');
  const add = canEdit && store.state === 'active' ? <AddButton onClick={() => setAdding(true)} /> : null;
  return (
    <Panel
      title="Endpoints"
      description={
        <>
          In the form of Standard Webhooks; what each message holds stands in the{' '}
          <Anchor href="/api/docs#messages" underline="always">
            API reference
          </Anchor>
          .
        </>
      }
      flush
      actions={items.length > 0 && add}
    >
      {items.length === 0 ? (
        <EmptyState icon="send" title="Nobody is told yet" action={add}>
          An endpoint is an https address of a partner that is told of the messages it asks for, from then on.
        </EmptyState>
      ) : (
        <DataTable
          caption="Webhook endpoints"
          columns={columnsIn(store)}
          rows={items}
          rowKey={({ id }) => id}
          actions={
            canEdit
              ? (endpoint) => <EndpointMenu store={store} endpoint={endpoint} types={endpoints.types} />
              : undefined
          }
        />
      )}
      {isAdding && <CreateEndpointDialog store={store} types={endpoints.types} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function AddButton({ onClick }: { onClick: () => void }) {
  return (
    <Button leftSection={<Icon name="plus" />} onClick={onClick}>
      Add an endpoint
    </Button>
  );
}

function columnsIn(store: Store): Column<Endpoint>[] {
  return [
    {
      key: 'url',
      header: 'Endpoint',
      cell: ({ url, description }) => (
        <>
          <span style={{ overflowWrap: 'anywhere' }}>{description === '' ? url : description}</span>
          {description !== '' && (
            <Text size="xs" c="dimmed" fw={400} style={{ overflowWrap: 'anywhere' }}>
              {url}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'types',
      header: 'Is told of',
      cell: ({ messageTypes }) => <Text size="xs">{messageTypes.map((type) => typeWords[type]).join(' · ')}</Text>,
    },
    { key: 'state', header: 'State', cell: (endpoint) => <State store={store} endpoint={endpoint} /> },
    {
      key: 'made',
      header: 'Made',
      isNarrow: true,
      cell: ({ createdAt, createdBy }) => (
        <>
          <When at={createdAt} zone={store.timeZone} style="day" />
          <Text size="xs" c="dimmed">
            by {whoInWords(createdBy)}
          </Text>
        </>
      ),
    },
    {
      key: 'deliveries',
      header: 'Deliveries',
      isNarrow: true,
      cell: ({ id, url }) => (
        <Anchor
          aria-label={`See them: deliveries to ${url}`}
          renderRoot={(props) => (
            <Link
              to="/stores/$storeKey/webhooks"
              params={{ storeKey: store.key }}
              search={{ view: 'deliveries', endpoint: id }}
              {...props}
            />
          )}
        >
          See them
        </Anchor>
      ),
    },
  ];
}

function State({ store, endpoint }: { store: Store; endpoint: Endpoint }) {
  const { tone, label } = endpointLook(endpoint);
  const { offAt, failingSince, isOn, oldSecretUntil } = endpoint;
  const at = (instant: string) => formatInstant(instant, store.timeZone);
  return (
    <>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      {!isOn && offAt !== null && (
        <Text size="xs" c="dimmed">
          since {at(offAt)}
        </Text>
      )}
      {isOn && failingSince !== null && (
        <Text size="xs" c="dimmed">
          every try since {at(failingSince)}
        </Text>
      )}
      {oldSecretUntil !== null && (
        <Text size="xs" c="dimmed">
          the old secret signs until {at(oldSecretUntil)}
        </Text>
      )}
    </>
  );
}
