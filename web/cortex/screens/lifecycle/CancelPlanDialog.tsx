import { Text } from '@mantine/core';
import { call } from '../../../api/client.ts';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import type { PlanDialogProps } from './BoardDialogs.tsx';
import { CartsView } from './CartsView.tsx';
import type { Board } from './lifecycleApi.ts';
import { StretchList } from './StretchList.tsx';
import { outcomeOf, scheduleOf, stretchesOf } from './schedule.ts';
import { useNow } from './useNow.ts';
import { useUndoToast } from './useUndoToast.ts';

/** Asks before a plan is given up; one that runs ends now. */
export function CancelPlanDialog({ store, board, readAt, programs, plan, name, onClose }: PlanDialogProps) {
  const now = useNow({ data: board, dataUpdatedAt: readAt });
  const tell = useUndoToast(store.key);
  const isRunning = !plan.isHeld && Date.parse(plan.startsAt) <= now;
  const outcome = outcomeOf(scheduleOf(board), { kind: 'cancel', planId: plan.id }, now);
  const names = new Map(programs.map(({ id, name }) => [id, name]));
  const params = { storeKey: store.key, planId: plan.id };
  return (
    <ConfirmDialog
      title={isRunning ? `End ${name} now?` : `Cancel the plan of ${name}?`}
      confirm={isRunning ? `End ${name} now` : 'Cancel the plan'}
      keep={isRunning ? `Let ${name} run` : 'Keep the plan'}
      act={async () => {
        const after: Board = await call('DELETE /api/stores/{storeKey}/switchboard/plans/{planId}', { params });
        tell(isRunning ? `${name} has ended.` : `The plan of ${name} is cancelled.`, after);
      }}
      onDone={onClose}
      onClose={onClose}
    >
      <Text>
        {isRunning
          ? 'Its rest is given up, and what it returns to is active at once.'
          : `${name} does not start on ${formatInstant(plan.startsAt, store.timeZone)}.`}{' '}
        You can undo it.
      </Text>
      {'rows' in outcome && (
        <StretchList
          label="What is active then"
          stretches={stretchesOf(outcome.rows, now)}
          names={names}
          zone={store.timeZone}
        />
      )}
      {isRunning && <CartsView storeKey={store.key} isClosing={false} />}
    </ConfirmDialog>
  );
}
