import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { addressOf, call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { may } from '../../../ui/Can.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import { storeQuery } from '../../stores.ts';
import { ReasonDialog } from './SuspensionPanel.tsx';

type Props = { store: Store; onChanged: (store: Store) => void };

/** The export, and the end of a store in two steps: ask for it, export, then confirm. */
export function RemovalPanel({ store, onChanged }: Props) {
  if (store.removal !== null && may(store, 'store.remove')) return <Removing store={store} onChanged={onChanged} />;
  return (
    <Panel title="Export and removal" description="The export has everything the store has, as lines of JSON.">
      <Group gap="xs">
        {may(store, 'store.export') && <ExportButton store={store} />}
        {may(store, 'store.remove') && <RequestButton store={store} onChanged={onChanged} />}
      </Group>
    </Panel>
  );
}

function ExportButton({ store }: { store: Store }) {
  const queries = useQueryClient();
  return (
    <Button
      component="a"
      href={addressOf('GET /api/stores/{storeKey}/export', { params: { storeKey: store.key } })}
      download={`${store.key}.ndjson`}
      variant="default"
      leftSection={<Icon name="download" />}
      onClick={() => void queries.invalidateQueries({ queryKey: storeQuery(store.key).queryKey })}
    >
      Download the export
    </Button>
  );
}

function RequestButton({ store, onChanged }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="outline" color="red" leftSection={<Icon name="trash" />} onClick={() => setAsking(true)}>
        Remove the store
      </Button>
      {isAsking && (
        <ReasonDialog
          title={`Begin to remove ${store.name}?`}
          submit="Begin the removal"
          send={(reason) =>
            call('POST /api/stores/{storeKey}/removal', { params: { storeKey: store.key }, body: { reason } })
          }
          onDone={(changed) => {
            setAsking(false);
            onChanged(changed);
          }}
          onClose={() => setAsking(false)}
        >
          This is the first of two steps: it closes the store. Nothing is deleted before you have exported and
          confirmed.
        </ReasonDialog>
      )}
    </>
  );
}

function Removing({ store, onChanged }: Props) {
  const exportedAt = store.removal?.exportedAt ?? null;
  const queries = useQueryClient();
  const readAgain = () => void queries.invalidateQueries({ queryKey: storeQuery(store.key).queryKey });
  const cancel = () => {
    call('DELETE /api/stores/{storeKey}/removal', { params: { storeKey: store.key } }).then((changed) => {
      onChanged(changed);
      toastDone(`${store.name} stays.`);
    }, toastProblem);
  };
  return (
    <Panel title="Removal" tone="danger" description="Two steps are left. Until the last one the store can be kept.">
      <Stack gap="md">
        <List type="ordered" spacing="sm">
          <List.Item>
            <Group gap="sm">
              Download the export and see that it is whole.
              {exportedAt === null ? (
                <StatusBadge tone="neutral">Not exported yet</StatusBadge>
              ) : (
                <StatusBadge tone="positive">Exported {formatInstant(exportedAt, store.timeZone)}</StatusBadge>
              )}
            </Group>
          </List.Item>
          <List.Item>Confirm. Everything the store has is deleted for good.</List.Item>
        </List>
        <Group gap="xs">
          <ExportButton store={store} />
          {exportedAt === null && (
            <Button variant="default" leftSection={<Icon name="refresh" />} onClick={readAgain}>
              Look again
            </Button>
          )}
          <ConfirmButton store={store} isReady={exportedAt !== null} />
          <Button variant="default" leftSection={<Icon name="restore" />} onClick={cancel}>
            Keep the store
          </Button>
        </Group>
        {exportedAt === null && <Text c="dimmed">The last step opens once the export was downloaded.</Text>}
      </Stack>
    </Panel>
  );
}

function ConfirmButton({ store, isReady }: { store: Store; isReady: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <>
      <Button color="red" leftSection={<Icon name="trash" />} disabled={!isReady} onClick={() => setAsking(true)}>
        Delete the store
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${store.name} for good?`}
          confirm="Delete it for good"
          typed={store.key}
          act={() =>
            call('POST /api/stores/{storeKey}/removal/confirm', {
              params: { storeKey: store.key },
              body: { key: store.key },
            })
          }
          onDone={() => {
            toastDone(`${store.name} is deleted.`);
            void navigate({ to: '/' }).then(() => {
              queries.removeQueries({ queryKey: storeQuery(store.key).queryKey });
              void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores') });
            });
          }}
          onClose={() => setAsking(false)}
        >
          Programs, events, orders, fans, settings and the audit of this store are deleted. Only your export is left.
          This cannot be undone.
        </ConfirmDialog>
      )}
    </>
  );
}
