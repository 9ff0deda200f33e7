import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SyncResult } from '../../../../shared/contract/inventory.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../shared/rules/money.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { findingInWords, numberInWords, outcomeLooks } from './inventoryWords.ts';

type Props = {
  store: Store;
  results: readonly SyncResult[];
  /** What names a row: the events of a run, or the instants of an event. */
  names: 'events' | 'instants';
};

/** What readings changed or failed at, with sections and prices under each. */
export function ResultsTable({ store, results, names }: Props) {
  const naming = names === 'events' ? eventColumn(store) : instantColumn(store);
  return (
    <DataTable
      caption={names === 'events' ? 'Results by event code' : 'Changes, newest first'}
      columns={[naming, ...columns]}
      rows={results}
      rowKey={({ runId, eventCode, at }) => `${runId} ${eventCode} ${at}`}
      detail={{
        label: ({ eventCode, at }) => `What changed in ${eventCode}, ${formatInstant(at, store.timeZone, 'second')}`,
        render: (result) => <Detail result={result} currency={store.currency} />,
      }}
    />
  );
}

function eventColumn(store: Store): Column<SyncResult> {
  return {
    key: 'event',
    header: 'Event',
    cell: ({ eventCode }) => (
      <Anchor
        fw={600}
        renderRoot={(props) => (
          <Link
            to="/stores/$storeKey/inventory/events/$eventCode"
            params={{ storeKey: store.key, eventCode }}
            {...props}
          />
        )}
      >
        {eventCode}
      </Anchor>
    ),
  };
}

function instantColumn(store: Store): Column<SyncResult> {
  return { key: 'at', header: 'When', cell: ({ at }) => <When at={at} zone={store.timeZone} style="second" /> };
}

const columns: readonly Column<SyncResult>[] = [
  {
    key: 'outcome',
    header: 'Outcome',
    cell: ({ outcome, failure }) => (
      <>
        <StatusBadge tone={outcomeLooks[outcome].tone}>{outcomeLooks[outcome].label}</StatusBadge>
        {failure !== null && (
          <Text size="xs" c="dimmed" mt={2}>
            {failure}
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'seats',
    header: 'Free seats',
    isNarrow: true,
    align: 'right',
    cell: ({ seatsBefore, seatsAfter }) => changeInWords(seatsBefore, seatsAfter),
  },
  { key: 'sections', header: 'Sections', isNarrow: true, align: 'right', cell: (row) => countOf(row, row.sections) },
  { key: 'prices', header: 'Prices', isNarrow: true, align: 'right', cell: (row) => countOf(row, row.prices) },
];

/** "1,640 → 1,612 (−28)". */
export function changeInWords(before: number, after: number): string {
  if (before === after) return numberInWords(after);
  const difference = after - before;
  const sign = difference > 0 ? '+' : '−';
  return `${numberInWords(before)} → ${numberInWords(after)} (${sign}${numberInWords(Math.abs(difference))})`;
}

function countOf({ outcome, revision }: SyncResult, changed: readonly unknown[]) {
  return outcome === 'changed' && revision === 1 ? 'all' : numberInWords(changed.length);
}

const mostShown = 40;

function Detail({ result, currency }: { result: SyncResult; currency: string }) {
  const { sections, prices, findings, revision, outcome } = result;
  const isFirst = outcome === 'changed' && revision === 1;
  const amount = (cents: number | null) => (cents === null ? 'no price' : formatCents(cents, currency, 'en'));
  return (
    <Stack gap="sm">
      <Lines
        title="Free seats by section"
        lines={sections.map(({ sectionName, before, after }) => `${sectionName}: ${changeInWords(before, after)}`)}
      />
      <Lines
        title="Prices"
        lines={prices.map(
          ({ priceCode, ticketTypeCode, beforeCents, afterCents }) =>
            `${priceCode} ${ticketTypeCode}: ${amount(beforeCents)} → ${amount(afterCents)}`,
        )}
      />
      <Lines title="Findings" lines={findings.map(findingInWords)} />
      {isFirst && <Text>The first reading of this event: every section and every price is new.</Text>}
      {!isFirst && sections.length + prices.length + findings.length === 0 && (
        <Text c="dimmed">No section and no price changed.</Text>
      )}
    </Stack>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  const rest = lines.length - mostShown;
  return (
    <div>
      <Text fw={600}>{title}</Text>
      <Text size="xs">
        {lines.slice(0, mostShown).join(' · ')}
        {rest > 0 && ` · and ${rest} more`}
      </Text>
    </div>
  );
}
