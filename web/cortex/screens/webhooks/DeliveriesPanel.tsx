import { Anchor, Button, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Age } from '../../../ui/Age.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterBar, FilterChoice, FilterDays } from '../../../ui/FilterBar.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { isNarrowed } from '../../search.ts';
import { deliveryStates, type WebhooksSearch } from '../../searchOfSales.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { ReplayButton } from './ReplayButton.tsx';
import { ReplayFailedDialog } from './ReplayDialogs.tsx';
import { type Delivery, deliveriesQuery, type Endpoints } from './webhooksApi.ts';
import { deliveryLooks, deliveryStateWords, lastInWords, typeWords } from './webhookWords.ts';

type Props = { store: Store; endpoints: Endpoints };

/** What became of every message, to every endpoint. */
export function DeliveriesPanel({ store, endpoints }: Props) {
  const search = useSearch({ from: '/app/stores/$storeKey/webhooks' });
  const types = endpoints.types.map(({ type }) => type);
  const page = useQuery({
    ...deliveriesQuery(store.key, search, types, store.timeZone),
    placeholderData: keepPreviousData,
  });
  const isNarrowed = isFiltered(search);
  return (
    <Panel
      title="Deliveries"
      description="Of the last 30 days, newest first."
      flush
      actions={<ReplayMany store={store} endpoints={endpoints} endpointId={search.endpoint} />}
    >
      <Filters store={store} endpoints={endpoints} search={search} />
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={isNarrowed ? 'search' : 'send'}
              title={isNarrowed ? 'No delivery matches' : 'Nothing was sent yet'}
            >
              {isNarrowed
                ? 'Take away a filter or choose other days.'
                : 'Every message to every endpoint stands here with each try and its answer.'}
            </EmptyState>
          ) : (
            <DataTable
              caption="Deliveries, newest first"
              columns={columnsIn(store, endpoints)}
              rows={items}
              rowKey={({ id }) => id}
              actions={
                endpoints.canEdit ? (delivery) => <ReplayButton store={store} delivery={delivery} isSmall /> : undefined
              }
            />
          )
        }
      </QueryView>
      <CursorPager label="Pages of deliveries" next={page.data?.next ?? null} cursor={search.cursor} />
    </Panel>
  );
}

/** Of one endpoint, which the filter names, or the only one there is. */
function ReplayMany({ store, endpoints, endpointId }: Props & { endpointId: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const only = endpoints.items.length === 1 ? endpoints.items[0] : undefined;
  const endpoint = endpoints.items.find(({ id }) => id === endpointId) ?? only;
  if (!endpoints.canEdit || endpoint === undefined || !endpoint.isOn) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Send again what failed
      </Button>
      {isOpen && <ReplayFailedDialog store={store} endpoint={endpoint} onClose={() => setOpen(false)} />}
    </>
  );
}

const nothing = { endpoint: undefined, type: undefined, state: undefined, from: undefined, until: undefined };

function isFiltered(search: WebhooksSearch): boolean {
  return isNarrowed(search, nothing);
}

function Filters({ store, endpoints, search }: Props & { search: WebhooksSearch }) {
  const navigate = useNavigate({ from: '/stores/$storeKey/webhooks' });
  const set = (change: WebhooksSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  return (
    <FilterBar label="Filter the deliveries" isFiltered={isFiltered(search)} onClear={() => set(nothing)}>
      <FilterChoice
        label="Endpoint"
        placeholder="To any endpoint"
        options={endpoints.items.map(({ id, url, description }) => ({ value: id, label: description || url }))}
        value={search.endpoint}
        onChange={(endpoint) => set({ endpoint })}
      />
      <FilterChoice
        label="Type"
        placeholder="Of any type"
        options={endpoints.types.map(({ type }) => ({ value: type, label: typeWords[type] }))}
        value={endpoints.types.find(({ type }) => type === search.type)?.type}
        onChange={(type) => set({ type })}
      />
      <FilterChoice
        label="State"
        placeholder="Any state"
        options={deliveryStates.map((value) => ({ value, label: deliveryStateWords[value] }))}
        value={search.state}
        onChange={(state) => set({ state })}
      />
      <FilterDays zone={store.timeZone} from={search.from} until={search.until} onChange={set} />
    </FilterBar>
  );
}

function columnsIn(store: Store, endpoints: Endpoints): Column<Delivery>[] {
  const names = new Map(endpoints.items.map(({ id, url, description }) => [id, description || url]));
  return [
    {
      key: 'at',
      header: 'Message',
      isNarrow: true,
      cell: ({ id, type, createdAt }) => (
        <>
          <Anchor
            fw={600}
            renderRoot={(props) => (
              <Link
                to="/stores/$storeKey/webhooks/deliveries/$deliveryId"
                params={{ storeKey: store.key, deliveryId: id }}
                {...props}
              />
            )}
          >
            {typeWords[type]}
          </Anchor>
          <Text size="xs" c="dimmed">
            <When at={createdAt} zone={store.timeZone} style="second" />
          </Text>
        </>
      ),
    },
    {
      key: 'endpoint',
      header: 'Endpoint',
      cell: ({ endpointId }) => (
        <span style={{ overflowWrap: 'anywhere' }}>{names.get(endpointId) ?? 'an endpoint that was removed'}</span>
      ),
    },
    { key: 'state', header: 'State', cell: (delivery) => <State store={store} delivery={delivery} /> },
    { key: 'tries', header: 'Tries', isNarrow: true, align: 'right', cell: ({ attemptCount }) => attemptCount },
  ];
}

function State({ store, delivery }: { store: Store; delivery: Delivery }) {
  const { state, dueAt } = delivery;
  const last = lastInWords(delivery);
  return (
    <>
      <StatusBadge tone={deliveryLooks[state].tone}>{deliveryLooks[state].label}</StatusBadge>
      {last !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          {last}
        </Text>
      )}
      {dueAt !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          tried next <Age at={dueAt} zone={store.timeZone} past="now" />
        </Text>
      )}
    </>
  );
}
