import { Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { StaffSession } from '../../../../shared/contract/identity.ts';
import { call } from '../../../api/client.ts';
import { apiQuery } from '../../../api/queries.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { When } from '../../../ui/When.tsx';
import { methodWords } from '../../roles.ts';

const sessionsQuery = apiQuery('GET /api/me/sessions');

/** Where one is signed in, and the buttons that end it. */
export function SessionsPanel() {
  const [isEndingAll, setEndingAll] = useState(false);
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const refresh = () => void queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = (session: StaffSession) => {
    call('DELETE /api/me/sessions/{sessionId}', { params: { sessionId: session.id } })
      .then(() => toastDone(`The session in ${session.device} ended.`), toastProblem)
      .finally(refresh);
  };
  const hasOthers = (sessions.data?.items.length ?? 0) > 1;
  return (
    <Panel
      title="Sessions"
      description="The browsers in which you are signed in. End one that you do not know, and change your password."
      flush
      actions={
        hasOthers && (
          <Button variant="default" onClick={() => setEndingAll(true)}>
            End all others
          </Button>
        )
      }
    >
      <QueryView query={sessions}>
        {({ items }) => (
          <DataTable
            caption="Your sessions"
            columns={columns}
            rows={items}
            rowKey={(session) => session.id}
            actions={(session) =>
              !session.isCurrent && (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`End the session in ${session.device}`}
                  onClick={() => end(session)}
                >
                  End
                </Button>
              )
            }
          />
        )}
      </QueryView>
      {isEndingAll && (
        <ConfirmDialog
          title="End all other sessions?"
          confirm="End them"
          act={() => call('POST /api/me/sessions/revoke-others')}
          onDone={() => {
            setEndingAll(false);
            toastDone('Your other sessions ended.');
            refresh();
          }}
          onClose={() => setEndingAll(false)}
        >
          You stay signed in here; everywhere else you sign in again.
        </ConfirmDialog>
      )}
    </Panel>
  );
}

const columns: readonly Column<StaffSession>[] = [
  {
    key: 'device',
    header: 'Browser',
    cell: (session) => (
      <>
        {session.device}
        <Text size="xs" c="dimmed" fw={400}>
          signed in {methodWords[session.method]} from {session.address}
        </Text>
      </>
    ),
  },
  {
    key: 'current',
    header: 'State',
    isNarrow: true,
    cell: (session) =>
      session.isCurrent ? (
        <StatusBadge tone="positive">This browser</StatusBadge>
      ) : (
        <StatusBadge tone="neutral" icon="monitor">
          Elsewhere
        </StatusBadge>
      ),
  },
  { key: 'seen', header: 'Last used', isNarrow: true, cell: (session) => <When at={session.seenAt} /> },
  { key: 'created', header: 'Signed in', isNarrow: true, cell: (session) => <When at={session.createdAt} /> },
];
