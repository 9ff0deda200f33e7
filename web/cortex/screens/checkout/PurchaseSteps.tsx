import { Text } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import type { StaffPurchase } from './salesApi.ts';
import { outcomeInWords, stepInWords, tookInWords } from './salesWords.ts';

type Step = StaffPurchase['steps'][number];
type Numbered = Step & { number: number };

/** The calls at the vendor in their order, with what was answered and when. */
export function PurchaseSteps({ store, steps }: { store: Store; steps: readonly Step[] }) {
  if (steps.length === 0) {
    return (
      <EmptyState icon="plug" title="No call yet">
        The first one is about to be made.
      </EmptyState>
    );
  }
  const rows = steps.map((step, at) => ({ ...step, number: at + 1 }));
  return (
    <DataTable
      caption="Calls at the vendor, in their order"
      columns={columnsIn(store)}
      rows={rows}
      rowKey={({ number }) => String(number)}
    />
  );
}

function columnsIn(store: Store): Column<Numbered>[] {
  return [
    { key: 'what', header: 'What', cell: stepInWords },
    {
      key: 'begun',
      header: 'Begun',
      isNarrow: true,
      cell: ({ begunAt }) => <When at={begunAt} zone={store.timeZone} style="second" />,
    },
    {
      key: 'outcome',
      header: 'Answer',
      cell: (step) => outcomeInWords(step, store.currency) ?? <Text c="dimmed">none yet</Text>,
    },
    { key: 'took', header: 'Took', isNarrow: true, align: 'right', cell: (step) => tookInWords(step) ?? '–' },
  ];
}
