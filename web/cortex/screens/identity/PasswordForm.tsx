import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { SignedOutFrame } from '../../shell/SignedOutFrame.tsx';
import { ReturnedProblem } from './ReturnedProblem.tsx';

type Props = {
  email: string;
  /** Code of the problem the organisation's sign-in ended with. */
  problem: string | undefined;
  onDone: () => void;
  onLink: (email: string) => void;
  onOrganisation: () => void;
};

export function PasswordForm({ email, problem, onDone, onLink, onOrganisation }: Props) {
  const state = useServerForm({
    initialValues: { email, password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? 'Type your e-mail address.' : null),
      password: (value) => (value === '' ? 'Type your password, or have a link mailed.' : null),
    },
    send: (body) => call('POST /api/sign-in/password', { body }),
    onDone,
  });
  return (
    <SignedOutFrame title="Sign in to Cortex" description="The staff side of your ticket plans.">
      {problem !== undefined && <ReturnedProblem code={problem} />}
      <Form state={state} align="stretch" submit="Sign in">
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          {...state.form.getInputProps('email')}
        />
        <PasswordInput label="Password" autoComplete="current-password" {...state.form.getInputProps('password')} />
      </Form>
      <Divider label="or" />
      <Stack gap="xs">
        <Button variant="default" leftSection={<Icon name="mail" />} onClick={() => onLink(state.form.values.email)}>
          Have a sign-in link mailed
        </Button>
        <Button variant="default" leftSection={<Icon name="building" />} onClick={onOrganisation}>
          Sign in with your organisation
        </Button>
      </Stack>
    </SignedOutFrame>
  );
}
