import { Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { browserZone } from '../../../../zone.ts';
import { inBothZones, instantOfText, textOfInstant } from './instantText.ts';

type Props = {
  label: string;
  value: string | null;
  /** Null where the field was emptied; only when `mayBeEmpty`. */
  onChange: (at: string | null) => void;
  zone: string;
  canEdit: boolean;
  mayBeEmpty?: boolean;
};

/** A day and a time of day on the store's clocks, said in the reader's zone too. */
export function InstantField({ label, value, onChange, zone, canEdit, mayBeEmpty = false }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const found = typed === null ? null : instantOfText(typed, zone);
  const write = (text: string) => {
    const at = instantOfText(text, zone);
    setTyped(at.kind === 'at' ? null : text);
    if (at.kind === 'at') onChange(at.at);
    if (at.kind === 'empty' && mayBeEmpty) onChange(null);
  };
  const words = inBothZones(value, zone, browserZone);
  return (
    <div>
      <TextInput
        type="datetime-local"
        label={`${label} (${zone})`}
        value={typed ?? textOfInstant(value, zone)}
        readOnly={!canEdit}
        error={found?.kind === 'skipped' ? `The clocks of that day go from ${found.from} to ${found.to}.` : undefined}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
      />
      {words.length > 0 && (
        <Group gap="xs" mt={4}>
          {words.map((line) => (
            <Text key={line} size="xs" c="dimmed">
              {line}
            </Text>
          ))}
        </Group>
      )}
    </div>
  );
}
