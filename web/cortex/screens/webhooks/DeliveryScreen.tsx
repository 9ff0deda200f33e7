import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Age } from '../../../ui/Age.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { ReplayButton } from './ReplayButton.tsx';
import classes from './webhooks.module.css';
import { type DeliveryDetails, deliveryQuery, endpointsQuery } from './webhooksApi.ts';
import { attemptLook, deliveryLooks, readable, typeWords } from './webhookWords.ts';

/** One message to one endpoint: what is sent, and what each try came to. */
export function DeliveryScreen() {
  const store = useStore();
  return (
    <Guard permission="store.webhooks.view" here={store} title="Webhooks">
      <ReadDelivery store={store} />
    </Guard>
  );
}

function ReadDelivery({ store }: { store: Store }) {
  const { deliveryId } = useParams({ from: '/app/stores/$storeKey/webhooks/deliveries/$deliveryId' });
  const delivery = useQuery(deliveryQuery(store.key, deliveryId));
  return (
    <QueryView isScreen query={delivery} errorAction={<BackButton store={store} />}>
      {(found) => <DeliveryView store={store} delivery={found} />}
    </QueryView>
  );
}

function DeliveryView({ store, delivery }: { store: Store; delivery: DeliveryDetails }) {
  const { state, type, attempts, body } = delivery;
  const { tone, label } = deliveryLooks[state];
  return (
    <>
      <PageHeader
        title={`Message: ${typeWords[type].toLowerCase()}`}
        within={store.name}
        mark={<StatusBadge tone={tone}>{label}</StatusBadge>}
        actions={
          <>
            <BackButton store={store} />
            <ReplayButton store={store} delivery={delivery} />
          </>
        }
      />
      <Stack gap="lg">
        <Panel title="The delivery">
          <Facts store={store} delivery={delivery} />
        </Panel>
        <Panel title="Tries" description="With the first 500 characters of each answer." flush>
          {attempts.length === 0 ? (
            <EmptyState icon="clock" title="Not tried yet" isSmall>
              The first try is made within seconds.
            </EmptyState>
          ) : (
            <DataTable
              caption="Tries, newest first"
              columns={columnsIn(store)}
              rows={attempts}
              rowKey={({ number }) => String(number)}
            />
          )}
        </Panel>
        <Panel title="What is sent" description="The body of the message, which every try sends as it is.">
          <ScrollRegion label="The body of the message" isLow>
            <pre className={classes.body}>{readable(body)}</pre>
          </ScrollRegion>
        </Panel>
      </Stack>
    </>
  );
}

function Facts({ store, delivery }: { store: Store; delivery: DeliveryDetails }) {
  const endpoints = useQuery(endpointsQuery(store.key));
  const endpoint = endpoints.data?.items.find(({ id }) => id === delivery.endpointId);
  const { type, createdAt, dueAt, deliveredAt, messageId } = delivery;
  return (
    <KeyFacts
      facts={[
        { name: 'Endpoint', value: endpoint?.url ?? delivery.endpointId },
        { name: 'Type', value: <code>{type}</code> },
        { name: 'Written', value: <When at={createdAt} zone={store.timeZone} style="second" /> },
        ...(deliveredAt === null
          ? []
          : [{ name: 'Delivered', value: <When at={deliveredAt} zone={store.timeZone} style="second" /> }]),
        ...(dueAt === null ? [] : [{ name: 'Tried next', value: <Age at={dueAt} zone={store.timeZone} past="now" /> }]),
        { name: 'webhook-id', value: <code>{messageId}</code> },
      ]}
    />
  );
}

function columnsIn(store: Store): Column<DeliveryDetails['attempts'][number]>[] {
  return [
    { key: 'number', header: 'Try', isNarrow: true, cell: ({ number }) => number },
    {
      key: 'started',
      header: 'Begun',
      isNarrow: true,
      cell: ({ startedAt }) => <When at={startedAt} zone={store.timeZone} style="second" />,
    },
    {
      key: 'how',
      header: 'Answer',
      cell: (attempt) => (
        <>
          <StatusBadge tone={attemptLook(attempt).tone}>{attemptLook(attempt).label}</StatusBadge>
          {attempt.failure !== null && (
            <Text size="xs" mt={2}>
              {attempt.failure}
            </Text>
          )}
          {attempt.answer !== null && attempt.answer !== '' && (
            <Text size="xs" c="dimmed" mt={2} className={classes.answer}>
              {attempt.answer}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'took',
      header: 'Took',
      isNarrow: true,
      align: 'right',
      cell: ({ durationMs }) => (durationMs === null ? '–' : `${durationMs.toLocaleString('en')} ms`),
    },
  ];
}

function BackButton({ store }: { store: Store }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="chevronLeft" />}
      renderRoot={(props) => (
        <Link
          to="/stores/$storeKey/webhooks"
          params={{ storeKey: store.key }}
          search={{ view: 'deliveries' }}
          {...props}
        />
      )}
    >
      All deliveries
    </Button>
  );
}
