import { Button, Table } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Icon } from '../Icon.tsx';
import { ScrollRegion } from '../ScrollRegion.tsx';
import classes from './charts.module.css';
import type { Series } from './scale.ts';

type Props = {
  /** What is shown, for those who hear it, and the caption of the table. */
  title: string;
  /** What the places along the axis are: "Day". */
  placeName: string;
  places: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  legend?: ReactNode;
  children: ReactNode;
};

/** A chart with the same figures as a table, one click away. */
export function ChartFrame({ title, placeName, places, series, format, legend, children }: Props) {
  const [isTable, setTable] = useState(false);
  return (
    <figure className={classes.chart} aria-label={title}>
      <div className={classes.head}>
        <div>{!isTable && legend}</div>
        <Button
          variant="subtle"
          size="xs"
          aria-pressed={isTable}
          leftSection={<Icon name={isTable ? 'chart' : 'menu'} size="sm" />}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? 'Show as a chart' : 'Show as a table'}
        </Button>
      </div>
      {isTable ? (
        <ScrollRegion label={title} isLow>
          <Table tabularNums verticalSpacing="xs" stickyHeader>
            <caption className="flex-visually-hidden">{title}</caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{placeName}</Table.Th>
                {series.map(({ name }) => (
                  <Table.Th key={name} scope="col" ta="right">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {places.map((place, at) => (
                <Table.Tr key={place}>
                  <Table.Th scope="row">{place}</Table.Th>
                  {series.map(({ name, values }) => (
                    <Table.Td key={name} ta="right">
                      {format(values[at] ?? 0)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      ) : (
        <div className={classes.plot}>{children}</div>
      )}
    </figure>
  );
}
