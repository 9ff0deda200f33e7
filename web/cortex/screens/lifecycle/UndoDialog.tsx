import { Button, Modal, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { dropUndo, toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { formatInstant } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { actInWords } from './boardWords.ts';
import { CartsView } from './CartsView.tsx';
import { type Board, type ProgramSummary, type Undone, undoQuery, useRereadSwitchboard } from './lifecycleApi.ts';
import { Part } from './Part.tsx';
import { StretchList } from './StretchList.tsx';
import { outcomeOf, scheduleOf, stretchesOf } from './schedule.ts';
import { useNow } from './useNow.ts';
import { errorsOf } from './useSwitchForm.ts';

type Props = {
  store: Store;
  board: Board;
  readAt: number;
  programs: readonly ProgramSummary[];
  onClose: () => void;
};

/** Says what an undo takes back and what is active then, before it is done. */
export function UndoDialog(props: Props) {
  const undo = useQuery({ ...undoQuery(props.store.key), staleTime: 0 });
  return (
    <Modal opened onClose={props.onClose} title="Undo the last act" size="lg">
      <QueryView query={undo}>
        {({ undone }) =>
          undone === null ? <Text>There is nothing to undo.</Text> : <UndoForm {...props} undone={undone} />
        }
      </QueryView>
    </Modal>
  );
}

function UndoForm({ store, board, readAt, programs, undone, onClose }: Props & { undone: Undone }) {
  const now = useNow({ data: board, dataUpdatedAt: readAt });
  const reread = useRereadSwitchboard(store.key);
  const { act } = undone;
  const state = useServerForm({
    initialValues: { reason: '' },
    send: ({ reason }) =>
      call('POST /api/stores/{storeKey}/switchboard/undo', {
        params: { storeKey: store.key },
        body: { reason: reason.trim() === '' ? null : reason, actId: act.id },
      }),
    onDone: () => {
      reread();
      dropUndo();
      toastDone('Undone: the schedule is as it was before. Undo again to take that back.');
      onClose();
    },
  });
  const outcome = outcomeOf(scheduleOf(board), { kind: 'restore', schedule: scheduleOf(undone) }, now);
  const refused = Object.values(errorsOf(outcome)).at(0);
  const names = new Map(programs.map(({ id, name }) => [id, name]));
  const program = act.programId === null ? null : (names.get(act.programId) ?? null);
  return (
    <Form
      state={state}
      submit="Undo"
      isWide
      isDisabled={refused !== undefined}
      align="flex-end"
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <Text>
        This takes back what {whoInWords(act.actorName)} did on {formatInstant(act.at, store.timeZone, 'second')}:{' '}
        <strong>{actInWords(act, program)}</strong>. The schedule is as it was before that, from now on.
      </Text>
      {refused !== undefined && <Text c="var(--mantine-color-error)">{refused}</Text>}
      {'rows' in outcome && (
        <Part title="What is active then">
          <StretchList
            label="What is active then"
            stretches={stretchesOf(outcome.rows, now)}
            names={names}
            zone={store.timeZone}
          />
        </Part>
      )}
      <Part title="Carts in flight">
        <CartsView storeKey={store.key} isClosing={false} />
      </Part>
      <Textarea label="Reason (optional)" {...state.form.getInputProps('reason')} />
    </Form>
  );
}
