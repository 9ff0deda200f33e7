import { ActionIcon, Anchor, Menu, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { VendorAccount } from '../../../../shared/contract/vendors.ts';
import { call } from '../../../api/client.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { When } from '../../../ui/When.tsx';
import { AccountDialog } from './AccountDialog.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { TestDialog } from './TestDialog.tsx';
import type { Adapter } from './vendorsApi.ts';

type Props = {
  clientKey: string;
  accounts: readonly VendorAccount[];
  adapters: readonly Adapter[];
  mayEdit: boolean;
  onChanged: () => void;
};
type Act = { kind: 'test' | 'edit' | 'keys' | 'remove'; account: VendorAccount };

export function AccountsTable({ accounts, mayEdit, ...props }: Props) {
  const [act, setAct] = useState<Act | null>(null);
  return (
    <>
      <DataTable
        caption="Vendor accounts"
        columns={columnsFor(props.adapters)}
        rows={accounts}
        rowKey={({ id }) => id}
        actions={
          mayEdit
            ? (account) => <AccountMenu account={account} onAct={(kind) => setAct({ kind, account })} />
            : undefined
        }
      />
      {act !== null && <ActDialog {...props} act={act} onClose={() => setAct(null)} />}
    </>
  );
}

type ActProps = Omit<Props, 'accounts' | 'mayEdit'> & { act: Act; onClose: () => void };

function ActDialog({ act: { kind, account }, clientKey, adapters, onChanged, onClose }: ActProps) {
  const onDone = () => {
    onClose();
    onChanged();
  };
  const shared = { clientKey, account, adapters, onDone, onClose };
  switch (kind) {
    case 'edit':
      return <AccountDialog {...shared} />;
    case 'keys':
      return <KeysDialog {...shared} />;
    case 'test':
      return <TestDialog clientKey={clientKey} account={account} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog {...shared} />;
  }
}

type RemoveProps = { clientKey: string; account: VendorAccount; onDone: () => void; onClose: () => void };

function RemoveDialog({ clientKey, account, onDone, onClose }: RemoveProps) {
  const { id: accountId, name, version } = account;
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      confirm="Remove the account"
      typed={name}
      act={() =>
        call('DELETE /api/clients/{clientKey}/vendor-accounts/{accountId}', {
          params: { clientKey, accountId },
          version,
        })
      }
      onDone={() => {
        toastDone(`${name} is removed.`);
        onDone();
      }}
      onClose={onClose}
    >
      Its keys are deleted and cannot be brought back. Only an account that no store is connected to can be removed.
    </ConfirmDialog>
  );
}

function AccountMenu({ account, onAct }: { account: VendorAccount; onAct: (kind: Act['kind']) => void }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`Acts for ${account.name}`}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="plug" />} onClick={() => onAct('test')}>
          Test the connection
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="settings" />} onClick={() => onAct('edit')}>
          Edit
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="key" />} onClick={() => onAct('keys')}>
          Replace the keys
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="trash" />}
          color="var(--mantine-color-error)"
          onClick={() => onAct('remove')}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function columnsFor(adapters: readonly Adapter[]): Column<VendorAccount>[] {
  const labelOf = (name: string) => adapters.find((adapter) => adapter.name === name)?.label ?? name;
  return [
    {
      key: 'name',
      header: 'Account',
      cell: ({ name, adapter }) => (
        <>
          {name}
          <Text size="xs" c="dimmed" fw={400}>
            {labelOf(adapter)}
          </Text>
        </>
      ),
    },
    { key: 'stores', header: 'Stores', cell: ({ stores }) => <Stores stores={stores} /> },
    {
      key: 'quota',
      header: 'Quota',
      isNarrow: true,
      cell: ({ perMinute, perDay }) => (
        <>
          {perMinute ?? 'no limit'} a minute
          <Text size="xs" c="dimmed">
            {perDay === null ? 'no limit' : perDay.toLocaleString('en')} a day
          </Text>
        </>
      ),
    },
    {
      key: 'classes',
      header: 'May sell',
      cell: ({ grantedClasses }) =>
        grantedClasses === null ? (
          <Text c="dimmed">not asked yet</Text>
        ) : (
          grantedClasses.classes.join(', ') || <Text c="dimmed">nothing</Text>
        ),
    },
    {
      key: 'keys',
      header: 'Keys since',
      isNarrow: true,
      cell: ({ keysChangedAt }) => <When at={keysChangedAt} style="day" />,
    },
  ];
}

function Stores({ stores }: Pick<VendorAccount, 'stores'>) {
  if (stores.length === 0) return <Text c="dimmed">none</Text>;
  return stores.map(({ key, name }, at) => (
    <span key={key}>
      {at > 0 && ', '}
      <Anchor renderRoot={(props) => <Link to="/stores/$storeKey/vendor" params={{ storeKey: key }} {...props} />}>
        {name}
      </Anchor>
    </span>
  ));
}
