import type { Store } from '../../../../shared/contract/stores.ts';
import { CancelPlanDialog } from './CancelPlanDialog.tsx';
import { ChangePlanDialog } from './ChangePlanDialog.tsx';
import type { Board, PlanState, ProgramSummary } from './lifecycleApi.ts';
import { ReleaseHoldDialog } from './ReleaseHoldDialog.tsx';
import { SwitchDialog } from './SwitchDialog.tsx';
import { UndoDialog } from './UndoDialog.tsx';

export type BoardDialog =
  | { kind: 'switch'; programId: string; mode: 'now' | 'plan' }
  | { kind: 'close' | 'undo' }
  | { kind: 'change' | 'cancel' | 'release'; planId: string };

type Props = {
  store: Store;
  board: Board;
  readAt: number;
  programs: readonly ProgramSummary[];
  dialog: BoardDialog | null;
  onClose: () => void;
};

/** What the act dialogs of one plan are given. */
export type PlanDialogProps = Omit<Props, 'dialog'> & { plan: PlanState; name: string };

/** The dialog that is open, if one is; one about a plan that is gone meanwhile closes. */
export function BoardDialogs({ dialog, ...props }: Props) {
  const { store, board, programs, onClose } = props;
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'switch':
      return <SwitchDialog storeKey={store.key} programId={dialog.programId} mode={dialog.mode} onClose={onClose} />;
    case 'close':
      return <SwitchDialog storeKey={store.key} programId={null} onClose={onClose} />;
    case 'undo':
      return <UndoDialog {...props} />;
    default: {
      const plan = board.plans.find(({ id }) => id === dialog.planId);
      if (plan === undefined) return null;
      const name = programs.find(({ id }) => id === plan.programId)?.name ?? 'the program';
      if (dialog.kind === 'change') return <ChangePlanDialog {...props} plan={plan} name={name} />;
      if (dialog.kind === 'cancel') return <CancelPlanDialog {...props} plan={plan} name={name} />;
      return <ReleaseHoldDialog {...props} plan={plan} name={name} />;
    }
  }
}
