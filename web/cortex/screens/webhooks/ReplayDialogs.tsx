import { Select, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import type { Endpoint } from './webhooksApi.ts';
import { sinceChoices } from './webhookWords.ts';

const hour = 3_600_000;

type Props = { store: Store; endpoint: Endpoint; onClose: () => void };

/** Sends the endpoint again all that failed since an instant. */
export function ReplayFailedDialog({ store, endpoint, onClose }: Props) {
  const queries = useQueryClient();
  const state = useServerForm<{ hours: string }, { count: number }>({
    initialValues: { hours: '24' },
    send: ({ hours }) =>
      call('POST /api/stores/{storeKey}/webhooks/{endpointId}/replay', {
        params: { storeKey: store.key, endpointId: endpoint.id },
        body: { since: new Date(Date.now() - Number(hours) * hour).toISOString() },
      }),
    onDone: ({ count }) => {
      const of = { params: { storeKey: store.key } };
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/webhook-deliveries', of) });
      toastDone(count === 0 ? 'Nothing had failed since then.' : `${count} failed messages are sent again.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Send ${endpoint.url} again what failed?`}
      onClose={onClose}
      state={state}
      submit="Send it again"
    >
      <Text>Each message keeps its id, so a receiver that has had it does nothing.</Text>
      <Select label="What failed in" data={sinceChoices} {...state.form.getInputProps('hours')} />
    </FormDialog>
  );
}
