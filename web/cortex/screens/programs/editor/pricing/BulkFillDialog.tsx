import { Button, Checkbox, Group, Modal, MultiSelect, Radio, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useStore } from '../../../../stores.ts';
import type { VendorAmounts } from './amounts.ts';
import { countOf } from './cellWords.ts';
import { headingOf } from './clipboard.ts';
import { type Cells, type Change, type Grid, type Line, ownCode } from './grid.ts';
import { moneyRange } from './money.ts';
import { blockOf, countIn, type Selection } from './selection.ts';

type Props = {
  grid: Grid;
  cells: Cells;
  amounts: VendorAmounts;
  selection: Selection;
  onChange: (changes: readonly Change[], label: string) => void;
  onClose: () => void;
};

/** What is filled in: the names of lines and the keys of columns. */
type Fill = {
  lines: string[];
  columns: string[];
  code: string | null;
  existing: string;
  /** Takes the prices out. */
  clears: boolean;
};

/** One ticket type for many events and price codes at once; begins with what is selected. */
export function BulkFillDialog({ grid, cells, amounts, selection, onChange, onClose }: Props) {
  const [fill, setFill] = useState(() => firstFill(grid, selection));
  const change = (part: Partial<Fill>) => setFill((known) => ({ ...known, ...part }));
  const { clears, code } = fill;
  const changes = changesOf(grid, cells, fill);
  return (
    <Modal opened onClose={onClose} title="Set prices" size="lg">
      <Stack gap="md">
        <Where grid={grid} fill={fill} onChange={change} />
        <What grid={grid} amounts={amounts} fill={fill} onChange={change} />
        <Text c="dimmed" role="status">
          {clears || code !== null ? `${countOf(changes.length, 'price')} will change.` : ''}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={changes.length === 0}
            onClick={() => {
              onChange(changes, `${clears ? 'Clear' : 'Set'} ${countOf(changes.length, 'price')}`);
              onClose();
            }}
          >
            {clears ? 'Take out' : 'Set'} {changes.length === 0 ? 'prices' : countOf(changes.length, 'price')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** With one cell selected: the line of all events, at all price codes. */
function firstFill(grid: Grid, selection: Selection): Fill {
  const block = blockOf(selection);
  const isSelected = countIn(block) > 1;
  const lines = isSelected ? grid.lines.slice(block.top, block.bottom + 1) : grid.lines.slice(0, 1);
  const columns = isSelected ? grid.columns.slice(block.left, block.right + 1) : grid.columns;
  return {
    lines: lines.map(nameOfLine),
    columns: columns.map(({ key }) => key),
    code: null,
    existing: 'keep',
    clears: false,
  };
}

function changesOf(grid: Grid, cells: Cells, { lines, columns, code, existing, clears }: Fill): Change[] {
  if (code === null && !clears) return [];
  const wanted = clears ? null : code;
  return grid.lines
    .filter((line) => lines.includes(nameOfLine(line)))
    .flatMap((line) =>
      grid.columns.flatMap((column): Change[] => {
        const own = ownCode(cells, line, column);
        const stays = own !== null && existing === 'keep' && !clears;
        if (!columns.includes(column.key) || own === wanted || stays) return [];
        return [{ line, column, ticketTypeCode: wanted }];
      }),
    );
}

type PartProps = { grid: Grid; fill: Fill; onChange: (part: Partial<Fill>) => void };

function Where({ grid, fill, onChange }: PartProps) {
  const inside = grid.lines.filter((line) => line.eventCode !== null && !line.isOutside);
  return (
    <>
      <MultiSelect
        label="Events"
        searchable
        hidePickedOptions
        data={grid.lines.map((line) => ({ value: nameOfLine(line), label: labelOfLine(line) }))}
        value={fill.lines}
        onChange={(lines) => onChange({ lines })}
      />
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => onChange({ lines: ['all'] })}>
          All events, as one price
        </Button>
        <Button size="xs" variant="default" onClick={() => onChange({ lines: inside.map(nameOfLine) })}>
          Each event of the program
        </Button>
      </Group>
      <MultiSelect
        label={grid.columns.some(({ subject }) => subject !== null) ? 'Suites and price codes' : 'Price codes'}
        searchable
        hidePickedOptions
        data={grid.columns.map((column) => ({ value: column.key, label: headingOf(column) }))}
        value={fill.columns}
        onChange={(columns) => onChange({ columns })}
      />
    </>
  );
}

function What({ grid, amounts, fill, onChange }: PartProps & { amounts: VendorAmounts }) {
  const { currency } = useStore();
  const eventCodes = grid.lines.flatMap(({ eventCode }) => eventCode ?? []);
  const chosen = grid.columns.filter(({ key }) => fill.columns.includes(key));
  const types = typesFor(amounts, eventCodes, [...new Set(chosen.map(({ priceCode }) => priceCode))]);
  return (
    <>
      <Select
        label="Ticket type"
        searchable
        disabled={fill.clears}
        placeholder="Choose a ticket type"
        data={types.map((type) => ({
          value: type.code,
          label: `${type.code} · ${moneyRange(type.leastCents, type.mostCents, currency)}`,
        }))}
        value={fill.code}
        onChange={(code) => onChange({ code })}
      />
      <Checkbox
        label="Take the prices out instead"
        checked={fill.clears}
        onChange={(event) => onChange({ clears: event.currentTarget.checked })}
      />
      {!fill.clears && (
        <Radio.Group
          label="Prices that are there"
          value={fill.existing}
          onChange={(existing) => onChange({ existing })}
        >
          <Group gap="lg" mt={4}>
            <Radio value="keep" label="stay as they are" />
            <Radio value="replace" label="are replaced" />
          </Group>
        </Radio.Group>
      )}
    </>
  );
}

function nameOfLine({ eventCode }: { eventCode: string | null }): string {
  return eventCode === null ? 'all' : `event ${eventCode}`;
}

function labelOfLine({ eventCode, name, hint }: Line): string {
  return eventCode === null ? name : `${name} · ${hint}`;
}

/** Of each ticket type the least and the most over the price codes. */
function typesFor(amounts: VendorAmounts, eventCodes: readonly string[], priceCodes: readonly string[]) {
  const types = new Map<string, { code: string; leastCents: number; mostCents: number }>();
  for (const type of priceCodes.flatMap((priceCode) => amounts.ticketTypesAt(eventCodes, priceCode))) {
    const known = types.get(type.code) ?? type;
    types.set(type.code, {
      code: type.code,
      leastCents: Math.min(known.leastCents, type.leastCents),
      mostCents: Math.max(known.mostCents, type.mostCents),
    });
  }
  return [...types.values()];
}
