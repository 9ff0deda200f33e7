import { Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { MoreButton } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { When } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { permissionInWords } from '../../roles.ts';
import type { ApiKey } from './keysApi.ts';

type Props = {
  store: Store;
  keys: readonly ApiKey[];
  pages: Parameters<typeof MoreButton>[0]['pages'];
  mayEdit: boolean;
  sort: string | undefined;
  onSort: (sort: string) => void;
  /** The button that makes one, for the empty look. */
  create: ReactNode;
  onChanged: () => void;
};

export function KeysTable({ store, keys, pages, mayEdit, sort, onSort, create, onChanged }: Props) {
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  if (keys.length === 0) {
    return (
      <EmptyState icon="key" title="No API keys" action={create}>
        Reports, scripts and partners sign in with a key. Each has its own, so that one can be revoked alone.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        caption="API keys"
        columns={columnsIn(store.timeZone)}
        rows={keys}
        rowKey={(key) => key.id}
        sort={sort}
        onSort={onSort}
        actions={mayEdit ? (key) => <RevokeButton apiKey={key} onClick={() => setRevoking(key)} /> : undefined}
      />
      <MoreButton pages={pages} shown={keys.length} />
      {revoking !== null && (
        <ConfirmDialog
          title={`Revoke ${revoking.name}?`}
          confirm="Revoke the key"
          typed={revoking.name}
          act={() =>
            call('DELETE /api/stores/{storeKey}/keys/{keyId}', { params: { storeKey: store.key, keyId: revoking.id } })
          }
          onDone={() => {
            setRevoking(null);
            toastDone(`${revoking.name} is revoked.`);
            onChanged();
          }}
          onClose={() => setRevoking(null)}
        >
          Programs that use it are refused from now on. It cannot be brought back; make a new one instead.
        </ConfirmDialog>
      )}
    </>
  );
}

function RevokeButton({ apiKey, onClick }: { apiKey: ApiKey; onClick: () => void }) {
  return (
    <Button variant="default" size="xs" aria-label={`Revoke ${apiKey.name}`} onClick={onClick}>
      Revoke
    </Button>
  );
}

function columnsIn(zone: string): Column<ApiKey>[] {
  return [
    {
      key: 'name',
      header: 'Key',
      sortBy: (key) => key.name,
      cell: (key) => (
        <>
          {key.name}
          <Text size="xs" c="dimmed" fw={400}>
            <code>flex_{key.prefix}…</code> made by {whoInWords(key.createdBy)}
          </Text>
        </>
      ),
    },
    {
      key: 'permissions',
      header: 'May',
      cell: (key) => (
        <Text size="xs">{key.permissions.map((permission) => permissionInWords(permission)).join(' · ')}</Text>
      ),
    },
    {
      key: 'used',
      header: 'Last used',
      isNarrow: true,
      sortBy: (key) => key.lastUsedAt ?? '',
      cell: (key) =>
        key.lastUsedAt === null ? <Text c="dimmed">never</Text> : <When at={key.lastUsedAt} zone={zone} />,
    },
    {
      key: 'expires',
      header: 'Ends',
      isNarrow: true,
      sortBy: (key) => key.expiresAt ?? '9999',
      cell: (key) => <Expiry apiKey={key} zone={zone} />,
    },
  ];
}

function Expiry({ apiKey, zone }: { apiKey: ApiKey; zone: string }) {
  if (apiKey.expiresAt === null) return <Text c="dimmed">when revoked</Text>;
  if (apiKey.isExpired) {
    return (
      <StatusBadge tone="warning" icon="clock">
        Expired
      </StatusBadge>
    );
  }
  return <When at={apiKey.expiresAt} zone={zone} style="day" />;
}
