import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { AuditEntry } from '../../../../shared/contract/audit.ts';
import { ChangesTable } from '../../../ui/ChangesTable.tsx';
import { More, None } from '../../../ui/cells.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { whoAtStart } from '../../actorWords.ts';
import classes from './AuditTable.module.css';
import { actionInWords, kindWords } from './auditFilter.ts';
import { fieldsInWords } from './entryFields.ts';
import { type Names, subjectInWords } from './entryWords.ts';

type Props = { entries: readonly AuditEntry[]; zone: string; names: Names };

/** Entries with what changed under each. */
export function AuditTable({ entries, zone, names }: Props) {
  const columns = useMemo(() => columnsIn(zone, names), [zone, names]);
  return (
    <DataTable
      caption="Audit entries, newest first"
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      detail={{
        label: (entry) => `What changed: ${actionInWords(entry.action)}, ${formatInstant(entry.at, zone, 'second')}`,
        render: (entry) => <EntryDetail entry={entry} zone={zone} names={names} />,
      }}
    />
  );
}

function columnsIn(zone: string, names: Names): Column<AuditEntry>[] {
  return [
    { key: 'at', header: 'When', isNarrow: true, cell: (entry) => <When at={entry.at} zone={zone} style="second" /> },
    {
      key: 'actor',
      header: 'Who',
      cell: ({ actor }) => (
        <div className={classes.who}>
          {whoAtStart(actor.name)}
          {actor.kind === 'api_key' && <More>{kindWords[actor.kind]}</More>}
        </div>
      ),
    },
    {
      key: 'action',
      header: 'What',
      cell: (entry) => (
        <>
          {actionInWords(entry.action)}
          <More>{subjectInWords(entry, names)}</More>
        </>
      ),
    },
    { key: 'reason', header: 'Why', cell: ({ reason }) => reason ?? <None>–</None> },
  ];
}

function EntryDetail({ entry, zone, names }: { entry: AuditEntry; zone: string; names: Names }) {
  const { subject, requestId } = entry;
  const { before, after } = fieldsInWords(entry, names, zone);
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
