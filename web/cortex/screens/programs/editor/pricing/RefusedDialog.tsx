import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { countOf } from './cellWords.ts';
import { headingOf, type Refusal } from './clipboard.ts';
import classes from './RefusedDialog.module.css';

const mostShown = 200;

/** Why nothing was pasted, cell by cell. */
export function RefusedDialog({ refusals, onClose }: { refusals: readonly Refusal[]; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Nothing was pasted" size="lg">
      <Stack gap="md">
        <Text>
          {countOf(refusals.length, 'cell')} cannot be taken, so all prices are as they were. Mend them in the
          spreadsheet and paste again.
        </Text>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
        <ul className={classes.list} tabIndex={0} aria-label="Cells that cannot be taken">
          {refusals.slice(0, mostShown).map((refusal, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
            <li key={at}>{refusalInWords(refusal)}</li>
          ))}
        </ul>
        {refusals.length > mostShown && <Text c="dimmed">And {refusals.length - mostShown} more.</Text>}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function refusalInWords({ line, column, text, reason }: Refusal): string {
  if (reason === 'outside') {
    if (line === null && column === null)
      return `“${text}” would be below the last event and after the last price code.`;
    if (line === null) return `“${text}” would be below the last event.`;
    return `${line.name}: “${text}” would be after the last price code.`;
  }
  const place = [line?.name, column === null ? undefined : headingOf(column)].filter((part) => part !== undefined);
  return `${place.join(', ')}: the vendor has no ticket type “${text}”.`;
}
