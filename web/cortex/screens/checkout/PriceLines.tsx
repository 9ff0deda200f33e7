import { Table, Title } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatCents } from '../../../../shared/rules/money.ts';
import { may } from '../../../ui/Can.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { useSuiteNames } from '../../suites.ts';
import type { Release, StaffOrder } from './salesApi.ts';
import { lineInWords } from './sawWords.ts';

type Props = { store: Store; found: StaffOrder; content: Release['content'] | null };

/** The price line by line, as it was added up for the fan. */
export function PriceLines({ store, found, content }: Props) {
  const { order } = found;
  const suites = useSuiteNames(store.key, hasSuites(store, found));
  const money = (cents: number) => formatCents(cents, order.currency, 'en');
  const names = new Map(order.events.map(({ code, name }) => [code, name]));
  return (
    <div>
      <Title order={3} mb="xs">
        The price, line by line
      </Title>
      <ScrollRegion label="The price, line by line">
        <Table tabularNums verticalSpacing="xs">
          <caption className="flex-visually-hidden">The price, line by line</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Game</Table.Th>
              <Table.Th scope="col">For</Table.Th>
              <Table.Th scope="col">Price code · ticket type</Table.Th>
              <Table.Th scope="col" ta="right">
                Each
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Count
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Together
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {order.quote.lines.map((line) => (
              <Table.Tr key={`${line.eventCode} ${line.kind} ${line.addOnId} ${line.suiteId} ${line.priceCode}`}>
                <Table.Td>{names.get(line.eventCode) ?? line.eventCode}</Table.Td>
                <Table.Td>{lineInWords(content, line, suites)}</Table.Td>
                <Table.Td>
                  {line.priceCode} · {line.ticketTypeCode}
                </Table.Td>
                <Table.Td ta="right">{money(line.eachCents)}</Table.Td>
                <Table.Td ta="right">{line.count}</Table.Td>
                <Table.Td ta="right">{money(line.totalCents)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Sum name="Total" value={money(order.totalCents)} />
            {order.feesCents > 0 && <Sum name="The vendor’s fees" value={money(order.feesCents)} />}
          </Table.Tfoot>
        </Table>
      </ScrollRegion>
    </div>
  );
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" colSpan={5}>
        {name}
      </Table.Th>
      <Table.Td ta="right" fw={600}>
        {value}
      </Table.Td>
    </Table.Tr>
  );
}

/** Suites are named only to those who may see them. */
function hasSuites(store: Store, { order }: StaffOrder): boolean {
  return order.seats.some(({ suiteId }) => suiteId !== null) && may(store, 'store.catalogue.view');
}
