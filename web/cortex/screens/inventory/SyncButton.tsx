import { Button, Checkbox, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyncRun } from '../../../../shared/contract/inventory.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { useAct } from '../../acts.ts';
import { runQuery } from './inventoryApi.ts';

type Props = {
  store: Store /** Null: all that are copied. */;
  eventCode: string | null;
  onStarted: (run: SyncRun) => void;
};

/** Has one event or all read from the vendor now. */
export function SyncButton({ store, eventCode, onStarted }: Props) {
  const [isAsking, setAsking] = useState(false);
  useAct('sync', () => setAsking(true), eventCode === null);
  if (!may(store, 'store.inventory.sync') || store.state !== 'active') return null;
  return (
    <>
      <Button leftSection={<Icon name="refresh" />} onClick={() => setAsking(true)}>
        Sync now
      </Button>
      {isAsking && (
        <SyncDialog
          store={store}
          eventCode={eventCode}
          onStarted={(run) => {
            setAsking(false);
            onStarted(run);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function SyncDialog({ store, eventCode, onStarted, onClose }: Props & { onClose: () => void }) {
  const queries = useQueryClient();
  const params = { storeKey: store.key };
  const state = useServerForm<{ isFull: boolean }, SyncRun>({
    initialValues: { isFull: false },
    send: ({ isFull }) =>
      call('POST /api/stores/{storeKey}/inventory/runs', {
        params,
        body: { isFull, ...(eventCode !== null && { eventCodes: [eventCode] }) },
      }),
    onDone: (run) => {
      queries.setQueryData(runQuery(store.key, run.id).queryKey, run);
      void queries.invalidateQueries({ queryKey: ['GET /api/stores/{storeKey}/inventory', { params }] });
      void queries.invalidateQueries({ queryKey: ['GET /api/stores/{storeKey}/inventory/runs', { params }] });
      onStarted(run);
    },
  });
  return (
    <FormDialog
      title={eventCode === null ? 'Read all events now?' : `Read ${eventCode} now?`}
      onClose={onClose}
      state={state}
      submit="Sync now"
    >
      <Text>
        Seats and prices are read before their turn, within the vendor’s quota. You can cancel it at any time.
      </Text>
      <Checkbox
        label="Read every seat"
        description="Also where the vendor’s counts are as they were: slower, and finds what equal counts hide."
        {...state.form.getInputProps('isFull', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}
