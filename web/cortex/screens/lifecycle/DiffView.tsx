import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatAlike } from '../../../../shared/rules/money.ts';
import type { Output } from '../../../api/contract.ts';
import classes from './DiffView.module.css';
import { type DiffGroups, groupDiff, isSame, moveInWords, type PriceMove } from './diffGroups.ts';

type Props = { store: Store; diff: Output<'GET /api/stores/{storeKey}/program-diff'> };

/** What fans gain, lose and pay from one program to another: first in numbers, then by name. */
export function DiffView({ store, diff }: Props) {
  const groups = groupDiff(diff);
  if (isSame(groups)) return <Text c="dimmed">Fans see the same offer as now.</Text>;
  const { gains, loses, limits, texts, others, prices } = groups;
  return (
    <Stack gap="md">
      <dl className={classes.figures}>
        <Figure name="Fans gain" tone="gain" value={gains.length} />
        <Figure name="Fans lose" tone="loss" value={loses.length} />
        <Figure name={prices.isLowest ? 'Lowest prices go down' : 'Prices go down'} tone="gain" value={prices.lower} />
        <Figure name={prices.isLowest ? 'Lowest prices go up' : 'Prices go up'} tone="loss" value={prices.higher} />
        {prices.added > 0 && <Figure name="Seats that sell now" tone="gain" value={prices.added} />}
        {prices.removed > 0 && <Figure name="No longer sold" tone="loss" value={prices.removed} />}
      </dl>
      <Sentences title="Fans gain" sentences={gains} />
      <Sentences title="Fans lose" sentences={loses} />
      <Prices store={store} prices={prices} />
      <Sentences title="How many games" sentences={limits} />
      <Sentences title="Rules and conditions" sentences={others} />
      <Sentences title="Texts and look" sentences={texts} />
    </Stack>
  );
}

function Figure({ name, value, tone }: { name: string; value: number; tone: 'gain' | 'loss' }) {
  return (
    <div className={classes.figure} data-tone={value === 0 ? 'none' : tone}>
      <dt>{name}</dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  );
}

const shown = 5;

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  if (sentences.length === 0) return null;
  return (
    <section aria-label={title}>
      <Text fw={600}>{title}</Text>
      <ul className={classes.list}>
        {(isOpen ? sentences : sentences.slice(0, shown)).map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat, and the list never changes its order
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      <AllButton count={sentences.length} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
    </section>
  );
}

function Prices({ store, prices: { moves, isLowest } }: { store: Store; prices: DiffGroups['prices'] }) {
  const [isOpen, setOpen] = useState(false);
  if (moves.length === 0) return null;
  const all = moves.flatMap(({ beforeCents, afterCents }) => [beforeCents ?? 0, afterCents ?? 0]);
  const format = formatAlike(all, store.currency, 'en');
  const title = isLowest ? 'Fans pay at least' : 'Fans pay';
  return (
    <section aria-label={title}>
      <Text fw={600}>{title}</Text>
      {isLowest && <Text c="dimmed">{lowestHint}</Text>}
      <table className={classes.prices}>
        <thead>
          <tr>
            <th scope="col">Price code</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
            <th scope="col">That is</th>
            <th scope="col">Prices</th>
          </tr>
        </thead>
        <tbody>
          {(isOpen ? moves : moves.slice(0, shown)).map((move) => (
            <PriceRow key={`${move.priceCode} ${move.beforeCents} ${move.afterCents}`} move={move} format={format} />
          ))}
        </tbody>
      </table>
      <AllButton count={moves.length} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
    </section>
  );
}

const lowestHint =
  'The two have no choice in common. These are the lowest prices of the games in both, with any pack, package or number of games.';

function PriceRow({ move, format }: { move: PriceMove; format: (cents: number) => string }) {
  const amount = (cents: number | null) => (cents === null ? '–' : format(cents));
  return (
    <tr>
      <th scope="row">{move.priceCode}</th>
      <td>{amount(move.beforeCents)}</td>
      <td>{amount(move.afterCents)}</td>
      <td>{moveInWords(move)}</td>
      <td>{move.count.toLocaleString('en')}</td>
    </tr>
  );
}

function AllButton({ count, isOpen, onToggle }: { count: number; isOpen: boolean; onToggle: () => void }) {
  if (count <= shown) return null;
  return (
    <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={onToggle}>
      {isOpen ? 'Show fewer' : `Show all ${count.toLocaleString('en')}`}
    </Button>
  );
}
