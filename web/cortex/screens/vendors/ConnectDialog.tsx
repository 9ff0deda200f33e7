import { Anchor, Modal, Select, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { VendorStatus } from '../../../../shared/contract/vendors.ts';
import { call } from '../../../api/client.ts';
import { ConfirmDialog, FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { statusQuery } from './vendorsApi.ts';

type Props = { store: Store; status: VendorStatus; onClose: () => void };

/** Chooses one of the client's vendor accounts. */
export function ConnectDialog({ store, status, onClose }: Props) {
  const others = status.choices.filter(({ id }) => id !== status.connection?.account.id);
  return others.length === 0 ? (
    <NoAccount store={store} onClose={onClose} />
  ) : (
    <Choose store={store} status={{ ...status, choices: others }} onClose={onClose} />
  );
}

function Choose({ store, status, onClose }: Props) {
  const queries = useQueryClient();
  const state = useServerForm<{ accountId: string }, VendorStatus>({
    initialValues: { accountId: status.choices[0]?.id ?? '' },
    send: ({ accountId }) =>
      call('PUT /api/stores/{storeKey}/vendor', {
        params: { storeKey: store.key },
        body: { accountId },
        version: status.version,
      }),
    onDone: (connected) => {
      queries.setQueryData(statusQuery(store.key).queryKey, connected);
      toastDone(`${store.name} is connected.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={status.connection === null ? 'Connect the vendor' : 'Use another vendor account'}
      onClose={onClose}
      state={state}
      submit="Connect"
    >
      <Select
        label="Vendor account"
        description={`Those of ${store.client.name}.`}
        data={status.choices.map(({ id, name }) => ({ value: id, label: name }))}
        {...state.form.getInputProps('accountId')}
      />
      {status.connection !== null && (
        <Text>Holds and checkouts that go on now end with the account they began with.</Text>
      )}
    </FormDialog>
  );
}

function NoAccount({ store, onClose }: Pick<Props, 'store' | 'onClose'>) {
  return (
    <Modal opened onClose={onClose} title="There is no other vendor account">
      <Text>
        An account at the vendor is added once for the client, with its keys, and its stores connect to it. See the{' '}
        <Anchor
          underline="always"
          renderRoot={(props) => (
            <Link to="/clients/$clientKey/vendor-accounts" params={{ clientKey: store.client.key }} {...props} />
          )}
        >
          vendor accounts of {store.client.name}
        </Anchor>
        , or ask an admin of the client.
      </Text>
    </Modal>
  );
}

type DisconnectProps = { store: Store; version: number; accountName: string; onClose: () => void };

export function DisconnectDialog({ store, version, accountName, onClose }: DisconnectProps) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={`Disconnect ${store.name} from ${accountName}?`}
      confirm="Disconnect"
      typed={store.key}
      act={() =>
        call('DELETE /api/stores/{storeKey}/vendor', { params: { storeKey: store.key }, version }).then((status) =>
          queries.setQueryData(statusQuery(store.key).queryKey, status),
        )
      }
      onDone={() => {
        toastDone(`${store.name} is disconnected.`);
        onClose();
      }}
      onClose={onClose}
    >
      Nothing can be held or bought, and nothing is read, until you connect it again. What was imported stays.
    </ConfirmDialog>
  );
}
