import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { roleWords } from '../../roles.ts';
import { isTenantRole, type Person, type TenantRole } from './peopleApi.ts';
import { RoleChoice } from './RoleChoice.tsx';

type Props = {
  person: Person;
  change: (staffId: string, role: TenantRole) => Promise<Person>;
  onDone: () => void;
  onClose: () => void;
};

export function ChangeRoleDialog({ person, change, onDone, onClose }: Props) {
  const choices = person.mayBecome.filter(isTenantRole);
  const state = useServerForm({
    // The one with the fewest permissions: a hasty click gives nobody more than they had.
    initialValues: { role: choices.at(-1) ?? 'viewer' },
    send: ({ role }) => change(person.id, role),
    onDone: (changed) => {
      toastDone(`${changed.name} is ${roleWords[changed.role].name.toLowerCase()} now.`);
      onDone();
    },
  });
  return (
    <FormDialog title={`Role of ${person.name}`} onClose={onClose} state={state} submit="Change the role">
      <RoleChoice
        label={`${roleWords[person.role].name} today. New role:`}
        roles={choices}
        {...state.form.getInputProps('role')}
      />
    </FormDialog>
  );
}
