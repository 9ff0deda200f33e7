import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportReport } from '../../../../shared/contract/events.import.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { SyncProgress } from '../inventory/SyncProgress.tsx';
import { countsInWords } from './importWords.ts';

type Props = { store: Store; report: ImportReport; syncRunId: string | null; onClose: () => void };

/** What was imported, and how far the reading of seats and prices is. The dialog may be closed: the reading goes on. */
export function ImportDone({ store, report, syncRunId, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title="The events are imported" size="lg">
      <Stack gap="md">
        <Text fw={600}>{countsInWords(report.counts)}</Text>
        {syncRunId !== null && <SyncProgress store={store} runId={syncRunId} />}
        <Text c="dimmed">
          New events are drafts. Choose them in the list and publish them once they are right.
          {syncRunId === null
            ? ' Their seats and prices are read in their turn.'
            : ' The reading goes on when you close this.'}
        </Text>
        <Group justify="flex-end" gap="xs">
          {may(store, 'store.inventory.view') && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/stores/$storeKey/inventory" params={{ storeKey: store.key }} {...props} />
              )}
            >
              To the inventory
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
