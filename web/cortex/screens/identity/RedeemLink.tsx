import { Button } from '@mantine/core';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { SignedOutFrame } from '../../shell/SignedOutFrame.tsx';

type Props = { token: string; onDone: () => void; onNewLink: () => void };

/** Asks for a click: programs that open the links of incoming mail must not use the link up. */
export function RedeemLink({ token, onDone, onNewLink }: Props) {
  const state = useServerForm({
    initialValues: {},
    send: () => call('POST /api/sign-in/links/redeem', { body: { token } }),
    onDone,
  });
  return (
    <SignedOutFrame title="Sign in to Cortex" description="You came with a sign-in link. It works once.">
      <Form
        state={state}
        align="stretch"
        submit={state.problem === null ? 'Sign in' : 'Try again'}
        secondary={
          state.problem !== null && (
            <Button variant="default" onClick={onNewLink}>
              Have a new link mailed
            </Button>
          )
        }
      />
    </SignedOutFrame>
  );
}
