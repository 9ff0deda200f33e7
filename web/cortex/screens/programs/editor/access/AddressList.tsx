import { ActionIcon, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../../../../ui/Icon.tsx';
import { SearchField } from '../../../../../ui/SearchField.tsx';
import classes from './access.module.css';
import { type Pasted, readAddresses, withoutAddresses } from './addresses.ts';

type Props = {
  label: string;
  /** What an empty list means. */
  empty: string;
  value: readonly string[];
  onChange: (addresses: string[]) => void;
  canEdit: boolean;
};

const shownAtOnce = 20;
const most = 20_000;

/** Up to 20,000 e-mail addresses: pasted at once, found again, and taken out one by one or by another paste. */
export function AddressList({ label, empty, value, onChange, canEdit }: Props) {
  const [text, setText] = useState('');
  const [dialog, setDialog] = useState<'add' | 'remove' | null>(null);
  const found = value.filter((address) => address.includes(text.trim().toLowerCase()));
  return (
    <div className={classes.list}>
      <Group justify="space-between" gap="xs">
        <Text fw={550}>
          {label}: {value.length.toLocaleString('en')}
        </Text>
        {canEdit && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              leftSection={<Icon name="plus" size="sm" />}
              onClick={() => setDialog('add')}
            >
              Add addresses
            </Button>
            {value.length > 1 && (
              <Button size="xs" variant="subtle" onClick={() => setDialog('remove')}>
                Remove many…
              </Button>
            )}
          </Group>
        )}
      </Group>
      {value.length === 0 && <Text c="dimmed">{empty}</Text>}
      {value.length > shownAtOnce && (
        <SearchField label={`Search in ${label.toLowerCase()}`} value={text} onChange={setText} />
      )}
      {found.length > 0 && (
        <ul className={classes.addresses} aria-label={label}>
          {found.slice(0, shownAtOnce).map((address) => (
            <li key={address}>
              <span>{address}</span>
              {canEdit && (
                <ActionIcon
                  size="sm"
                  aria-label={`Remove ${address}`}
                  onClick={() => onChange(value.filter((one) => one !== address))}
                >
                  <Icon name="close" size="sm" />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {found.length > shownAtOnce && (
        <Text size="xs" c="dimmed">
          And {(found.length - shownAtOnce).toLocaleString('en')} more: search to see them.
        </Text>
      )}
      {dialog !== null && (
        <PasteDialog
          label={label}
          value={value}
          isAdding={dialog === 'add'}
          onChange={onChange}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

type PasteProps = Pick<Props, 'label' | 'value' | 'onChange'> & { isAdding: boolean; onClose: () => void };

function PasteDialog({ label, value, isAdding, onChange, onClose }: PasteProps) {
  const [text, setText] = useState('');
  const pasted = readAddresses(text, isAdding ? value : []);
  const left = withoutAddresses(value, text);
  const count = isAdding ? pasted.added.length : value.length - left.length;
  const isTooMany = isAdding && value.length + count > most;
  const act = () => {
    onChange(isAdding ? [...value, ...pasted.added] : left);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={isAdding ? `Add to “${label}”` : `Remove from “${label}”`} size="lg">
      <Stack gap="sm">
        <Textarea
          data-autofocus
          label="Addresses"
          description="Paste a column of a spreadsheet, or addresses with commas, semicolons, spaces or lines between them."
          minRows={6}
          maxRows={14}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <PastedWords pasted={pasted} isAdding={isAdding} count={count} isTooMany={isTooMany} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={count === 0 || isTooMany} {...(!isAdding && { color: 'red' })} onClick={act}>
            {isAdding ? 'Add' : 'Remove'} {count.toLocaleString('en')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type WordsProps = { pasted: Pasted; isAdding: boolean; count: number; isTooMany: boolean };

function PastedWords({ pasted, isAdding, count, isTooMany }: WordsProps) {
  const parts = [
    isAdding ? `${count.toLocaleString('en')} new` : `${count.toLocaleString('en')} of the list`,
    ...(isAdding && pasted.knownCount > 0 ? [`${pasted.knownCount.toLocaleString('en')} in the list already`] : []),
    ...(pasted.refused.length > 0 ? [`${pasted.refused.length.toLocaleString('en')} no addresses`] : []),
  ];
  return (
    <div role="status">
      <Text>{parts.join(' · ')}</Text>
      {pasted.refused.length > 0 && (
        <Text size="xs" c="dimmed" className={classes.refused}>
          Left out: {pasted.refused.slice(0, 10).join(', ')}
          {pasted.refused.length > 10 && ` and ${pasted.refused.length - 10} more`}
        </Text>
      )}
      {isTooMany && (
        <Text size="xs" c="red">
          A list holds at most {most.toLocaleString('en')} addresses.
        </Text>
      )}
    </div>
  );
}
