import { Text } from '@mantine/core';
import type { Me } from '../../../../shared/contract/identity.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { roleWords } from '../../roles.ts';

type HeldRole = Me['roles'][number];

/** What one may do, and where. */
export function RolesPanel({ me }: { me: Me }) {
  return (
    <Panel title="Roles" description="What you may do, and where. Owners and admins change it." flush>
      {me.roles.length === 0 ? (
        <EmptyState icon="people" title="You have no role">
          Ask an owner to invite you to a store.
        </EmptyState>
      ) : (
        <DataTable
          caption="Your roles"
          columns={columns}
          rows={me.roles}
          rowKey={(held) => `${held.scope} ${held.scopeId} ${held.role}`}
        />
      )}
    </Panel>
  );
}

const columns: readonly Column<HeldRole>[] = [
  {
    key: 'place',
    header: 'Where',
    cell: (held) => (
      <>
        {held.name ?? 'The deployment'}
        <Text size="xs" c="dimmed" fw={400}>
          {held.scope}
        </Text>
      </>
    ),
  },
  { key: 'role', header: 'Role', isNarrow: true, cell: (held) => roleWords[held.role].name },
  { key: 'does', header: 'What for', cell: (held) => <Text c="dimmed">{roleWords[held.role].does}</Text> },
];
