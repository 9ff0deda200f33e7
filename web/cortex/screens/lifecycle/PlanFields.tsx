import { Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { browserZone } from '../../zone.ts';
import type { ProgramSummary } from './lifecycleApi.ts';
import { type PlanValues, timeHint } from './planForm.ts';

type Name = 'startsAt' | 'endsAt' | 'returnTo';
type Props = {
  values: PlanValues;
  set: (change: Partial<PlanValues>) => void;
  errors: Partial<Record<Name, ReactNode>>;
  zone: string;
  programs: readonly ProgramSummary[];
  /** It runs: its start is fixed. */
  isRunning?: boolean;
};

/** More programs than these are found by typing. */
const searchFrom = 12;

/** When a planned switch starts, whether it ends, and what comes after. */
export function PlanFields({ values, set, errors, zone, programs, isRunning = false }: Props) {
  const { startsAt, ends, endsAt, returnTo } = values;
  const published = programs.filter(({ state, id }) => state === 'published' || id === returnTo);
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        Times are those of the store’s clocks, {zone}.
      </Text>
      <Group align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
        <TimeInput
          label="Starts"
          value={startsAt}
          zone={zone}
          error={errors.startsAt}
          isDisabled={isRunning}
          onChange={(text) => set({ startsAt: text })}
        />
        {ends === 'at' && (
          <TimeInput
            label="Ends"
            value={endsAt}
            zone={zone}
            error={errors.endsAt}
            onChange={(text) => set({ endsAt: text })}
          />
        )}
      </Group>
      <Radio.Group
        label="Return"
        value={ends}
        onChange={(chosen) => set({ ends: chosen === 'never' ? 'never' : 'at' })}
      >
        <Group gap="lg" mt={4}>
          <Radio value="at" label="Ends by itself" />
          <Radio value="never" label="Stays until somebody switches" />
        </Group>
      </Radio.Group>
      {ends === 'at' && (
        <Select
          label="Returns to"
          searchable={published.length > searchFrom}
          nothingFoundMessage="No program is called that"
          data={[
            { value: 'base', label: 'Whatever would have been active' },
            { value: 'closed', label: 'Closed: no program is active' },
            ...published.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={returnTo}
          error={errors.returnTo}
          onChange={(chosen) => set({ returnTo: chosen ?? 'base' })}
        />
      )}
    </Stack>
  );
}

type TimeProps = {
  label: string;
  value: string;
  zone: string;
  error: ReactNode;
  isDisabled?: boolean;
  onChange: (text: string) => void;
};

/** A day and a time on the store's clocks; below it the reader's own, where they differ. */
function TimeInput({ label, value, zone, error, isDisabled = false, onChange }: TimeProps) {
  const hint = timeHint(value, zone, browserZone);
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={value}
      disabled={isDisabled}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      {...(hint !== null && { description: hint })}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
