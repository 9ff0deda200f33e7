import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Output } from '../../../api/contract.ts';
import { CopyField } from '../../../ui/CopyField.tsx';
import { assertNever } from '../../assertNever.ts';

type Created = Output<'POST /api/clients/{clientKey}/stores'>;

/** Where the new store is found, and by whom. */
export function StoreCreated({ created, onClose }: { created: Created; onClose: () => void }) {
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} title={`${created.name} is ready`} size="lg">
      <Stack gap="md">
        <Text>{ownerInWords(created.owner)}</Text>
        <Address name="For staff" url={created.addresses.cortex} />
        <Address name="For fans" url={created.addresses.storefront} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              onClose();
              void navigate({ to: '/stores/$storeKey', params: { storeKey: created.key } });
            }}
          >
            Open the store
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Address({ name, url }: { name: string; url: string }) {
  return (
    <Stack gap={4}>
      <Text fw={550}>{name}</Text>
      <CopyField label={`Address ${name.toLowerCase()}`} value={url} />
    </Stack>
  );
}

function ownerInWords({ how, email }: Created['owner']): string {
  switch (how) {
    case 'granted':
      return email === null ? 'You are its owner.' : `${email} is its owner.`;
    case 'by_client':
      return 'You own it as an owner of the client.';
    case 'invited':
      return `${email} was invited to own it, and owns it by accepting.`;
    default:
      return assertNever(how);
  }
}
