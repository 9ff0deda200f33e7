import {
  Alert,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useCatalogue } from '../events/useCatalogue.ts';
import { rangeInWords } from './suiteSeats.ts';
import { everySuiteTypeQuery, suggestionsQuery, useRereadSuites } from './suitesApi.ts';

type Suggestion = Output<'GET /api/stores/{storeKey}/suite-suggestions'>['items'][number];
const mostAtOnce = 300;

/** Suites as the free seats of a class suggest them; those that are chosen are added together, or none. */
export function SuggestDialog({ store, onClose }: { store: Store; onClose: () => void }) {
  const venues = (useCatalogue(store.key)?.venues ?? []).filter(({ isArchived }) => !isArchived);
  const [venueId, setVenueId] = useState<string | null>(null);
  const [className, setClassName] = useState('');
  const [groupBy, setGroupBy] = useState<'section' | 'row'>('section');
  const [asked, setAsked] = useState<{ venueId: string; className: string; groupBy: 'section' | 'row' } | null>(null);
  const chosenVenue = venueId ?? (venues.length === 1 ? (venues[0]?.id ?? null) : null);
  const canAsk = chosenVenue !== null && className.trim() !== '';
  return (
    <Modal opened onClose={onClose} title="Suites from the vendor’s seats" size="xl">
      <Stack gap="md">
        <Text c="dimmed">
          Free seats of one class, as all events at the venue show them together. Nothing is added until you say so.
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (chosenVenue !== null) setAsked({ venueId: chosenVenue, className: className.trim(), groupBy });
          }}
        >
          <Group gap="sm" align="flex-end">
            <Select
              label="Venue"
              data={venues.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosenVenue}
              onChange={setVenueId}
            />
            <TextInput
              label="Class name"
              placeholder="Such as SUITES"
              data-autofocus
              value={className}
              onChange={(event) => setClassName(event.currentTarget.value)}
            />
            <SegmentedControl
              aria-label="One suite for each"
              data={[
                { value: 'section', label: 'A suite a section' },
                { value: 'row', label: 'A suite a row' },
              ]}
              value={groupBy}
              onChange={(value) => setGroupBy(value === 'row' ? 'row' : 'section')}
            />
            <Button type="submit" disabled={!canAsk}>
              Look
            </Button>
          </Group>
        </form>
        {asked !== null && <Found key={JSON.stringify(asked)} store={store} asked={asked} onDone={onClose} />}
      </Stack>
    </Modal>
  );
}

type Asked = { venueId: string; className: string; groupBy: 'section' | 'row' };

function Found({ store, asked, onDone }: { store: Store; asked: Asked; onDone: () => void }) {
  const suggestions = useQuery(suggestionsQuery(store.key, asked));
  return (
    <QueryView query={suggestions}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState isSmall icon="seat" title="No free seat of that class">
            Check the class name in Inventory, or sync the events first.
          </EmptyState>
        ) : (
          <Choose store={store} venueId={asked.venueId} items={items} onDone={onDone} />
        )
      }
    </QueryView>
  );
}

type ChooseProps = { store: Store; venueId: string; items: readonly Suggestion[]; onDone: () => void };

function Choose({ store, venueId, items, onDone }: ChooseProps) {
  const free = items.filter(({ blockedBy }) => blockedBy === null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(
    new Set(free.slice(0, mostAtOnce).map(({ name }) => name)),
  );
  const [typeId, setTypeId] = useState<string | null>(null);
  const [sizes, setSizes] = useState<string[]>([]);
  const types = useQuery(everySuiteTypeQuery(store.key)).data?.items ?? [];
  const reread = useRereadSuites(store.key);
  const chosen = free.filter(({ name }) => selected.has(name));
  const add = useMutation({
    mutationFn: () =>
      call('POST /api/stores/{storeKey}/suites/bulk', {
        params: { storeKey: store.key },
        body: {
          items: chosen.map(({ name, seats }) => ({
            name,
            venueId,
            seats,
            suiteTypeId: typeId,
            partialSizes: sizes.map(Number),
          })),
        },
      }),
    onSuccess: ({ items: made }) => {
      toastDone(made.length === 1 ? 'The suite is added.' : `${made.length} suites are added.`);
      reread();
      onDone();
    },
  });
  return (
    <Stack gap="md">
      <SuggestionsTable items={items} selected={selected} onSelect={setSelected} />
      <Group gap="sm" align="flex-start" grow>
        <Select
          label="Suite type"
          placeholder="None"
          clearable
          data={types.map(({ id, name }) => ({ value: id, label: name }))}
          value={typeId}
          onChange={setTypeId}
        />
        <TagsInput
          label="Sold in parts of"
          description="Seats, such as 2, 4, 6; none: only whole"
          value={sizes}
          onChange={(values) => setSizes(values.filter((value) => /^[1-9]\d{0,2}$/.test(value)))}
        />
      </Group>
      <TooMany count={chosen.length} />
      <ProblemAlert error={add.error} />
      <Group justify="flex-end">
        <Button
          loading={add.isPending}
          disabled={chosen.length === 0 || chosen.length > mostAtOnce}
          onClick={() => add.mutate()}
        >
          {chosen.length === 1 ? 'Add 1 suite' : `Add ${chosen.length} suites`}
        </Button>
      </Group>
    </Stack>
  );
}

function TooMany({ count }: { count: number }) {
  if (count <= mostAtOnce) return null;
  return (
    <Alert color="amber" icon={<Icon name="info" />}>
      At most {mostAtOnce} are added at once.
    </Alert>
  );
}

type TableProps = {
  items: readonly Suggestion[];
  selected: ReadonlySet<string>;
  onSelect: (names: ReadonlySet<string>) => void;
};

function SuggestionsTable({ items, selected, onSelect }: TableProps) {
  return (
    <ScrollRegion isLow label="Suggested suites, scrolled">
      <DataTable
        caption="Suggested suites"
        columns={[
          { key: 'name', header: 'Suite', cell: ({ name }) => name },
          { key: 'seats', header: 'Seats', cell: ({ seats }) => seats.map(rangeInWords).slice(0, 3).join('; ') },
          { key: 'capacity', header: 'Capacity', align: 'right', isNarrow: true, cell: ({ capacity }) => capacity },
          { key: 'state', header: 'State', cell: ({ blockedBy }) => <Blocked blockedBy={blockedBy} /> },
        ]}
        rows={items}
        rowKey={({ name }) => name}
        selection={{ selected, onChange: onSelect, label: ({ name }) => `Choose ${name}` }}
      />
    </ScrollRegion>
  );
}

function Blocked({ blockedBy }: Pick<Suggestion, 'blockedBy'>) {
  if (blockedBy === null) return <StatusBadge tone="positive">New</StatusBadge>;
  const words = {
    seats_taken: `Seats are in ${blockedBy.suite ?? 'another suite'}`,
    name_taken: 'A suite is called that',
    too_many_ranges: 'Too many separate rows',
  }[blockedBy.reason];
  return <StatusBadge tone="neutral">{words}</StatusBadge>;
}
