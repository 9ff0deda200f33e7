import { Button, Group, Menu, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Column, DataTable } from '../../../../../ui/DataTable.tsx';
import { FilterBar } from '../../../../../ui/FilterBar.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { SearchField } from '../../../../../ui/SearchField.tsx';
import { StatusBadge } from '../../../../../ui/StatusBadge.tsx';
import type { Suite } from '../../../../suites.ts';
import { everyVenueQuery } from '../../../events/eventsApi.ts';
import classes from '../parts/parts.module.css';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import { assignTier, setAllSold } from './suiteEdits.ts';

type Props = { stage: StageEditor<'suites'>; suites: readonly Suite[] };

const noTier = 'none';

/** Each suite of the store: whether the program sells it, and at which price tier. */
export function SuitesPanel({ stage, suites }: Props) {
  const { content, canEdit, edit } = stage;
  const [text, setText] = useState('');
  const venues = useVenueNames(stage.storeKey);
  const sold = new Set(content.suiteIds);
  const listed = suites.filter(({ id, isArchived }) => !isArchived || sold.has(id));
  const shown = listed.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  const soldShown = shown.filter(({ id }) => sold.has(id));
  const gone = content.suiteIds.filter((id) => !suites.some((suite) => suite.id === id));
  const assign = (ids: readonly string[], tierId: string | null) =>
    edit((old) => assignTier(old, ids, tierId), ids.length === 1 ? 'Set the price tier of a suite' : 'Set price tiers');
  return (
    <Panel
      title="Suites for sale"
      description={`${soldInWords(sold.size, listed.length + gone.length)} A suite that is not chosen is not offered.`}
      actions={
        canEdit &&
        content.tiers.length > 0 &&
        soldShown.length > 0 && (
          <TierMenu
            tiers={content.tiers}
            count={soldShown.length}
            onAssign={(tierId) =>
              assign(
                soldShown.map(({ id }) => id),
                tierId,
              )
            }
          />
        )
      }
      flush
    >
      <FilterBar label="Filter the suites" isFiltered={text !== ''} onClear={() => setText('')}>
        <SearchField label="Search in the names" value={text} onChange={setText} />
      </FilterBar>
      <div className={classes.inset}>
        <FieldFindings findings={stage.findingsAt('/suites').filter(({ at }) => !at.startsWith('/suites/tiers'))} />
        {gone.length > 0 && canEdit && (
          <Group gap="xs" my="xs">
            <Text>{gone.length === 1 ? 'One suite is' : `${gone.length} suites are`} not in the store any more.</Text>
            <Button
              size="xs"
              variant="default"
              onClick={() => edit((old) => setAllSold(old, gone, new Set()), 'Remove suites that are gone')}
            >
              Remove
            </Button>
          </Group>
        )}
      </div>
      <DataTable
        caption="Suites for sale"
        rows={shown}
        rowKey={({ id }) => id}
        columns={columnsOf({ content, canEdit, venues, sold, onAssign: (id, tierId) => assign([id], tierId) })}
        {...(canEdit && {
          selection: {
            selected: sold,
            label: ({ name }: Suite) => `Sell ${name}`,
            onChange: (chosen: ReadonlySet<string>) => {
              const ids = shown.map(({ id }) => id);
              edit((old) => setAllSold(old, ids, chosen), 'Choose suites');
            },
          },
        })}
      />
    </Panel>
  );
}

function soldInWords(sold: number, all: number): string {
  return sold === 0
    ? `None of ${all} suites is chosen.`
    : `${sold} of ${all} suites ${sold === 1 ? 'is' : 'are'} chosen.`;
}

type ColumnOptions = {
  content: StageEditor<'suites'>['content'];
  canEdit: boolean;
  venues: ReadonlyMap<string, string>;
  sold: ReadonlySet<string>;
  onAssign: (suiteId: string, tierId: string | null) => void;
};

function columnsOf({ content, canEdit, venues, sold, onAssign }: ColumnOptions): Column<Suite>[] {
  const tierOf = (id: string) => content.tiers.find(({ suiteIds }) => suiteIds.includes(id));
  const tier = (suite: Suite) => {
    if (!sold.has(suite.id)) return <Text c="dimmed">not sold</Text>;
    if (content.tiers.length === 0) return <Text c="dimmed">own prices</Text>;
    if (!canEdit) return tierOf(suite.id)?.name ?? 'own prices';
    return (
      <Select
        size="xs"
        aria-label={`Price tier of ${suite.name}`}
        data={[
          { value: noTier, label: 'Own prices' },
          ...content.tiers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={tierOf(suite.id)?.id ?? noTier}
        onChange={(value) => onAssign(suite.id, value === noTier ? null : value)}
      />
    );
  };
  return [
    {
      key: 'name',
      header: 'Suite',
      cell: ({ name, isArchived }) => (
        <Group gap="xs">
          {name}
          {isArchived && <StatusBadge tone="warning">Archived</StatusBadge>}
        </Group>
      ),
    },
    { key: 'venue', header: 'Venue', cell: ({ venueId }) => venues.get(venueId) ?? '' },
    { key: 'seats', header: 'Seats', align: 'right', cell: ({ capacity }) => capacity },
    { key: 'parts', header: 'Sold in parts of', cell: ({ partialSizes }) => partialSizes.join(', ') || 'whole only' },
    ...(canEdit ? [] : [{ key: 'sold', header: 'Sold', cell: ({ id }: Suite) => (sold.has(id) ? 'yes' : 'no') }]),
    { key: 'tier', header: 'Price tier', cell: tier },
  ];
}

type TierMenuProps = {
  tiers: readonly { id: string; name: string }[];
  count: number;
  onAssign: (tierId: string | null) => void;
};

function TierMenu({ tiers, count, onAssign }: TierMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">Price tier of all {count}…</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tiers.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => onAssign(id)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onAssign(null)}>Own prices</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useVenueNames(storeKey: string): ReadonlyMap<string, string> {
  const { data } = useQuery(everyVenueQuery(storeKey));
  return new Map(data?.items.map(({ id, name }) => [id, name]));
}
