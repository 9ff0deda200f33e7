import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import type { Delivery } from './webhooksApi.ts';
import { typeWords } from './webhookWords.ts';

type Props = { store: Store; delivery: Delivery; isSmall?: boolean };

/** Sends one message once more; not while it waits to be sent anyway. */
export function ReplayButton({ store, delivery, isSmall = false }: Props) {
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  if (delivery.state === 'waiting' || !may(store, 'store.webhooks.edit')) return null;
  const params = { storeKey: store.key, deliveryId: delivery.id };
  const replay = async () => {
    setSending(true);
    try {
      await call('POST /api/stores/{storeKey}/webhook-deliveries/{deliveryId}/replay', { params });
      const of = { params: { storeKey: store.key } };
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/webhook-deliveries', of) });
      const one = queryKey('GET /api/stores/{storeKey}/webhook-deliveries/{deliveryId}', { params });
      void queries.invalidateQueries({ queryKey: one });
      toastDone('The message is sent once more.');
    } catch (error) {
      toastProblem(error);
    } finally {
      setSending(false);
    }
  };
  const name = `${typeWords[delivery.type]}, ${formatInstant(delivery.createdAt, store.timeZone, 'second')}`;
  return (
    <Button
      variant="default"
      loading={isSending}
      onClick={() => void replay()}
      {...(isSmall ? { size: 'xs', 'aria-label': `Send again: ${name}` } : { leftSection: <Icon name="refresh" /> })}
    >
      Send again
    </Button>
  );
}
