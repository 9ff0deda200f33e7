import { formatAlike } from '../../../../shared/rules/money.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import type { Overview } from './insightsApi.ts';
import { inVain } from './insightWords.ts';

type Row = Overview['programs'][number];

/** Each program with its carts and sales. */
export function ProgramsTable({ overview }: { overview: Overview }) {
  const { programs } = overview;
  if (programs.length === 0) {
    return (
      <EmptyState icon="layers" title="No program on these days" isSmall>
        A program stands here once fans have chosen or bought under it.
      </EmptyState>
    );
  }
  return (
    <DataTable
      caption="Programs with their carts and sales"
      columns={columnsIn(overview)}
      rows={programs}
      rowKey={({ program }) => program.id}
    />
  );
}

function columnsIn({ programs, currency }: Overview): Column<Row>[] {
  const money = formatAlike(
    programs.flatMap(({ sales }) => [sales.refundedCents, sales.netCents]),
    currency,
    'en',
  );
  const right = { align: 'right', isNarrow: true } as const;
  return [
    { key: 'program', header: 'Program', cell: ({ program }) => program.name },
    { ...right, key: 'chosen', header: 'Carts', cell: ({ funnel }) => funnel.chosen.toLocaleString('en') },
    { ...right, key: 'bought', header: 'Bought', cell: ({ funnel }) => funnel.bought.toLocaleString('en') },
    { ...right, key: 'vain', header: 'Abandoned', cell: ({ funnel }) => inVain(funnel).toLocaleString('en') },
    { ...right, key: 'orders', header: 'Orders', cell: ({ sales }) => sales.orders.toLocaleString('en') },
    { ...right, key: 'seats', header: 'Seats', cell: ({ sales }) => sales.seats.toLocaleString('en') },
    { ...right, key: 'refunded', header: 'Refunded', cell: ({ sales }) => money(sales.refundedCents) },
    { ...right, key: 'net', header: 'Net', cell: ({ sales }) => money(sales.netCents) },
  ];
}
