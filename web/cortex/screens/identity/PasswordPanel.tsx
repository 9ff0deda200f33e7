import { PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '../../../../shared/contract/identity.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { Form } from '../../../ui/Form.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import classes from './account.module.css';
import { NewPasswordInput, passwordProblems } from './NewPasswordInput.tsx';

/** Sets the first password or changes it; the other sessions end. */
export function PasswordPanel({ me }: { me: Me }) {
  const queries = useQueryClient();
  const asksPresent = me.hasPassword && !me.mayResetPassword;
  const state = useServerForm({
    initialValues: { presentPassword: '', password: '' },
    validate: {
      presentPassword: (value) => (asksPresent && value === '' ? 'Type the password you sign in with today.' : null),
      password: (value) => (value === '' ? 'Type the new password.' : null),
    },
    send: ({ presentPassword, password }) =>
      call('PUT /api/me/password', { body: asksPresent ? { password, presentPassword } : { password } }),
    onDone: () => {
      state.form.reset();
      toastDone('Your password is changed; your other sessions ended.');
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/me') });
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/me/sessions') });
    },
    fieldOfProblem: { ...passwordProblems, 'password.wrong': 'presentPassword' },
  });
  return (
    <Panel
      title="Password"
      description={
        me.hasPassword
          ? 'Changing it ends your sessions on other devices.'
          : 'You have none: you sign in by a mailed link. With a password you need no mail.'
      }
    >
      <div className={classes.form}>
        <Form state={state} submit={me.hasPassword ? 'Change the password' : 'Set a password'}>
          <input type="text" autoComplete="username" value={me.email} readOnly hidden />
          {asksPresent && (
            <PasswordInput
              label="Present password"
              autoComplete="current-password"
              {...state.form.getInputProps('presentPassword')}
            />
          )}
          <NewPasswordInput label="New password" {...state.form.getInputProps('password')} />
        </Form>
      </div>
    </Panel>
  );
}
