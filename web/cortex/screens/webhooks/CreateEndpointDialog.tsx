import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { chosenTypes, EndpointFields, type EndpointValues, endpointRules } from './EndpointFields.tsx';
import { SecretShown } from './SecretShown.tsx';
import type { Endpoints, MadeEndpoint } from './webhooksApi.ts';

type Props = { store: Store; types: Endpoints['types']; onClose: () => void };

/** Adds an endpoint and shows its secret this once. */
export function CreateEndpointDialog({ store, types, onClose }: Props) {
  const queries = useQueryClient();
  const [made, setMade] = useState<MadeEndpoint | null>(null);
  const params = { storeKey: store.key };
  const state = useServerForm<EndpointValues, MadeEndpoint>({
    initialValues: { url: '', description: '', messageTypes: ['order.created', 'order.refunded'] },
    validate: endpointRules,
    send: ({ url, description, messageTypes }) =>
      call('POST /api/stores/{storeKey}/webhooks', {
        params,
        body: { url: url.trim(), description, messageTypes: chosenTypes(types, messageTypes) },
      }),
    fieldOfProblem: { 'webhook.address_unusable': 'url' },
    onDone: (endpoint) => {
      setMade(endpoint);
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/webhooks', { params }) });
    },
  });
  if (made !== null) return <SecretShown title="The endpoint is added" secret={made.secret} onClose={onClose} />;
  return (
    <FormDialog title="Add an endpoint" onClose={onClose} state={state} submit="Add the endpoint" size="lg">
      <EndpointFields state={state} types={types} />
    </FormDialog>
  );
}
