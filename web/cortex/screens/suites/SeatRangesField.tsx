import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import type { SeatRange } from '../../../../shared/contract/suites.ts';
import type { Section } from '../../../../shared/contract/venues.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { emptyRange, rangeFault } from './suiteForm.ts';

type Props = {
  ranges: readonly SeatRange[];
  sections: readonly Section[];
  most: number;
  add: string;
  /** What one range is called to a screen reader. */
  name: string;
  onChange: (ranges: SeatRange[]) => void;
};

/** Ranges of seats, each in one row. */
export function SeatRangesField({ ranges, sections, most, add, name, onChange }: Props) {
  const put = (at: number, range: SeatRange) => onChange(ranges.map((old, index) => (index === at ? range : old)));
  const last = ranges.at(-1);
  return (
    <Stack gap="xs">
      {ranges.map((range, at) => (
        <RangeFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a range has no other name
          key={at}
          label={ranges.length === 1 ? name : `${name} ${at + 1}`}
          range={range}
          sections={sections}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange(ranges.filter((_, index) => index !== at))}
        />
      ))}
      {ranges.length < most && (
        <Group>
          <Button
            variant="default"
            leftSection={<Icon name="plus" />}
            onClick={() => onChange([...ranges, emptyRange(last?.sectionName ?? sections[0]?.sectionName ?? '')])}
          >
            {add}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

type RangeProps = {
  label: string;
  range: SeatRange;
  sections: readonly Section[];
  onChange: (range: SeatRange) => void;
  onRemove: () => void;
};

function RangeFields({ label, range, sections, onChange, onRemove }: RangeProps) {
  const fault = rangeFault(range);
  const number = (what: string, field: 'firstSeat' | 'lastSeat') => (
    <NumberInput
      label={what}
      aria-label={`${label}: ${what.toLowerCase()}`}
      w="7rem"
      min={0}
      max={100_000}
      allowDecimal={false}
      value={range[field]}
      onChange={(value) => typeof value === 'number' && onChange({ ...range, [field]: value })}
    />
  );
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className="flex-visually-hidden">{label}</legend>
      <Group gap="xs" align="flex-end">
        <Select
          label="Section"
          aria-label={`${label}: section`}
          w="12rem"
          searchable
          allowDeselect={false}
          data={sections.map(({ sectionName, displayName }) => ({ value: sectionName, label: displayName }))}
          value={range.sectionName}
          onChange={(value) => onChange({ ...range, sectionName: value ?? '' })}
        />
        <TextInput
          label="Row"
          aria-label={`${label}: row`}
          w="6rem"
          value={range.rowName}
          onChange={(event) => onChange({ ...range, rowName: event.currentTarget.value })}
        />
        {number('First seat', 'firstSeat')}
        {number('Last seat', 'lastSeat')}
        <ActionIcon variant="default" size="lg" aria-label={`Remove ${label.toLowerCase()}`} onClick={onRemove}>
          <Icon name="trash" />
        </ActionIcon>
      </Group>
      {fault !== null && (
        <Text size="sm" c="red">
          {fault}
        </Text>
      )}
    </fieldset>
  );
}
