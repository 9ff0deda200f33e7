import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import type { BoardDialog } from './BoardDialogs.tsx';
import { FindingList } from './ChecksView.tsx';
import type { Board } from './lifecycleApi.ts';
import { ProgramLink } from './ProgramLink.tsx';

type Props = {
  store: Store;
  board: Board;
  names: ReadonlyMap<string, string>;
  open: (dialog: BoardDialog) => void;
};

/** Plans that do not start by themselves any more, and why. */
export function HeldPlans({ store, board, names, open }: Props) {
  const held = board.plans.filter(({ isHeld }) => isHeld);
  const maySwitch = may(store, 'store.programs.switch');
  return held.map(({ id, programId, startsAt, findings }) => {
    const name = names.get(programId) ?? 'A program';
    return (
      <Alert key={id} color="amber" icon={<Icon name="alert" />} title={`${name} is on hold and does not start`}>
        <Stack gap="sm">
          <Text>
            It was planned for {formatInstant(startsAt, store.timeZone)}. The checks found errors, so it does not start
            by itself. Mend <ProgramLink isInText storeKey={store.key} id={programId} name={name} />, publish it, and
            let it start; or change or cancel the plan.
          </Text>
          <FindingList findings={findings} label="It was held for" />
          {maySwitch && (
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => open({ kind: 'release', planId: id })}>
                Let it start after all
              </Button>
              <Button size="xs" variant="default" onClick={() => open({ kind: 'change', planId: id })}>
                Change the plan
              </Button>
              <Button size="xs" variant="default" onClick={() => open({ kind: 'cancel', planId: id })}>
                Cancel the plan
              </Button>
            </Group>
          )}
        </Stack>
      </Alert>
    );
  });
}
