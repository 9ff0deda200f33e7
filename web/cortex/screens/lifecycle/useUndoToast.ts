import { useCallback } from 'react';
import { call } from '../../../api/client.ts';
import { toastDone, toastProblem, toastUndo } from '../../../ui/toasts.tsx';
import { type Board, useRereadSwitchboard } from './lifecycleApi.ts';

/** Says that an act was done and offers to undo it; refused when somebody did something after it. */
export function useUndoToast(storeKey: string): (message: string, after: Pick<Board, 'lastAct'>) => void {
  const reread = useRereadSwitchboard(storeKey);
  return useCallback(
    (message, { lastAct }) => {
      reread();
      if (lastAct === null) return toastDone(message);
      const body = { reason: null, actId: lastAct.id };
      toastUndo(message, () => {
        void call('POST /api/stores/{storeKey}/switchboard/undo', { params: { storeKey }, body })
          .then(() => toastDone('Undone: the schedule is as it was before.'))
          .catch(toastProblem)
          .finally(reread);
      });
    },
    [storeKey, reread],
  );
}
