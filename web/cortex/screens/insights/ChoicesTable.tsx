import { Table, Title } from '@mantine/core';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import classes from './insights.module.css';
import type { Figures, FunnelAnswer } from './insightsApi.ts';
import { inVain } from './insightWords.ts';

type Choice = FunnelAnswer['programs'][number]['choices'][number];
const heads = ['Chosen', 'Held', 'Paying', 'Bought', 'Open', 'Abandoned', 'Seats sold'];

/** Packs or packages of a program, each with its tiers; nothing where there are none. */
export function ChoicesTable({ program, choices }: { program: string; choices: readonly Choice[] }) {
  const shown = choices.filter(({ id }) => id !== null);
  if (shown.length === 0) return null;
  const isPackages = shown.every(({ kind }) => kind === 'package');
  const title = isPackages ? 'By package' : 'By pack and tier';
  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <ScrollRegion label={`${title} of ${program}`}>
        <Table tabularNums verticalSpacing="xs">
          <caption className="flex-visually-hidden">
            {title} of {program}. A cart counts once in each tier of which it has a game.
          </caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{isPackages ? 'Package' : 'Pack or tier'}</Table.Th>
              <Table.Th scope="col" ta="right">
                Seen
              </Table.Th>
              {heads.map((head) => (
                <Table.Th key={head} scope="col" ta="right">
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{shown.map((choice) => rowsOf(choice))}</Table.Tbody>
        </Table>
      </ScrollRegion>
    </div>
  );
}

function rowsOf({ id, name, seen, tiers, ...figures }: Choice) {
  return [
    <Row key={id} name={name ?? 'Without a name'} seen={seen.choice} figures={figures} />,
    ...tiers.map(({ id: tierId, name: tierName, ...own }) => (
      <Row key={`${id} ${tierId}`} name={tierName ?? 'Without a name'} seen={null} figures={own} isTier />
    )),
  ];
}

type RowProps = { name: string; seen: number | null; figures: Figures; isTier?: boolean };

function Row({ name, seen, figures: { funnel, sales }, isTier = false }: RowProps) {
  const { chosen, held, paying, bought, open } = funnel;
  const counts = [chosen, held, paying, bought, open, inVain(funnel), sales.seats];
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={isTier ? 400 : 550} className={isTier ? classes.tier : undefined}>
        {name}
      </Table.Th>
      <Table.Td ta="right">{seen === null ? '–' : seen.toLocaleString('en')}</Table.Td>
      {counts.map((count, at) => (
        <Table.Td key={heads[at]} ta="right">
          {count.toLocaleString('en')}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
