import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { useReadAgain } from './EndpointDialogs.tsx';
import { SecretShown } from './SecretShown.tsx';
import type { Endpoint, MadeEndpoint } from './webhooksApi.ts';
import { keepChoices } from './webhookWords.ts';

type Props = { store: Store; endpoint: Endpoint; onClose: () => void };

/** Makes a new secret and shows it this once. */
export function RotateSecretDialog({ store, endpoint, onClose }: Props) {
  const readAgain = useReadAgain(store);
  const [made, setMade] = useState<MadeEndpoint | null>(null);
  const state = useServerForm<{ keep: string }, MadeEndpoint>({
    initialValues: { keep: '24' },
    send: ({ keep }) =>
      call('POST /api/stores/{storeKey}/webhooks/{endpointId}/secret', {
        params: { storeKey: store.key, endpointId: endpoint.id },
        body: { keepOldHours: Number(keep) },
      }),
    onDone: (found) => {
      setMade(found);
      readAgain();
    },
  });
  if (made !== null) return <SecretShown title="The secret is rotated" secret={made.secret} onClose={onClose} />;
  return (
    <FormDialog
      title={`Rotate the secret of ${endpoint.url}?`}
      onClose={onClose}
      state={state}
      submit="Make a new secret"
    >
      <Text>
        Messages are signed with the new secret at once, and for a while with the old one too, so that the receiver can
        be changed without missing any.
      </Text>
      <Select label="The old one signs for" data={keepChoices} {...state.form.getInputProps('keep')} />
    </FormDialog>
  );
}
