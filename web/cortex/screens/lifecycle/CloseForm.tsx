import { Button, Stack, Text, Textarea } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { CartsView } from './CartsView.tsx';
import { judge } from './confirmRules.ts';
import type { Board, ProgramSummary } from './lifecycleApi.ts';
import { Part } from './Part.tsx';
import { StretchList } from './StretchList.tsx';
import { outcomeOf, scheduleOf, stretchesOf } from './schedule.ts';
import { useNow } from './useNow.ts';
import { useUndoToast } from './useUndoToast.ts';

type Props = {
  store: Store;
  board: Board;
  readAt: number;
  programs: readonly ProgramSummary[];
  onClose: () => void;
};

/** Asks before nothing is active any more. */
export function CloseForm({ store, board, readAt, programs, onClose }: Props) {
  const tell = useUndoToast(store.key);
  const now = useNow({ data: board, dataUpdatedAt: readAt });
  const state = useServerForm({
    initialValues: { reason: '' },
    send: ({ reason }) =>
      call('POST /api/stores/{storeKey}/switchboard/close', { params: { storeKey: store.key }, body: { reason } }),
    onDone: (after) => {
      tell('The store is closed: no program is active.', after);
      onClose();
    },
  });
  const { reason } = state.form.values;
  const verdict = judge({ ...facts, reason });
  const outcome = outcomeOf(scheduleOf(board), { kind: 'switch', programId: null }, now);
  const names = new Map(programs.map(({ id, name }) => [id, name]));
  return (
    <Form
      state={state}
      submit="Close the store"
      isDanger
      isWide
      isDisabled={!verdict.isAllowed || board.active === null}
      align="flex-end"
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <Part title="What changes for fans">
        <Text>
          {board.active === null
            ? 'No program is active already: fans read that the store is closed.'
            : `Fans can no longer buy anything of ${board.active.programName}; they read that the store is closed. Orders stay as they are.`}
        </Text>
      </Part>
      <Part title="Carts in flight">
        <CartsView storeKey={store.key} isClosing />
      </Part>
      {'rows' in outcome && (
        <Part title="What is active then">
          <StretchList
            label="What is active then"
            stretches={stretchesOf(outcome.rows, now)}
            names={names}
            zone={store.timeZone}
          />
          {outcome.rows.length > 0 && (
            <Text c="dimmed">Plans that have not started stay. Cancel them as well if need be.</Text>
          )}
        </Part>
      )}
      <Stack gap={4}>
        <Textarea label="Reason" data-autofocus {...state.form.getInputProps('reason')} />
        {verdict.why !== null && (
          <Text size="xs" c="dimmed">
            {verdict.why}
          </Text>
        )}
      </Stack>
    </Form>
  );
}

const facts = { mode: 'close', errorCount: 0, mayOverride: false, isConfirmed: false, isPlanReady: true } as const;
