import { Table } from '@mantine/core';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import classes from './MatrixTable.module.css';
import type { Matrix } from './seatMatrix.ts';

type Props = {
  caption: string;
  /** What the rows are. */
  corner: string;
  matrix: Matrix;
  format: (value: number) => string;
  hasTotals?: boolean;
};

/** Numbers by two names, with headings on both sides. */
export function MatrixTable({ caption, corner, matrix, format, hasTotals = false }: Props) {
  const { columns, rows, totals } = matrix;
  return (
    <ScrollRegion label={caption}>
      <Table className={classes.table} tabularNums verticalSpacing="xs">
        <caption className="flex-visually-hidden">{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{corner}</Table.Th>
            {columns.map((name) => (
              <Table.Th key={name} scope="col" ta="right">
                {name}
              </Table.Th>
            ))}
            {hasTotals && (
              <Table.Th scope="col" ta="right">
                Together
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, cells, total }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              {cells.map((value, at) => (
                <Table.Td key={columns[at]} ta="right">
                  <Cell value={value} format={format} />
                </Table.Td>
              ))}
              {hasTotals && (
                <Table.Td ta="right" fw={600}>
                  {format(total)}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {hasTotals && (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">Together</Table.Th>
              {totals.map((total, at) => (
                <Table.Td key={columns[at]} ta="right" fw={600}>
                  {format(total)}
                </Table.Td>
              ))}
              <Table.Td ta="right" fw={600}>
                {format(totals.reduce((all, total) => all + total, 0))}
              </Table.Td>
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </ScrollRegion>
  );
}

function Cell({ value, format }: { value: number | null; format: (value: number) => string }) {
  if (value !== null) return format(value);
  return (
    <>
      <span aria-hidden="true" className={classes.none}>
        –
      </span>
      <span className="flex-visually-hidden">none</span>
    </>
  );
}
