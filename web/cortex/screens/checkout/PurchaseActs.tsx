import { Button, Group, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { queryKey } from '../../../api/queries.ts';
import { may } from '../../../ui/Can.tsx';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import type { StaffPurchase } from './salesApi.ts';
import { purchaseLooks } from './salesWords.ts';

type Act = 'resume' | 'release';

const acts = {
  resume: {
    button: 'Resume',
    title: (name: string) => `Resume the purchase of ${name}?`,
    submit: 'Ask the vendor now',
    does: 'The vendor is asked now what became of the payment, instead of at the next turn. If it sold, the order is made from what it sold. If it cannot say yet, it is asked again later. Nothing is paid a second time.',
    isDanger: false,
  },
  release: {
    button: 'Release',
    title: (name: string) => `Release the seats of ${name}?`,
    submit: 'Give the seats back',
    does: 'The seats are given back at the vendor at once, so that they can never be sold by this purchase, and are free for others. If the vendor had sold them already, the purchase becomes an order instead. Giving back cannot be undone: the fan would have to choose again.',
    isDanger: true,
  },
} as const;

type Props = { store: Store; purchase: StaffPurchase; isSmall?: boolean };

/** Resume and Release of a purchase that is not over. */
export function PurchaseActs({ store, purchase, isSmall = false }: Props) {
  const [asked, setAsked] = useState<Act | null>(null);
  if (purchase.endedAt !== null || !may(store, 'store.orders.edit')) return null;
  const { name } = purchase.fan;
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      {(['resume', 'release'] as const).map((act) => (
        <Button
          key={act}
          variant={act === 'resume' ? 'default' : 'outline'}
          {...(act === 'release' && { color: 'red' })}
          {...(isSmall && { size: 'xs', 'aria-label': `${acts[act].button} the purchase of ${name}` })}
          onClick={() => setAsked(act)}
        >
          {acts[act].button}
        </Button>
      ))}
      {asked !== null && <ActDialog store={store} purchase={purchase} act={asked} onClose={() => setAsked(null)} />}
    </Group>
  );
}

type DialogProps = { store: Store; purchase: StaffPurchase; act: Act; onClose: () => void };

function ActDialog({ store, purchase, act, onClose }: DialogProps) {
  const queries = useQueryClient();
  const params = { storeKey: store.key, purchaseId: purchase.id };
  const { title, submit, does, isDanger } = acts[act];
  const state = useServerForm<{ reason: string }, StaffPurchase>({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim().length < 3 ? 'Say why, in a few words.' : null) },
    send: (body) =>
      act === 'resume'
        ? call('POST /api/stores/{storeKey}/sales/purchases/{purchaseId}/resume', { params, body })
        : call('POST /api/stores/{storeKey}/sales/purchases/{purchaseId}/release', { params, body }),
    onDone: (after) => {
      queries.setQueryData(queryKey('GET /api/stores/{storeKey}/sales/purchases/{purchaseId}', { params }), after);
      const of = { params: { storeKey: store.key } };
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/sales/purchases', of) });
      void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/sales/orders', of) });
      toastDone(resultInWords(after));
      onClose();
    },
  });
  return (
    <FormDialog title={title(purchase.fan.name)} onClose={onClose} state={state} submit={submit} isDanger={isDanger}>
      <Text>{does}</Text>
      <Text c="dimmed">Its state now: {purchaseLooks[purchase.state].label.toLowerCase()}.</Text>
      <Textarea
        label="Why"
        description="Kept in the audit with your name."
        data-autofocus
        {...state.form.getInputProps('reason')}
      />
    </FormDialog>
  );
}

/** What came of the act. */
function resultInWords({ state, fan, orderId }: StaffPurchase): string {
  if (orderId !== null) return `The vendor had sold it: ${fan.name} has an order now.`;
  if (state === 'failed') return `Nothing was sold to ${fan.name}; the purchase is over.`;
  return `The vendor cannot say yet what became of the purchase of ${fan.name}. It is asked again by itself.`;
}
