import { Text } from '@mantine/core';
import { useState } from 'react';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { MoreButton } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { When } from '../../../ui/When.tsx';
import { roleWords } from '../../roles.ts';
import { ChangeRoleDialog } from './ChangeRoleDialog.tsx';
import type { ListState } from './PeoplePanels.tsx';
import { type PersonAct, PersonMenu } from './PersonMenu.tsx';
import type { PeopleApi, Person } from './peopleApi.ts';

type Props = {
  people: readonly Person[];
  pages: Parameters<typeof MoreButton>[0]['pages'];
  api: PeopleApi;
  place: string;
  mayEdit: boolean;
  list: ListState;
  onChanged: () => void;
};
type Act = { kind: PersonAct; person: Person };

export function PeopleTable({ people, pages, api, place, mayEdit, list, onChanged }: Props) {
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const done = () => {
    close();
    onChanged();
  };
  const shown = people.filter((person) => matches(person, list.text ?? ''));
  if (shown.length === 0) {
    return (
      <EmptyState icon="people" title="Nobody is called that">
        Try a part of the name or of the address.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        caption={`People of ${place}`}
        columns={columnsFor(api.scope)}
        rows={shown}
        rowKey={(person) => `${person.id} ${person.from}`}
        sort={list.sort}
        onSort={(sort) => list.onChange({ sort: sort || undefined })}
        actions={
          mayEdit
            ? (person) => <PersonMenu api={api} person={person} onAct={(kind) => setAct({ kind, person })} />
            : undefined
        }
      />
      <MoreButton pages={pages} shown={people.length} />
      {act?.kind === 'role' && api.changeRole !== null && (
        <ChangeRoleDialog person={act.person} change={api.changeRole} onDone={done} onClose={close} />
      )}
      {act !== null && act.kind !== 'role' && act.kind !== 'remove' && api.setActive !== null && (
        <AccountDialog person={act.person} setActive={api.setActive} onDone={done} onClose={close} />
      )}
      {act?.kind === 'remove' && (
        <ConfirmDialog
          title={`Remove ${act.person.name} from ${place}?`}
          confirm="Remove"
          act={() => api.remove(act.person.id)}
          onDone={() => {
            toastDone(`${act.person.name} has no role here any more.`);
            done();
          }}
          onClose={close}
        >
          The role ends at once. The account stays, and an invitation brings the person back.
        </ConfirmDialog>
      )}
    </>
  );
}

type AccountProps = {
  person: Person;
  setActive: (staffId: string, isActive: boolean) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
};

/** Closes an account, or opens a closed one again. */
function AccountDialog({ person, setActive, onDone, onClose }: AccountProps) {
  const { id, name, isActive } = person;
  return (
    <ConfirmDialog
      title={`${isActive ? 'Close' : 'Reopen'} the account of ${name}?`}
      confirm={isActive ? 'Close the account' : 'Reopen the account'}
      isDanger={isActive}
      act={() => setActive(id, !isActive)}
      onDone={() => {
        toastDone(`The account of ${name} is ${isActive ? 'closed' : 'open again'}.`);
        onDone();
      }}
      onClose={onClose}
    >
      {isActive
        ? 'All sessions end at once and nobody can sign in with it. The roles stay, and you can reopen it.'
        : 'The person can sign in again, with the roles they had.'}
    </ConfirmDialog>
  );
}

function matches({ name, email }: Person, text: string): boolean {
  const words = `${name} ${email}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.includes(part));
}

const fromWords = { platform: 'Deployment', client: 'Client', store: 'Store' } as const;

function columnsFor(scope: PeopleApi['scope']): Column<Person>[] {
  const from: Column<Person> = {
    key: 'from',
    header: 'Granted on',
    isNarrow: true,
    sortBy: (person) => person.from,
    cell: (person) => fromWords[person.from],
  };
  return [
    {
      key: 'name',
      header: 'Person',
      sortBy: (person) => person.name,
      cell: (person) => (
        <>
          {person.name}
          {person.isYou && (
            <Text span c="dimmed" fw={400}>
              {' '}
              (you)
            </Text>
          )}
          <Text size="xs" c="dimmed" fw={400}>
            {person.email}
          </Text>
        </>
      ),
    },
    { key: 'role', header: 'Role', sortBy: (person) => roleWords[person.role].name, cell: RoleCell },
    ...(scope === 'store' ? [from] : []),
    {
      key: 'seen',
      header: 'Last seen',
      isNarrow: true,
      sortBy: (person) => person.lastSeenAt ?? '',
      cell: (person) => (person.lastSeenAt === null ? <Text c="dimmed">never</Text> : <When at={person.lastSeenAt} />),
    },
  ];
}

function RoleCell(person: Person) {
  if (!person.isActive) {
    return (
      <StatusBadge tone="neutral" icon="lock">
        {roleWords[person.role].name}, account closed
      </StatusBadge>
    );
  }
  return roleWords[person.role].name;
}
