import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { ChangesTable } from './ChangesTable.tsx';
import { Icon } from './Icon.tsx';

type Props = {
  /** Who changed it, when it is known. */
  by?: string | undefined;
  mine: unknown;
  theirs: unknown;
  isSending: boolean;
  onTakeTheirs: () => void;
  onSaveMine: () => void;
};

/** Somebody else saved first: shows where the two differ and lets one choose. */
export function StaleNotice({ by, mine, theirs, isSending, onTakeTheirs, onSaveMine }: Props) {
  return (
    <Alert
      color="amber"
      icon={<Icon name="alert" />}
      title={`${by ?? 'Somebody'} changed this while you were editing`}
      role="alert"
    >
      <Stack gap="sm">
        <Text>Nothing of yours was saved. This is where the two differ:</Text>
        <ChangesTable isComparison before={theirs} after={mine} labels={['Theirs, saved', 'Yours, not saved']} />
        <Group gap="xs">
          <Button variant="default" onClick={onTakeTheirs}>
            Take theirs
          </Button>
          <Button onClick={onSaveMine} loading={isSending}>
            Save mine over it
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
