import { Button, FileInput, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { call } from '../../../../../api/client.ts';
import { isProblem } from '../../../../../api/problem.ts';
import { ProblemAlert } from '../../../../../ui/ProblemAlert.tsx';
import type { StageEditor } from '../stage.tsx';
import { countOf } from './cellWords.ts';
import { replaceRule } from './rules.ts';

type Props = { stage: StageEditor<'pricing'>; rule: PriceRule; onClose: () => void };

/** Prices from a CSV file in place of those of the rule; a file with a fault changes nothing. */
export function ImportRowsDialog({ stage, rule, onClose }: Props) {
  const isSuite = stage.program.content.definition.inventoryType === 'suite';
  const [csv, setCsv] = useState('');
  const { isSending, problem, imported, send } = useImport(stage, rule);
  if (imported !== null) return <Imported stage={stage} {...imported} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={`Import prices of ${rule.name}`} size="lg">
      <Stack gap="md">
        <Text>
          The file takes the place of all prices of this rule. Its first line names the columns{' '}
          <code>
            {isSuite
              ? 'event_code, suite, suite_tier, price_code, ticket_type_code'
              : 'event_code, price_code, ticket_type_code'}
          </code>
          ; an empty event is all events. Export the prices for an example.
        </Text>
        <Faults error={problem} />
        <FileInput
          label="File"
          placeholder="Choose a CSV file"
          accept=".csv,text/csv"
          clearable
          onChange={(file) => void file?.text().then(setCsv)}
        />
        <Textarea
          label="Or paste it here"
          minRows={4}
          maxRows={10}
          value={csv}
          onChange={(event) => setCsv(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={isSending} disabled={csv.trim() === ''} onClick={() => void send(csv)}>
            Replace all prices
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type Done = { count: number; before: PriceRule };

function Imported({ stage, count, before, onClose }: Done & { stage: StageEditor<'pricing'>; onClose: () => void }) {
  const putBack = () => {
    const { id, rows, suiteRows } = before;
    stage.edit(
      ({ rules }) => ({ rules: replaceRule(rules, id, (one) => ({ ...one, rows, suiteRows })) }),
      'Undo an import of prices',
    );
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Prices imported">
      <Stack gap="md">
        <Text>
          {before.name} has {countOf(count, 'price')} now.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={putBack}>
            Put the former prices back
          </Button>
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Sends the file over the version that was saved last, and has the program read again. */
function useImport(stage: StageEditor<'pricing'>, rule: PriceRule) {
  const latest = useLatestSaved(stage);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [imported, setImported] = useState<Done | null>(null);
  const send = async (csv: string) => {
    setSending(true);
    setProblem(null);
    try {
      const version = await latest();
      if (version === null) return;
      const params = { storeKey: stage.storeKey, programId: stage.program.id, ruleId: rule.id };
      const { content } = await call(
        'PUT /api/stores/{storeKey}/programs/{programId}/pricing/rules/{ruleId}/rows.csv',
        { params, version, body: { csv } },
      );
      await stage.readAgain();
      setImported({ count: content.rows.length + content.suiteRows.length, before: rule });
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  return { isSending, problem, imported, send };
}

/** Saves what is not saved yet; answers the version of what was, null when it could not be. */
function useLatestSaved(stage: StageEditor<'pricing'>): () => Promise<number | null> {
  const present = useRef(stage);
  useEffect(() => {
    present.current = stage;
  });
  const saveFirst = useEffectEvent(() => void stage.flush());
  // Saved when the dialog opens, so that the version is known when the file was chosen.
  useEffect(() => saveFirst(), []);
  return async () => ((await present.current.flush()) ? present.current.version : null);
}

/** What is wrong with the file, line by line. */
function Faults({ error }: { error: unknown }) {
  if (!isProblem(error, 'csv.invalid')) return <ProblemAlert error={error} />;
  const { errors } = error.facts;
  return (
    <Stack gap="xs" role="alert">
      <Text fw={600}>Nothing was imported: {countOf(errors.length, 'fault')} in the file.</Text>
      <List size="sm" mah="16rem" style={{ overflow: 'auto' }}>
        {errors.map(({ at, message }) => (
          <List.Item key={`${at} ${message}`}>{`${placeInWords(at)}: ${message}`}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

/** `/lines/3/price_code` is "Line 3, price_code". */
function placeInWords(at: string): string {
  const [, , line, column] = at.split('/');
  return column === undefined ? `Line ${line}` : `Line ${line}, ${column}`;
}
