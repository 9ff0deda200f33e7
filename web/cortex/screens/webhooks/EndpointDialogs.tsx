import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { ConfirmDialog, FormDialog } from '../../../ui/dialogs.tsx';
import { StaleNotice } from '../../../ui/StaleNotice.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useVersionedForm } from '../../../ui/useVersionedForm.ts';
import { chosenTypes, EndpointFields, type EndpointValues, endpointRules, valuesOf } from './EndpointFields.tsx';
import type { Endpoint, Endpoints } from './webhooksApi.ts';

type Props = { store: Store; endpoint: Endpoint; onClose: () => void };

/** Has the list of endpoints read again. */
export function useReadAgain(store: Store) {
  const queries = useQueryClient();
  const params = { storeKey: store.key };
  return () =>
    void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/webhooks', { params }) });
}

export function EditEndpointDialog({ store, endpoint, types, onClose }: Props & { types: Endpoints['types'] }) {
  const readAgain = useReadAgain(store);
  const form = useVersionedForm<Endpoint, EndpointValues>({
    current: endpoint,
    valuesOf,
    validate: endpointRules,
    readAgain,
    fieldOfProblem: { 'webhook.address_unusable': 'url' },
    send: ({ url, description, messageTypes }, version) =>
      call('PATCH /api/stores/{storeKey}/webhooks/{endpointId}', {
        params: { storeKey: store.key, endpointId: endpoint.id },
        version,
        body: { url: url.trim(), description, messageTypes: chosenTypes(types, messageTypes) },
      }),
    onSaved: ({ url }) => {
      readAgain();
      toastDone(`${url} is changed.`);
      onClose();
    },
  });
  return (
    <FormDialog title="Change the endpoint" onClose={onClose} state={form.state} submit="Save" size="lg">
      {form.newer !== null && (
        <StaleNotice
          mine={form.state.form.getValues()}
          theirs={valuesOf(form.newer)}
          isSending={form.state.isSending}
          onTakeTheirs={() => form.newer !== null && form.accept(form.newer)}
          onSaveMine={form.saveMine}
        />
      )}
      <EndpointFields state={form.state} types={types} />
      <Text c="dimmed">What is told changes for new messages only. A new address gets what is still waiting, too.</Text>
    </FormDialog>
  );
}

export function SwitchEndpointDialog({ store, endpoint, onClose }: Props) {
  const readAgain = useReadAgain(store);
  const { id, url, version, isOn } = endpoint;
  return (
    <ConfirmDialog
      title={isOn ? `Switch ${url} off?` : `Switch ${url} on?`}
      confirm={isOn ? 'Switch it off' : 'Switch it on'}
      isDanger={isOn}
      act={() =>
        call('PATCH /api/stores/{storeKey}/webhooks/{endpointId}', {
          params: { storeKey: store.key, endpointId: id },
          version,
          body: { isOn: !isOn },
        })
      }
      onDone={() => {
        readAgain();
        toastDone(isOn ? `${url} is off.` : `${url} is on.`);
        onClose();
      }}
      onClose={onClose}
    >
      {isOn
        ? 'It is told nothing while it is off, and misses what happens: that cannot be sent later. What is waiting for it fails. It can be switched on again at any time.'
        : 'It is told of everything from now on. What it missed because it was switched off for failing can be sent again.'}
    </ConfirmDialog>
  );
}

export function RemoveEndpointDialog({ store, endpoint, onClose }: Props) {
  const readAgain = useReadAgain(store);
  const { id, url } = endpoint;
  return (
    <ConfirmDialog
      title={`Remove ${url}?`}
      confirm="Remove the endpoint"
      typed={hostOf(url)}
      act={() =>
        call('DELETE /api/stores/{storeKey}/webhooks/{endpointId}', { params: { storeKey: store.key, endpointId: id } })
      }
      onDone={() => {
        readAgain();
        toastDone(`${url} is removed.`);
        onClose();
      }}
      onClose={onClose}
    >
      It is told nothing any more, and the log of its deliveries goes with it. This cannot be undone; an endpoint that
      is added again has another secret.
    </ConfirmDialog>
  );
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
