import { Table, Text } from '@mantine/core';
import classes from './ChangesTable.module.css';
import { changesBetween, pathInWords } from './changes.ts';
import { ScrollRegion } from './ScrollRegion.tsx';

type Props = {
  before: unknown;
  after: unknown;
  labels?: [before: string, after: string];
  /** Two sides of equal right: neither is struck out. */
  isComparison?: boolean;
};

/** What differs, field by field; words and marks say what the colours repeat. */
export function ChangesTable({ before, after, labels = ['Before', 'After'], isComparison = false }: Props) {
  const changes = changesBetween(before, after);
  if (changes.length === 0) return <Text c="dimmed">No field differs.</Text>;
  return (
    <ScrollRegion label="Changes">
      <Table className={classes.table} withTableBorder verticalSpacing="xs">
        <caption className="flex-visually-hidden">Changes</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Field</Table.Th>
            <Table.Th scope="col">{labels[0]}</Table.Th>
            <Table.Th scope="col">{labels[1]}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ path, kind, before: was, after: is }) => (
            <Table.Tr key={path}>
              <Table.Th scope="row">{pathInWords(path)}</Table.Th>
              <Table.Td>
                <Value text={kind === 'added' ? null : was} tag={isComparison ? 'span' : 'del'} />
              </Table.Td>
              <Table.Td>
                <Value text={kind === 'removed' ? null : is} tag={isComparison ? 'span' : 'ins'} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Value({ text, tag: Tag }: { text: string | null; tag: 'del' | 'ins' | 'span' }) {
  if (text === null) return <span className={classes.none}>not set</span>;
  return <Tag className={classes[Tag]}>{text}</Tag>;
}
