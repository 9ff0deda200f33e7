import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { problemFacts } from '../api/problem.ts';
import { Icon } from './Icon.tsx';

const closeButtonProps = { 'aria-label': 'Dismiss' };

/** Says that something was done; it goes by itself. */
export function toastDone(message: string) {
  notifications.show({ message, color: 'green', icon: <Icon name="check" />, autoClose: 5_000, closeButtonProps });
}

/** The offer to undo that is shown: what came before the newest act can be taken back no more. */
let offered: string | null = null;

/** Takes the offer to undo away, because it was done or something came after it. */
export function dropUndo() {
  if (offered !== null) notifications.hide(offered);
  offered = null;
}

/** Says that something was done and offers to take it back; it stays long enough to be reached by keyboard. */
export function toastUndo(message: string, undo: () => void) {
  const id = crypto.randomUUID();
  dropUndo();
  offered = id;
  notifications.show({
    id,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text>{message}</Text>
        <Button
          variant="default"
          size="xs"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    color: 'green',
    icon: <Icon name="check" />,
    autoClose: 20_000,
    closeButtonProps,
  });
}

/** Says why something was not done, where no form can say it; it stays until closed. */
export function toastProblem(error: unknown) {
  const { title, detail, requestId } = problemFacts(error);
  const quote = requestId === null ? '' : ` (request id ${requestId})`;
  notifications.show({
    title,
    message: `${detail}${quote}`,
    color: 'red',
    icon: <Icon name="alert" />,
    autoClose: false,
    closeButtonProps,
  });
}
