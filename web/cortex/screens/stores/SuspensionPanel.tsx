import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { ConfirmDialog, FormDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { formatInstant } from '../../../ui/When.tsx';

type Props = { store: Store; onChanged: (store: Store) => void };

/** Closes the store for a while, and opens it again. */
export function SuspensionPanel({ store, onChanged }: Props) {
  const [isAsking, setAsking] = useState(false);
  const params = { storeKey: store.key };
  if (store.state === 'removing') return null;
  if (store.suspension !== null) {
    return (
      <Panel title="Suspended" description={`Since ${formatInstant(store.suspension.since, store.timeZone)}.`}>
        <Stack gap="sm" align="flex-start">
          <Text>Reason: {store.suspension.reason}</Text>
          <Button leftSection={<Icon name="play" />} onClick={() => setAsking(true)}>
            Resume the store
          </Button>
        </Stack>
        {isAsking && (
          <ConfirmDialog
            title={`Resume ${store.name}?`}
            confirm="Resume"
            isDanger={false}
            act={() => call('POST /api/stores/{storeKey}/resume', { params }).then(onChanged)}
            onDone={() => {
              setAsking(false);
              toastDone(`${store.name} is open again.`);
            }}
            onClose={() => setAsking(false)}
          >
            Fans can come in at once and staff can change it again.
          </ConfirmDialog>
        )}
      </Panel>
    );
  }
  return (
    <Panel
      title="Suspend"
      description="Closes the store to fans and to changes at once. Nothing is lost; resuming opens it again."
    >
      <Button variant="default" leftSection={<Icon name="pause" />} onClick={() => setAsking(true)}>
        Suspend the store
      </Button>
      {isAsking && (
        <ReasonDialog
          title={`Suspend ${store.name}?`}
          submit="Suspend"
          send={(reason) => call('POST /api/stores/{storeKey}/suspend', { params, body: { reason } })}
          onDone={(changed) => {
            setAsking(false);
            onChanged(changed);
            toastDone(`${store.name} is suspended.`);
          }}
          onClose={() => setAsking(false)}
        >
          Fans see that the store is closed. Orders stay as they are.
        </ReasonDialog>
      )}
    </Panel>
  );
}

type ReasonProps = {
  title: string;
  submit: string;
  children: string;
  send: (reason: string) => Promise<Store>;
  onDone: (store: Store) => void;
  onClose: () => void;
};

/** Asks why, because the reason is shown to whoever meets the closed store. */
export function ReasonDialog({ title, submit, children, send, onDone, onClose }: ReasonProps) {
  const state = useServerForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? 'Say why, in a few words.' : null) },
    send: ({ reason }) => send(reason),
    onDone,
  });
  return (
    <FormDialog title={title} onClose={onClose} state={state} submit={submit} isDanger>
      <Text>{children}</Text>
      <Textarea
        label="Why"
        description="Staff read it, and it stays in the audit."
        data-autofocus
        {...state.form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
