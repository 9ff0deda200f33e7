import { Button, TextInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { addressOf } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { SignedOutFrame } from '../../shell/SignedOutFrame.tsx';

const remembered = 'flex-organisation';

/** To the sign-in page of one's organisation; its key is remembered in this browser. */
export function OrganisationForm({ onPassword }: { onPassword: () => void }) {
  const { to } = useSearch({ from: '/sign-in' });
  const state = useServerForm({
    initialValues: { clientKey: localStorage.getItem(remembered) ?? '' },
    validate: {
      clientKey: (value) => (isKey(value) ? null : 'Use lower-case letters, digits and hyphens, such as “warriors”.'),
    },
    send: async ({ clientKey }) => {
      const key = clientKey.trim().toLowerCase();
      localStorage.setItem(remembered, key);
      const returnTo = pageOf(to);
      location.assign(
        addressOf('GET /api/sign-in/oidc/{clientKey}', { params: { clientKey: key }, query: { returnTo } }),
      );
    },
  });
  return (
    <SignedOutFrame
      title="Sign in with your organisation"
      description="You sign in on its own page and come back here."
    >
      <Form
        state={state}
        align="stretch"
        submit="Continue"
        secondary={
          <Button variant="subtle" onClick={onPassword}>
            Another way
          </Button>
        }
      >
        <TextInput
          label="Key of the organisation"
          description="Whoever invited you knows it."
          autoComplete="organization"
          autoFocus
          {...state.form.getInputProps('clientKey')}
        />
      </Form>
    </SignedOutFrame>
  );
}

function isKey(value: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value.trim().toLowerCase());
}

/** The page to come back to, if it is one the server lets links lead to. */
function pageOf(to: string | undefined): string | undefined {
  const path = `/cortex${to ?? ''}`.split('?')[0]?.replace(/\/$/, '') ?? '';
  return /^\/cortex(\/[A-Za-z0-9_~-]+)*$/.test(path) ? path : undefined;
}
