import { Table, Text } from '@mantine/core';
import classes from './ChangesTable.module.css';
import { changesBetween, pathInWords } from './changes.ts';
import { ScrollRegion } from './ScrollRegion.tsx';

type Props = { before: unknown; after: unknown; labels?: [before: string, after: string] };

/** What differs, field by field; words and marks say what the colours repeat. */
export function ChangesTable({ before, after, labels = ['Before', 'After'] }: Props) {
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
                {kind === 'added' ? (
                  <span className={classes.none}>not set</span>
                ) : (
                  <del className={classes.was}>{was}</del>
                )}
              </Table.Td>
              <Table.Td>
                {kind === 'removed' ? (
                  <span className={classes.none}>not set</span>
                ) : (
                  <ins className={classes.is}>{is}</ins>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
