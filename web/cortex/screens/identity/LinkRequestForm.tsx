import { Button, Stack, Text, TextInput } from '@mantine/core';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { SignedOutFrame } from '../../shell/SignedOutFrame.tsx';

type Props = { email: string; onSent: (email: string) => void; onPassword: () => void };

export function LinkRequestForm({ email, onSent, onPassword }: Props) {
  const state = useServerForm({
    initialValues: { email },
    validate: { email: (value) => (value.trim() === '' ? 'Type your e-mail address.' : null) },
    send: (body) => call('POST /api/sign-in/links', { body }),
    onDone: (_, values) => onSent(values.email.trim()),
  });
  return (
    <SignedOutFrame title="Sign in by a link" description="We mail you a link that works once. You need no password.">
      <Form
        state={state}
        align="stretch"
        submit="Mail me a link"
        secondary={
          <Button variant="subtle" onClick={onPassword}>
            Use a password
          </Button>
        }
      >
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          {...state.form.getInputProps('email')}
        />
      </Form>
    </SignedOutFrame>
  );
}

/** Says the same whether there is such a person or not. */
export function LinkRequested({ email, onBack }: { email: string; onBack: () => void }) {
  return (
    <SignedOutFrame title="Look at your mail">
      <Stack gap="md" role="status">
        <Text>
          If <strong>{email}</strong> belongs to a person here, a sign-in link is on its way. It works once and only for
          a short while.
        </Text>
        <Text c="dimmed">Nothing came? Look in the spam folder, check the address, and ask for another link.</Text>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </Stack>
    </SignedOutFrame>
  );
}
