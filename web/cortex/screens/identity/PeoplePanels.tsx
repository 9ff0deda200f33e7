import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../../../../shared/contract/permissions.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { useAct } from '../../acts.ts';
import { rowsOf } from '../../lists.ts';
import { InvitationsTable } from './InvitationsTable.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import type { PeopleApi } from './peopleApi.ts';

/** Search text and sorting, kept in the address by the screen. */
export type ListState = {
  text: string | undefined;
  sort: string | undefined;
  onChange: (change: { text?: string | undefined; sort?: string | undefined }) => void;
};

type Props = {
  api: PeopleApi;
  /** The name of the store or client. */
  place: string;
  mayEdit: boolean;
  list: ListState;
};

/** The people of a place and its open invitations. */
export function PeoplePanels({ api, place, mayEdit, list }: Props) {
  const people = useInfiniteQuery(api.people);
  const invitations = useInfiniteQuery(api.invitations);
  const queries = useQueryClient();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: api.people.queryKey });
    void queries.invalidateQueries({ queryKey: api.invitations.queryKey });
  };
  const grantable = invitations.data?.pages[0]?.grantable ?? [];
  const shared = { api, place, mayEdit, onChanged: refresh };
  return (
    <Stack gap="lg">
      <Panel
        title={api.scope === 'platform' ? 'Operators' : 'People'}
        flush
        actions={<PeopleActs {...shared} list={list} grantable={grantable} />}
      >
        <QueryView query={people}>
          {(data) => <PeopleTable {...shared} people={rowsOf(data)} pages={people} list={list} />}
        </QueryView>
      </Panel>
      <Panel title="Open invitations" flush>
        <QueryView query={invitations}>
          {(data) => <InvitationsTable {...shared} invitations={rowsOf(data)} pages={invitations} />}
        </QueryView>
      </Panel>
    </Stack>
  );
}

type ActsProps = Props & { grantable: readonly Role[]; onChanged: () => void };

function PeopleActs({ api, place, mayEdit, list, grantable, onChanged }: ActsProps) {
  const [isInviting, setInviting] = useState(false);
  useAct('invite', () => setInviting(true), mayEdit && grantable.length > 0);
  return (
    <>
      <SearchField
        label="Search by name or e-mail"
        value={list.text ?? ''}
        onChange={(text) => list.onChange({ text: text || undefined })}
      />
      {mayEdit && grantable.length > 0 && (
        <Button leftSection={<Icon name="plus" />} onClick={() => setInviting(true)}>
          {api.scope === 'platform' ? 'Invite an operator' : 'Invite a person'}
        </Button>
      )}
      {isInviting && (
        <InviteDialog
          api={api}
          place={place}
          grantable={grantable}
          onDone={() => {
            setInviting(false);
            onChanged();
          }}
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}
