import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { PurchasesTable } from './PurchasesTable.tsx';
import { purchasesQuery } from './salesApi.ts';

const words = {
  unfinished: {
    title: 'Unfinished purchases',
    description:
      'Each goes on by itself, also after a crash. One that the vendor did not answer is certain within a minute or so; ask now, or give the seats back, when the fan is waiting.',
    empty: 'Nothing is stuck',
    about: 'Every purchase that was begun is over: it became an order, or it sold nothing.',
  },
  failed: {
    title: 'Purchases that sold nothing',
    description: 'Newest first, with the reason. Nothing was paid by any of them.',
    empty: 'Every purchase sold',
    about: 'An attempt that is declined, or whose seats are lost, stands here with the reason.',
  },
} as const;

/** Attempts to buy that are not over, or that sold nothing. */
export function PurchasesPanel({ store, state }: { store: Store; state: 'unfinished' | 'failed' }) {
  const { cursor } = useSearch({ from: '/app/stores/$storeKey/orders' });
  const page = useQuery({ ...purchasesQuery(store.key, { state, cursor }), placeholderData: keepPreviousData });
  const { title, description, empty, about } = words[state];
  return (
    <Panel title={title} description={description} flush>
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="checkCircle" title={empty}>
              {about}
            </EmptyState>
          ) : (
            <PurchasesTable store={store} purchases={items} caption={title} />
          )
        }
      </QueryView>
      <CursorPager label="Pages of purchases" next={page.data?.next ?? null} cursor={cursor} />
    </Panel>
  );
}
