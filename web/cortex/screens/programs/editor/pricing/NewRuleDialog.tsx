import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { newId } from '../stage.tsx';

type Props = { rules: readonly PriceRule[]; onAdd: (rule: PriceRule) => void; onClose: () => void };

/** A new rule by name. The first of a program is on; another one waits until it is switched on. */
export function NewRuleDialog({ rules, onAdd, onClose }: Props) {
  const isFirst = rules.length === 0;
  const [name, setName] = useState(isFirst ? 'Everybody' : '');
  const [fromId, setFromId] = useState<string | null>(null);
  const from = rules.find(({ id }) => id === fromId);
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onAdd({
      id: newId(),
      name: name.trim(),
      priority: null,
      isOn: isFirst,
      conditions: [],
      rows: from?.rows ?? [],
      suiteRows: from?.suiteRows ?? [],
    });
  };
  return (
    <Modal opened onClose={onClose} title="Add a price rule">
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            label="Name"
            description="For staff only, such as “Five-game pack” or “Season ticket holders”."
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {!isFirst && (
            <Select
              label="Begin with the prices of"
              placeholder="No prices"
              clearable
              data={rules.map((rule) => ({ value: rule.id, label: rule.name }))}
              value={fromId}
              onChange={setFromId}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={name.trim() === ''}>
              {isFirst ? 'Add rule' : 'Add rule, switched off'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
