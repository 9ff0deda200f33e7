import { TextInput } from '@mantine/core';
import type { Role } from '../../../../shared/contract/permissions.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { type Invitation, isTenantRole, type PeopleApi, type TenantRole } from './peopleApi.ts';
import { RoleChoice } from './RoleChoice.tsx';

type Props = {
  api: PeopleApi;
  place: string;
  grantable: readonly Role[];
  onDone: () => void;
  onClose: () => void;
};
type Values = { email: string; role: TenantRole };

export function InviteDialog({ api, place, grantable, onDone, onClose }: Props) {
  const choices = grantable.filter(isTenantRole);
  const state = useServerForm<Values, Invitation>({
    initialValues: { email: '', role: choices.at(-1) ?? 'viewer' },
    validate: { email: (value) => (value.trim() === '' ? 'Type the e-mail address.' : null) },
    send: ({ email, role }) => (api.scope === 'platform' ? api.invite(email) : api.invite(email, role)),
    onDone: (invitation) => {
      toastDone(`An invitation is on its way to ${invitation.email}.`);
      onDone();
    },
    fieldOfProblem: { 'invitation.already_member': 'email' },
  });
  return (
    <FormDialog
      title={api.scope === 'platform' ? 'Invite an operator' : `Invite a person to ${place}`}
      onClose={onClose}
      state={state}
      submit="Send the invitation"
    >
      <TextInput
        label="E-mail"
        type="email"
        description="They get a link that works for seven days."
        data-autofocus
        {...state.form.getInputProps('email')}
      />
      {api.scope !== 'platform' && <RoleChoice label="Role" roles={choices} {...state.form.getInputProps('role')} />}
    </FormDialog>
  );
}
