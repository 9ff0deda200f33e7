import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { Form } from '../../../ui/Form.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { formatInstant } from '../../../ui/When.tsx';
import { whoAtStart } from '../../actorWords.ts';
import { roleWords } from '../../roles.ts';
import { SignedOutFrame } from '../../shell/SignedOutFrame.tsx';
import { NewPasswordInput, passwordProblems } from './NewPasswordInput.tsx';
import { useEnter } from './SignInScreen.tsx';
import { useLinkToken } from './token.ts';

type Preview = Output<'POST /api/invitations/preview'>;

/** What one is invited to, and the button that accepts. */
export function InvitationScreen() {
  const token = useLinkToken();
  if (token === null) return <NoToken />;
  return <Preview token={token} />;
}

function NoToken() {
  return (
    <SignedOutFrame title="Invitation">
      <EmptyState icon="mail" title="Open the link in your mail" action={<SignInButton />}>
        This page needs the whole link. If it is gone, ask who invited you to send it again.
      </EmptyState>
    </SignedOutFrame>
  );
}

function SignInButton() {
  const router = useRouter();
  return (
    <Button variant="default" onClick={() => void router.navigate({ to: '/sign-in' })}>
      Sign in
    </Button>
  );
}

function Preview({ token }: { token: string }) {
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call('POST /api/invitations/preview', { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.data !== undefined) return <Accept token={token} preview={query.data} />;
  return (
    <SignedOutFrame title="Invitation">
      <QueryView query={query} errorAction={<SignInButton />}>
        {() => null}
      </QueryView>
    </SignedOutFrame>
  );
}

function Accept({ token, preview }: { token: string; preview: Preview }) {
  const enter = useEnter();
  const { hasAccount } = preview;
  const state = useServerForm({
    initialValues: { name: '', password: '' },
    validate: { name: (value) => (!hasAccount && value.trim() === '' ? 'Type your name.' : null) },
    send: ({ name, password }) =>
      call('POST /api/invitations/accept', {
        body: hasAccount ? { token } : { token, name, ...(password !== '' && { password }) },
      }),
    onDone: ({ scope, key }) => enter(pathOf(scope, key)),
    fieldOfProblem: passwordProblems,
  });
  return (
    <SignedOutFrame title={`Join ${preview.on.name}`} description={<Terms preview={preview} />}>
      <Form state={state} align="stretch" submit="Accept the invitation">
        <TextInput label="E-mail" value={preview.email} readOnly autoComplete="username" />
        {hasAccount ? (
          <Text c="dimmed">There is an account with this address. It keeps its name and password.</Text>
        ) : (
          <>
            <TextInput label="Your name" autoComplete="name" autoFocus {...state.form.getInputProps('name')} />
            <NewPasswordInput
              label="Password (optional)"
              description="Without one you sign in by a mailed link."
              {...state.form.getInputProps('password')}
            />
          </>
        )}
      </Form>
    </SignedOutFrame>
  );
}

function Terms({ preview }: { preview: Preview }) {
  const { name, does } = roleWords[preview.role];
  return (
    <Stack gap={4}>
      <Text>
        {whoAtStart(preview.invitedBy)} invites you as <strong>{name.toLowerCase()}</strong>. What this role does:{' '}
        {does}
      </Text>
      <Text size="xs">The invitation ends on {formatInstant(preview.expiresAt)}.</Text>
    </Stack>
  );
}

function pathOf(scope: Preview['on']['scope'], key: string | null): string {
  if (scope === 'platform' || key === null) return '/platform';
  return scope === 'client' ? `/clients/${key}` : `/stores/${key}`;
}
