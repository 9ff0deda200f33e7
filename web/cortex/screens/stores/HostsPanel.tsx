import { ActionIcon, Anchor, Group, Menu, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import classes from './HostsPanel.module.css';

type Props = { store: Store; onChanged: (store: Store) => void };
type Host = Store['hosts'][number];

/** The storefront's own addresses. */
export function HostsPanel({ store, onChanged }: Props) {
  const [removing, setRemoving] = useState<Host | null>(null);
  const mayEdit = may(store, 'store.edit') && store.state === 'active';
  const makePrimary = ({ host }: Host) => {
    call('POST /api/stores/{storeKey}/hosts/{host}/primary', { params: { storeKey: store.key, host } }).then(
      (changed) => {
        onChanged(changed);
        toastDone(`Links use ${host} now.`);
      },
      toastProblem,
    );
  };
  return (
    <Panel
      title="Host names"
      description="Addresses of the storefront. Point each at this server in your DNS; links use the primary one."
      flush
    >
      {store.hosts.length === 0 ? (
        <EmptyState isSmall icon="globe" title="No host name yet">
          Fans reach the store by its address here until you add one.
        </EmptyState>
      ) : (
        <DataTable
          caption="Host names"
          columns={columns}
          rows={store.hosts}
          rowKey={({ host }) => host}
          actions={
            mayEdit
              ? (host) => (
                  <HostMenu host={host} onPrimary={() => makePrimary(host)} onRemove={() => setRemoving(host)} />
                )
              : undefined
          }
        />
      )}
      {mayEdit && <AddHost store={store} onChanged={onChanged} />}
      {removing !== null && (
        <ConfirmDialog
          title={`Remove ${removing.host}?`}
          confirm="Remove the host name"
          act={() =>
            call('DELETE /api/stores/{storeKey}/hosts/{host}', {
              params: { storeKey: store.key, host: removing.host },
            }).then(onChanged)
          }
          onDone={() => {
            toastDone(`${removing.host} is removed.`);
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        >
          Fans who come by this address find nothing any more. You can add it again.
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function HostMenu({ host, onPrimary, onRemove }: { host: Host; onPrimary: () => void; onRemove: () => void }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`Acts for ${host.host}`}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!host.isPrimary && (
          <Menu.Item leftSection={<Icon name="check" />} onClick={onPrimary}>
            Make it the primary one
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="trash" />} color="var(--mantine-color-error)" onClick={onRemove}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function AddHost({ store, onChanged }: Props) {
  const state = useServerForm({
    initialValues: { host: '' },
    validate: { host: (value) => (value.trim() === '' ? 'Type a host name.' : null) },
    send: (body) => call('POST /api/stores/{storeKey}/hosts', { params: { storeKey: store.key }, body }),
    onDone: (changed, { host }) => {
      state.form.reset();
      onChanged(changed);
      toastDone(`${host} is added.`);
    },
    fieldOfProblem: { 'host.taken': 'host' },
  });
  return (
    <div className={classes.add}>
      <Form state={state} submit="Add the host name">
        <TextInput label="New host name" placeholder="flex.team.com" {...state.form.getInputProps('host')} />
      </Form>
    </div>
  );
}

const columns: readonly Column<Host>[] = [
  {
    key: 'host',
    header: 'Host name',
    cell: ({ host }) => (
      <Anchor href={`https://${host}`} target="_blank" rel="noreferrer">
        <Group gap={4} component="span" wrap="nowrap" display="inline-flex">
          {host} <Icon name="external" size="sm" />
          <span className="flex-visually-hidden">(opens a new tab)</span>
        </Group>
      </Anchor>
    ),
  },
  {
    key: 'primary',
    header: 'Use',
    isNarrow: true,
    cell: ({ isPrimary }) =>
      isPrimary ? <StatusBadge tone="positive">Primary</StatusBadge> : <Text c="dimmed">also leads here</Text>,
  },
];
