import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

type Props = { programId: string; isUnsaved: () => boolean; flush: () => Promise<boolean> };

/** Saves before the program is left; what cannot be saved is told, and leaving it behind is asked for. */
export function EditorLeaveGuard({ programId, isUnsaved, flush }: Props) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async ({ next }) => {
      const staysHere = 'programId' in next.params && next.params.programId === programId;
      return !staysHere && isUnsaved() && !(await flush());
    },
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return (
    <Modal opened={status === 'blocked'} onClose={() => reset?.()} title="Leave without saving?">
      <Stack gap="md">
        <Text>Some of what you changed could not be saved. If you leave now it is lost.</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={() => reset?.()}>
            Stay
          </Button>
          <Button color="red" onClick={() => proceed?.()}>
            Leave and lose it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
