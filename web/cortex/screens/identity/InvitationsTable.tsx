import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { MoreButton } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { When } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { roleWords } from '../../roles.ts';
import type { Invitation, PeopleApi } from './peopleApi.ts';

type Props = {
  invitations: readonly Invitation[];
  pages: Parameters<typeof MoreButton>[0]['pages'];
  api: PeopleApi;
  mayEdit: boolean;
  onChanged: () => void;
};

export function InvitationsTable({ invitations, pages, api, mayEdit, onChanged }: Props) {
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const resend = (invitation: Invitation) => {
    api
      .resend(invitation.id)
      .then(() => toastDone(`A new link is on its way to ${invitation.email}; the earlier one ended.`), toastProblem)
      .finally(onChanged);
  };
  if (invitations.length === 0) {
    return (
      <EmptyState isSmall icon="mail" title="No open invitations">
        Who is invited and has not accepted yet stands here.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        caption="Open invitations"
        columns={columns}
        rows={invitations}
        rowKey={(invitation) => invitation.id}
        actions={
          mayEdit
            ? (invitation) => <Acts invitation={invitation} onResend={resend} onRevoke={setRevoking} />
            : undefined
        }
      />
      <MoreButton pages={pages} shown={invitations.length} />
      {revoking !== null && (
        <ConfirmDialog
          title={`Revoke the invitation of ${revoking.email}?`}
          confirm="Revoke"
          act={() => api.revoke(revoking.id)}
          onDone={() => {
            setRevoking(null);
            toastDone(`The invitation of ${revoking.email} is revoked.`);
            onChanged();
          }}
          onClose={() => setRevoking(null)}
        >
          The link in the mail stops working at once. You can invite the person again.
        </ConfirmDialog>
      )}
    </>
  );
}

type ActsProps = {
  invitation: Invitation;
  onResend: (invitation: Invitation) => void;
  onRevoke: (invitation: Invitation) => void;
};

function Acts({ invitation, onResend, onRevoke }: ActsProps) {
  if (!invitation.mayEdit) return null;
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button variant="default" size="xs" onClick={() => onResend(invitation)}>
        Send again
      </Button>
      <Button variant="default" size="xs" onClick={() => onRevoke(invitation)}>
        Revoke
      </Button>
    </Group>
  );
}

const columns: readonly Column<Invitation>[] = [
  {
    key: 'email',
    header: 'E-mail',
    cell: (invitation) => (
      <>
        {invitation.email}
        <Text size="xs" c="dimmed" fw={400}>
          {roleWords[invitation.role].name}, invited by {whoInWords(invitation.invitedBy)}
        </Text>
      </>
    ),
  },
  { key: 'state', header: 'State', isNarrow: true, cell: InvitationState },
  { key: 'expires', header: 'Ends', isNarrow: true, cell: (invitation) => <When at={invitation.expiresAt} /> },
];

function InvitationState({ state, sentAt }: Invitation) {
  switch (state) {
    case 'open':
      return sentAt === null ? (
        <StatusBadge tone="neutral">Being sent</StatusBadge>
      ) : (
        <StatusBadge tone="info" icon="mail">
          Sent
        </StatusBadge>
      );
    case 'expired':
      return (
        <StatusBadge tone="warning" icon="clock">
          Expired
        </StatusBadge>
      );
    case 'inviter_lost_right':
      return <StatusBadge tone="warning">Send it again: who invited may no longer</StatusBadge>;
  }
}
