import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyField } from '../../../ui/CopyField.tsx';
import { Icon } from '../../../ui/Icon.tsx';

/** Closes by its button only, so that a stray click does not lose the secret. */
export function SecretShown({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false} closeOnEscape={false}>
      <Stack gap="md">
        <Alert color="amber" icon={<Icon name="alert" />} title="Copy the secret now">
          <Text>It is shown this once. When it is lost, make a new one by rotating it.</Text>
        </Alert>
        <CopyField label="Secret" value={secret} />
        <Text c="dimmed">
          The receiver checks the signature of every message with it, as Standard Webhooks says; ready libraries take it
          as it is.
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have copied it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
