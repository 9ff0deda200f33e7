import { Button, Group, Modal, SegmentedControl, Select, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { CountInput } from '../fields/CountInput.tsx';
import { isOpen } from '../fields/looks.ts';
import { type Assignment, type FillBy, type FillEvent, filled, groupsOf, spread, suggest } from './fill.ts';
import { games } from './packWords.ts';

type LaneChoice = { id: string; name: string; codes: readonly string[] };

type Props = {
  name: string;
  season: readonly Event[];
  lanes: readonly LaneChoice[];
  /** Lane by lane, the events that go there. */
  onFill: (filled: ReadonlyMap<string, readonly string[]>) => void;
  onClose: () => void;
};

const ways = [
  { value: 'weekday', label: 'By weekday' },
  { value: 'opponent', label: 'By opponent' },
  { value: 'spread', label: 'Spread evenly' },
] as const satisfies readonly { value: FillBy; label: string }[];

/** A suggestion of what goes where, to be changed before it is taken. */
export function FillDialog({ name, season, lanes, onFill, onClose }: Props) {
  const [by, setBy] = useState<FillBy>('weekday');
  const [isAll, setAll] = useState(false);
  const [changed, setChanged] = useState<Assignment>(new Map());
  const [count, setCount] = useState<number | null>(null);
  const [now] = useState(() => Date.now());
  const events = eventsToFill(season, lanes, { isAll, now });
  const laneIds = lanes.map(({ id }) => id);
  const groups = by === 'spread' ? [] : groupsOf(events, by);
  const assignment = by === 'spread' ? changed : new Map([...suggest(groups, laneIds, by), ...changed]);
  const wanted = count ?? events.length;
  const result = by === 'spread' ? spread(events, laneIds, wanted) : filled(events, groups, assignment);
  const total = [...result.values()].reduce((sum, codes) => sum + codes.length, 0);
  return (
    <Modal opened onClose={onClose} title={`Fill ${name}`} size="lg">
      <Stack gap="md">
        <SegmentedControl
          aria-label="How to divide the events"
          data={[...ways]}
          value={by}
          onChange={(value) => {
            const way = ways.find((one) => one.value === value);
            if (way === undefined) return;
            setBy(way.value);
            setChanged(new Map());
          }}
        />
        <Switch
          label="Also move events that are in it already"
          checked={isAll}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
        {by === 'spread' ? (
          <CountInput label="How many events" value={wanted} onChange={(value) => setCount(value ?? 0)} canEdit />
        ) : (
          <GroupTable
            rows={groups.map(({ key, label, codes }) => ({ key, label, count: codes.length }))}
            lanes={lanes}
            assignment={assignment}
            onAssign={(key, lane) => setChanged(new Map([...changed, [key, lane]]))}
          />
        )}
        <Text role="status">{resultInWords(lanes, result)}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={total === 0} onClick={() => onFill(result)}>
            Fill with {games(total)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type Wanted = { isAll: boolean; now: number };

function eventsToFill(season: readonly Event[], lanes: readonly LaneChoice[], { isAll, now }: Wanted): FillEvent[] {
  const inside = new Set(lanes.flatMap(({ codes }) => codes));
  return season
    .filter((event) => isOpen(event, now) && (isAll || !inside.has(event.code)))
    .map(({ code, date, opponent }) => ({ code, on: date.state === 'set' ? date.on : null, opponent }));
}

function resultInWords(lanes: readonly LaneChoice[], result: ReadonlyMap<string, readonly string[]>): string {
  const parts = lanes.map(({ id, name }) => `${name}: ${games(result.get(id)?.length ?? 0)}`);
  return `${parts.join(' · ')}. Only published events that have not begun are moved.`;
}

type GroupTableProps = {
  rows: readonly { key: string; label: string; count: number }[];
  lanes: readonly LaneChoice[];
  assignment: Assignment;
  onAssign: (key: string, lane: string | null) => void;
};

const stays = 'stays';

function GroupTable({ rows, lanes, assignment, onAssign }: GroupTableProps) {
  if (rows.length === 0) return <Text c="dimmed">Every open event is in it already.</Text>;
  const choices = [
    ...lanes.map(({ id, name }) => ({ value: id, label: name })),
    { value: stays, label: 'Leave as it is' },
  ];
  return (
    <Table verticalSpacing={4} aria-label="What goes where">
      <Table.Tbody>
        {rows.map(({ key, label, count }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" fw={500}>
              {label}
            </Table.Th>
            <Table.Td>{games(count)}</Table.Td>
            <Table.Td>
              <Select
                size="xs"
                aria-label={`Where ${label} goes`}
                data={choices}
                value={assignment.get(key) ?? stays}
                onChange={(value) => onAssign(key, value === stays ? null : value)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
