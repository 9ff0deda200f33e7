import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyncRun } from '../../../../shared/contract/inventory.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { toastProblem } from '../../../ui/toasts.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import { runQuery } from './inventoryApi.ts';
import { progressInWords, runLooks } from './inventoryWords.ts';

type Props = { store: Store; runId: string };

/** How far a run is, live; it can be ended by whoever may begin one. */
export function SyncProgress({ store, runId }: Props) {
  const run = useQuery(runQuery(store.key, runId));
  return <QueryView query={run}>{(found) => <Progressing store={store} run={found} />}</QueryView>;
}

function Progressing({ store, run }: { store: Store; run: SyncRun }) {
  const { state, doneCount, eventCount } = run;
  const share = eventCount === 0 ? 100 : (100 * doneCount) / eventCount;
  const isWaiting = state === 'running' && run.waitingUntil !== null;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <StatusBadge tone={runLooks[state].tone}>{runLooks[state].label}</StatusBadge>
          <Text role="status">{progressInWords(run)}</Text>
        </Group>
        {state === 'running' && may(store, 'store.inventory.sync') && <CancelButton store={store} run={run} />}
      </Group>
      <Progress.Root size="lg">
        <Progress.Section
          value={share}
          animated={state === 'running'}
          color={run.failedCount > 0 ? 'amber' : state === 'done' ? 'green' : 'petrol'}
          aria-label="Events read"
        />
      </Progress.Root>
      {isWaiting && run.waitingUntil !== null && (
        <Text c="dimmed">
          The vendor takes no more requests before {formatInstant(run.waitingUntil, store.timeZone, 'second')}; the run
          goes on by itself.
        </Text>
      )}
    </Stack>
  );
}

function CancelButton({ store, run }: { store: Store; run: SyncRun }) {
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const params = { storeKey: store.key, runId: run.id };
  const cancel = async () => {
    setSending(true);
    try {
      const ended = await call('POST /api/stores/{storeKey}/inventory/runs/{runId}/cancel', { params });
      queries.setQueryData(runQuery(store.key, run.id).queryKey, ended);
    } catch (error) {
      toastProblem(error);
    }
    setSending(false);
  };
  return (
    <Button size="xs" variant="default" loading={isSending} onClick={() => void cancel()}>
      Cancel
    </Button>
  );
}
