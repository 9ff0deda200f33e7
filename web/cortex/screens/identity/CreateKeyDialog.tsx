import { Alert, Anchor, Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { CopyField } from '../../../ui/CopyField.tsx';
import { FormDialog } from '../../../ui/dialogs.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { permissionInWords } from '../../roles.ts';
import type { KeyPermission, MadeKey } from './keysApi.ts';

type Props = { store: Store; grantable: readonly KeyPermission[]; onMade: () => void; onClose: () => void };
type Values = { name: string; permissions: string[]; days: string };

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until it is revoked' },
];
const dayMilliseconds = 86_400_000;

/** Makes a key and shows it this once. */
export function CreateKeyDialog({ store, grantable, onMade, onClose }: Props) {
  const [made, setMade] = useState<MadeKey | null>(null);
  const state = useServerForm<Values, MadeKey>({
    initialValues: { name: '', permissions: [], days: '90' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Say what the key is for.' : null),
      permissions: (value) => (value.length === 0 ? 'Choose at least one.' : null),
    },
    send: ({ name, permissions, days }) =>
      call('POST /api/stores/{storeKey}/keys', {
        params: { storeKey: store.key },
        body: {
          name,
          permissions: grantable.filter((permission) => permissions.includes(permission)),
          ...(days !== '' && { expiresAt: new Date(Date.now() + Number(days) * dayMilliseconds).toISOString() }),
        },
      }),
    onDone: (key) => {
      setMade(key);
      onMade();
    },
  });
  if (made !== null) return <KeyMade made={made} onClose={onClose} />;
  return (
    <FormDialog title="Make an API key" onClose={onClose} state={state} submit="Make the key">
      <TextInput
        label="Name"
        description="Which program uses it, such as “Nightly report”."
        data-autofocus
        {...state.form.getInputProps('name')}
      />
      <Checkbox.Group label="It may" {...state.form.getInputProps('permissions')}>
        <Stack gap="xs" mt="xs">
          {grantable.map((permission) => (
            <Checkbox key={permission} value={permission} label={permissionInWords(permission)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select label="It ends after" data={lifetimes} {...state.form.getInputProps('days')} />
    </FormDialog>
  );
}

/** Closes by its button only, so that a stray click does not lose the key. */
function KeyMade({ made, onClose }: { made: MadeKey; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={`${made.name} is made`} closeOnClickOutside={false} closeOnEscape={false}>
      <Stack gap="md">
        <Alert color="amber" icon={<Icon name="alert" />} title="Copy it now">
          <Text>It is shown this once. We keep only a fingerprint of it, so nobody can show it again.</Text>
        </Alert>
        <CopyField label="API key" value={made.key} />
        <Text c="dimmed">
          Send it as <code>Authorization: Bearer …</code>. What it can do stands in the{' '}
          <Anchor href="/api/docs" underline="always">
            API reference
          </Anchor>
          .
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have copied it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
