import { Stack, Text } from '@mantine/core';
import type { ImportReport } from '../../../../shared/contract/events.import.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { fieldWords, valueInWords, whenInWords } from './eventWords.ts';
import { keptWords, outcomes, outcomeWords } from './importWords.ts';

type Imported = ImportReport['events'][number];

/** The events of an import, those first of which most is to be said. */
export function ImportedEventsTable({ events, zone }: { events: readonly Imported[]; zone: string }) {
  const rank = ({ outcome }: Imported) => outcomes.indexOf(outcome);
  return (
    <DataTable
      caption="Events of the import"
      columns={columnsIn(zone)}
      rows={events.toSorted((a, b) => rank(a) - rank(b))}
      rowKey={({ code }) => code}
    />
  );
}

function columnsIn(zone: string): Column<Imported>[] {
  return [
    {
      key: 'name',
      header: 'Event',
      cell: ({ name, code }) => (
        <>
          {name}
          <Text size="xs" c="dimmed" fw={400}>
            {code}
          </Text>
        </>
      ),
    },
    { key: 'when', header: 'Starts', isNarrow: true, cell: (event) => whenInWords(event) },
    {
      key: 'outcome',
      header: 'Import',
      isNarrow: true,
      cell: ({ outcome }) => <StatusBadge tone={outcomeWords[outcome].tone}>{outcomeWords[outcome].label}</StatusBadge>,
    },
    { key: 'changes', header: 'What changes', cell: (event) => <Changes event={event} zone={zone} /> },
  ];
}

function Changes({ event: { outcome, changes, kept, venueName }, zone }: { event: Imported; zone: string }) {
  if (outcome === 'made' && kept.length === 0) return <Text c="dimmed">{venueName ?? 'no venue'}</Text>;
  return (
    <Stack gap={2}>
      {outcome !== 'made' &&
        changes.map(({ field, ours, vendor }) => (
          <Text key={field} size="xs">
            {fieldWords[field]}: <del>{valueInWords(field, ours, zone)}</del> → {valueInWords(field, vendor, zone)}
          </Text>
        ))}
      {kept.map(({ field, vendor, because }) => (
        <Text key={field} size="xs" c="dimmed">
          {fieldWords[field]} stays yours, as {keptWords[because]} (vendor: {valueInWords(field, vendor, zone)})
        </Text>
      ))}
    </Stack>
  );
}
