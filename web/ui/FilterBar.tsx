import { Button, Group, Select, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import classes from './FilterBar.module.css';
import { useLatest } from './useLatest.ts';

type Props = { label: string; isFiltered: boolean; onClear: () => void; children: ReactNode };

/** Fields over a list that narrow it; the first one takes the room that is left. */
export function FilterBar({ label, isFiltered, onClear, children }: Props) {
  return (
    <search className={classes.filters} aria-label={label}>
      {children}
      {isFiltered && (
        <Button variant="subtle" onClick={onClear}>
          Clear
        </Button>
      )}
    </search>
  );
}

type ChoiceProps<V extends string> = {
  label: string;
  placeholder: string;
  options: readonly { value: V; label: string }[];
  value: V | undefined;
  onChange: (value: V | undefined) => void;
};

/** More than these are found by typing. */
const searchFrom = 12;

/**
 * One of several; nothing chosen lets all through. A screen has many, so the list is there only while it is open, or when an
 * arrow key is about to open it, which goes to one of its options; and the field is made anew only when it shows another thing.
 */
export function FilterChoice<V extends string>({ label, placeholder, options, value, onChange }: ChoiceProps<V>) {
  const [isAsked, setAsked] = useState(false);
  const tell = useLatest((chosen: string | null) => {
    setAsked(false);
    onChange(options.find((one) => one.value === chosen)?.value);
  });
  const shown = JSON.stringify(options);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the options are others when what they show is
  return useMemo(
    () => (
      <Select
        aria-label={label}
        className={classes.choice}
        placeholder={placeholder}
        clearable
        searchable={options.length > searchFrom}
        nothingFoundMessage="Nothing is called that"
        data={options}
        comboboxProps={{ keepMounted: isAsked }}
        onKeyDownCapture={({ key, currentTarget }) => {
          const isOpening = key.startsWith('Arrow') && currentTarget.ariaExpanded !== 'true';
          if (isOpening) flushSync(() => setAsked(true));
        }}
        value={value ?? null}
        onChange={(chosen) => tell.current(chosen)}
      />
    ),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
    [label, placeholder, shown, value, isAsked, tell],
  );
}

type Days = { from?: string | undefined; until?: string | undefined };

/** Two days, both included. */
export function FilterDays({ zone, from, until, onChange }: Days & { zone: string; onChange: (days: Days) => void }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <DayInput label={`First day (${zone})`} value={from} onChange={(day) => onChange({ from: day, until })} />
      <span aria-hidden="true">to</span>
      <DayInput label={`Last day (${zone})`} value={until} onChange={(day) => onChange({ from, until: day })} />
    </Group>
  );
}

type DayProps = { label: string; value: string | undefined; onChange: (day: string | undefined) => void };

function DayInput({ label, value, onChange }: DayProps) {
  const tell = useLatest(onChange);
  return useMemo(
    () => (
      <TextInput
        type="date"
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => tell.current(event.currentTarget.value || undefined)}
      />
    ),
    [label, value, tell],
  );
}
