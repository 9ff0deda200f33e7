import { Alert, Button, Modal, Textarea } from '@mantine/core';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import type { PlanDialogProps } from './BoardDialogs.tsx';
import { PlanFields } from './PlanFields.tsx';
import { type PlanTimes, timeError, timesOf, valuesOf } from './planForm.ts';
import { StretchList } from './StretchList.tsx';
import { outcomeOf, scheduleOf, stretchesOf } from './schedule.ts';
import { useNow } from './useNow.ts';
import { errorsOf, fieldOfPlanProblem, msOf } from './useSwitchForm.ts';
import { useUndoToast } from './useUndoToast.ts';

/** Moves a plan; of one that runs only its end and its return. */
export function ChangePlanDialog({ store, board, readAt, programs, plan, name, onClose }: PlanDialogProps) {
  const now = useNow({ data: board, dataUpdatedAt: readAt });
  const tell = useUndoToast(store.key);
  const zone = store.timeZone;
  const isRunning = !plan.isHeld && Date.parse(plan.startsAt) <= now;
  const params = { storeKey: store.key, planId: plan.id };
  const state = useServerForm({
    initialValues: valuesOf(plan, zone),
    validate: {
      startsAt: (text: string) => timeError(text, zone),
      endsAt: (text: string, { ends }) => (ends === 'at' ? timeError(text, zone) : null),
    },
    send: async (values) => {
      const times = timesOf(values, zone, plan) ?? keptTimes(plan);
      const reason = values.reason.trim() === '' ? null : values.reason;
      return call('PUT /api/stores/{storeKey}/switchboard/plans/{planId}', { params, body: { ...times, reason } });
    },
    onDone: (after) => {
      tell(`The plan of ${name} is changed.`, after);
      onClose();
    },
    fieldOfProblem: fieldOfPlanProblem,
  });
  const { values, errors } = state.form;
  const times = timesOf(values, zone, plan);
  const outcome =
    times === null
      ? null
      : outcomeOf(
          scheduleOf(board),
          { kind: 'change', planId: plan.id, ...msOf(times), returnTo: times.returnTo },
          now,
        );
  const names = new Map(programs.map(({ id, name }) => [id, name]));
  return (
    <Modal opened onClose={onClose} title={`Change the plan of ${name}`} size="lg">
      <Form
        state={state}
        submit="Change the plan"
        isWide
        isDisabled={outcome === null || 'refusal' in outcome}
        align="flex-end"
        secondary={<CancelButton onClose={onClose} />}
      >
        {isRunning && (
          <Alert color="petrol" icon={<Icon name="info" />}>
            It runs since its start, so only its end and its return can change.
          </Alert>
        )}
        <PlanFields
          values={values}
          set={(change) => state.form.setValues(change)}
          errors={{ ...(outcome === null ? {} : errorsOf(outcome)), ...errors }}
          zone={zone}
          programs={programs}
          isRunning={isRunning}
        />
        {outcome !== null && 'rows' in outcome && (
          <StretchList
            label="What is active then"
            stretches={stretchesOf(outcome.rows, now)}
            names={names}
            zone={zone}
          />
        )}
        <Textarea label="Reason (optional)" {...state.form.getInputProps('reason')} />
      </Form>
    </Modal>
  );
}

function keptTimes({ startsAt, endsAt, returnTo }: PlanDialogProps['plan']): PlanTimes {
  return { startsAt, endsAt, returnTo };
}

function CancelButton({ onClose }: { onClose: () => void }) {
  return (
    <Button variant="default" onClick={onClose}>
      Cancel
    </Button>
  );
}
