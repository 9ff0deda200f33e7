import { Button, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { may } from '../../../ui/Can.tsx';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import type { StaffOrder } from './salesApi.ts';

/** Keeps what an act answered, and has the lists read again. */
function useOrderKept(store: Store) {
  const queries = useQueryClient();
  return (after: StaffOrder) => {
    const params = { storeKey: store.key, orderId: after.order.id };
    queries.setQueryData(queryKey('GET /api/stores/{storeKey}/sales/orders/{orderId}', { params }), after);
    const of = { params: { storeKey: store.key } };
    void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/sales/orders', of) });
  };
}

/** Asks the vendor now what became of the seats, and for the tickets. */
export function RefreshButton({ store, orderId }: { store: Store; orderId: string }) {
  const keep = useOrderKept(store);
  const [isAsking, setAsking] = useState(false);
  if (!may(store, 'store.orders.edit')) return null;
  const ask = async () => {
    setAsking(true);
    try {
      const params = { storeKey: store.key, orderId };
      keep(await call('POST /api/stores/{storeKey}/sales/orders/{orderId}/refresh', { params }));
      toastDone('The vendor was asked; the order shows what it said.');
    } catch (error) {
      toastProblem(error);
    } finally {
      setAsking(false);
    }
  };
  return (
    <Button loading={isAsking} leftSection={<Icon name="refresh" />} onClick={() => void ask()}>
      Ask the vendor now
    </Button>
  );
}

/** Takes the mark away once somebody has looked. */
export function ClearAttention({ store, found }: { store: Store; found: StaffOrder }) {
  const [isOpen, setOpen] = useState(false);
  if (!may(store, 'store.orders.edit')) return null;
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        I have looked at it
      </Button>
      {isOpen && <ClearDialog store={store} found={found} onClose={() => setOpen(false)} />}
    </>
  );
}

function ClearDialog({ store, found, onClose }: { store: Store; found: StaffOrder; onClose: () => void }) {
  const keep = useOrderKept(store);
  const { id, number } = found.order;
  const state = useServerForm<{ reason: string }, StaffOrder>({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim().length < 3 ? 'Say why, in a few words.' : null) },
    send: (body) =>
      call('POST /api/stores/{storeKey}/sales/orders/{orderId}/attention', {
        params: { storeKey: store.key, orderId: id },
        body,
      }),
    onDone: (after) => {
      keep(after);
      toastDone(`The mark of order ${number} is taken away.`);
      onClose();
    },
  });
  return (
    <FormDialog title={`Take the mark of order ${number} away?`} onClose={onClose} state={state} submit="Take it away">
      <Text>The order itself stays as it is. What the mark said is kept in the audit.</Text>
      <Textarea label="What you found" data-autofocus {...state.form.getInputProps('reason')} />
    </FormDialog>
  );
}
