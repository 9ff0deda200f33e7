import type { Store } from '../../../../shared/contract/stores.ts';
import { activeAt } from '../../../../shared/rules/lifecycle.ts';
import { call } from '../../../api/client.ts';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { formatInstant } from '../../../ui/When.tsx';
import type { Board, ProgramSummary } from './lifecycleApi.ts';
import { newPlanValues, type PlanTimes, type PlanValues, placeRefusal, timeError, timesOf } from './planForm.ts';
import { type Outcome, outcomeOf, scheduleOf } from './schedule.ts';
import { useUndoToast } from './useUndoToast.ts';

export type SwitchValues = PlanValues & { mode: 'now' | 'plan'; isConfirmed: boolean };

/** What the server says of a plan, at the field that mends it. */
export const fieldOfPlanProblem = {
  'plan.in_past': 'startsAt',
  'plan.too_short': 'endsAt',
  'plan.overlaps': 'startsAt',
  'plan.too_close': 'startsAt',
  'plan.running': 'startsAt',
} as const;

type Options = { store: Store; program: ProgramSummary; now: number; mode: 'now' | 'plan'; onClose: () => void };

export function useSwitchForm({ store, program, now, mode, onClose }: Options) {
  const tell = useUndoToast(store.key);
  const zone = store.timeZone;
  return useServerForm({
    initialValues: initialValues(now, zone, mode),
    validate: validateIn(zone),
    send: (values) => send({ values, store, program }),
    onDone: (after, values) => {
      const times = values.mode === 'plan' ? timesOf(values, zone) : null;
      tell(
        times === null
          ? `${program.name} is active now.`
          : `${program.name} starts on ${formatInstant(times.startsAt, zone)}.`,
        after,
      );
      onClose();
    },
    fieldOf: (path) => (path === 'override' || path === 'programId' ? null : path),
    fieldOfProblem: fieldOfPlanProblem,
  });
}

function initialValues(now: number, zone: string, mode: 'now' | 'plan'): SwitchValues {
  return { ...newPlanValues(now, zone), mode, isConfirmed: false };
}

function validateIn(zone: string) {
  return {
    startsAt: (text: string, { mode }: SwitchValues) => (mode === 'plan' ? timeError(text, zone) : null),
    endsAt: (text: string, { mode, ends }: SwitchValues) =>
      mode === 'plan' && ends === 'at' ? timeError(text, zone) : null,
  };
}

async function send({ values, store, program }: { values: SwitchValues; store: Store; program: ProgramSummary }) {
  const params = { storeKey: store.key };
  const programId = program.id;
  const reason = values.reason.trim() === '' ? null : values.reason;
  const times = timesOf(values, store.timeZone);
  if (values.mode === 'plan' && times !== null) {
    return call('POST /api/stores/{storeKey}/switchboard/plans', { params, body: { programId, reason, ...times } });
  }
  const override = values.isConfirmed;
  return call('POST /api/stores/{storeKey}/switchboard/switch', { params, body: { programId, reason, override } });
}

type Asked = { values: SwitchValues; board: Board; program: ProgramSummary; zone: string; now: number };

/** What the form as it stands would do, and what is active just before. */
export function outcomeOfSwitch({ values, board, program, zone, now }: Asked): {
  times: PlanTimes | null;
  fromId: string | null;
  outcome: Outcome | null;
  fieldErrors: { startsAt?: string; endsAt?: string };
} {
  const schedule = scheduleOf(board);
  const programId = program.id;
  if (values.mode === 'now') {
    const outcome = outcomeOf(schedule, { kind: 'switch', programId }, now);
    return { times: null, fromId: board.active?.programId ?? null, outcome, fieldErrors: {} };
  }
  const times = timesOf(values, zone);
  if (times === null) return { times, fromId: board.active?.programId ?? null, outcome: null, fieldErrors: {} };
  const { startsAt, endsAt } = msOf(times);
  const plan = { id: 'new', programId, startsAt, endsAt, returnTo: times.returnTo };
  const outcome = outcomeOf(schedule, { kind: 'plan', plan }, now);
  const fromId = startsAt <= now ? (board.active?.programId ?? null) : activeAt(schedule, startsAt);
  return { times, fromId, outcome, fieldErrors: errorsOf(outcome) };
}

export function msOf({ startsAt, endsAt }: PlanTimes): { startsAt: number; endsAt: number | null } {
  return { startsAt: Date.parse(startsAt), endsAt: endsAt === null ? null : Date.parse(endsAt) };
}

/** A refusal of the rules, at its field, before anything is sent. */
export function errorsOf(outcome: Outcome): { startsAt?: string; endsAt?: string } {
  const placed = 'refusal' in outcome ? placeRefusal(outcome.refusal) : null;
  return placed === null ? {} : { [placed.field]: placed.words };
}
