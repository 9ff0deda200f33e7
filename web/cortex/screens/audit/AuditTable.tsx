import { Stack, Text } from '@mantine/core';
import type { AuditEntry } from '../../../../shared/contract/audit.ts';
import { ChangesTable } from '../../../ui/ChangesTable.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { actionInWords, kindWords } from './auditFilter.ts';

/** Entries with what changed under each. */
export function AuditTable({ entries, zone }: { entries: readonly AuditEntry[]; zone: string }) {
  return (
    <DataTable
      caption="Audit entries, newest first"
      columns={columnsIn(zone)}
      rows={entries}
      rowKey={(entry) => entry.id}
      detail={{
        label: (entry) => `What changed: ${actionInWords(entry.action)}, ${formatInstant(entry.at, zone, 'second')}`,
        render: (entry) => <EntryDetail entry={entry} />,
      }}
    />
  );
}

function columnsIn(zone: string): Column<AuditEntry>[] {
  return [
    { key: 'at', header: 'When', isNarrow: true, cell: (entry) => <When at={entry.at} zone={zone} style="second" /> },
    {
      key: 'actor',
      header: 'Who',
      cell: ({ actor }) => (
        <>
          {actor.name}
          {actor.kind !== 'staff' && (
            <Text size="xs" c="dimmed">
              {kindWords[actor.kind]}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'action',
      header: 'What',
      cell: ({ action, subject }) => (
        <>
          {actionInWords(action)}
          <Text size="xs" c="dimmed">
            {subject.name}
          </Text>
        </>
      ),
    },
    { key: 'reason', header: 'Why', cell: ({ reason }) => reason ?? <Text c="dimmed">no reason given</Text> },
  ];
}

function EntryDetail({ entry }: { entry: AuditEntry }) {
  const { subject, before, after, requestId } = entry;
  const hasFields = before !== null || after !== null;
  return (
    <Stack gap="md">
      {hasFields ? <ChangesTable before={before} after={after} /> : <Text c="dimmed">No field changed.</Text>}
      <KeyFacts
        facts={[
          { name: 'Subject', value: `${subject.type} ${subject.id}` },
          ...(subject.version === null ? [] : [{ name: 'Version after it', value: subject.version }]),
          { name: 'Request id', value: <code>{requestId}</code> },
        ]}
      />
    </Stack>
  );
}
