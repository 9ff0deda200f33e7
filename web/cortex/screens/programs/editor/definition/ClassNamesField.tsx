import { Group, Pill, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { amountsQuery } from '../pricing/pricingApi.ts';
import { FieldFindings, type Finding, type StageEditor } from '../stage.tsx';
import { seatsByClass } from './classSeats.ts';

type Props = {
  stage: StageEditor<'definition'>;
  onChange: (classNames: string[]) => void;
  findings: readonly Finding[];
};

/** The classes the program sells; those that free seats have now are offered, others may be typed. */
export function ClassNamesField({ stage, onChange, findings }: Props) {
  const amounts = useQuery(amountsQuery(stage.storeKey)).data;
  const seats = seatsByClass(amounts);
  const { classNames } = stage.content;
  const left = [...seats.keys()].filter((name) => !classNames.includes(name));
  if (!stage.canEdit) {
    return (
      <div>
        <Group gap="xs">
          {classNames.length === 0 ? (
            <Text c="dimmed">none</Text>
          ) : (
            classNames.map((name) => <Pill key={name}>{name}</Pill>)
          )}
        </Group>
        <FieldFindings findings={findings} />
      </div>
    );
  }
  return (
    <div>
      <TagsInput
        label="Class names"
        description={descriptionOf(left, seats)}
        placeholder={classNames.length === 0 ? 'Choose or type a class name' : ''}
        data={left}
        value={classNames}
        maxTags={50}
        onChange={(names) => onChange(names.map((name) => name.trim().slice(0, 64)).filter((name) => name !== ''))}
        renderOption={({ option }) => (
          <Group justify="space-between" flex={1}>
            <span>{option.value}</span>
            <Text size="xs" c="dimmed" component="span">
              {(seats.get(option.value) ?? 0).toLocaleString('en')} free seats
            </Text>
          </Group>
        )}
        error={findings.some(({ severity }) => severity === 'error')}
      />
      <FieldFindings findings={findings} />
    </div>
  );
}

function descriptionOf(left: readonly string[], seats: ReadonlyMap<string, number>): string {
  if (seats.size === 0) return 'Once seats were read from the vendor, their classes are offered here.';
  return left.length === 0
    ? 'Every class that has free seats now is chosen.'
    : `With free seats now: ${left.slice(0, 6).join(', ')}${left.length > 6 ? ' and others' : ''}.`;
}
