import { Button, Checkbox, Modal, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { Form } from '../../../ui/Form.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { formatInstant } from '../../../ui/When.tsx';
import type { PlanDialogProps } from './BoardDialogs.tsx';
import { ChecksView } from './ChecksView.tsx';
import { judge } from './confirmRules.ts';
import { readinessQuery } from './lifecycleApi.ts';
import { StretchList } from './StretchList.tsx';
import { outcomeOf, scheduleOf, stretchesOf } from './schedule.ts';
import { useNow } from './useNow.ts';
import { errorsOf } from './useSwitchForm.ts';
import { useUndoToast } from './useUndoToast.ts';

/** Lets a held plan start after all: freely once it was mended, else as an override. */
export function ReleaseHoldDialog({ store, board, readAt, programs, plan, name, onClose }: PlanDialogProps) {
  const now = useNow({ data: board, dataUpdatedAt: readAt });
  const tell = useUndoToast(store.key);
  const readiness = useQuery(readinessQuery(store.key, plan.programId, plan.startsAt));
  const params = { storeKey: store.key, planId: plan.id };
  const state = useServerForm({
    initialValues: { reason: '', isConfirmed: false },
    send: ({ reason, isConfirmed }) =>
      call('POST /api/stores/{storeKey}/switchboard/plans/{planId}/release', {
        params,
        body: { override: isConfirmed, reason: reason.trim() === '' ? null : reason },
      }),
    onDone: (after) => {
      tell(`${name} starts on ${formatInstant(plan.startsAt, store.timeZone)}.`, after);
      onClose();
    },
  });
  const { reason, isConfirmed } = state.form.values;
  const errorCount = readiness.data?.report.errorCount ?? null;
  const mayOverride = may(store, 'store.programs.override');
  const verdict = judge({ mode: 'now', errorCount, mayOverride, isConfirmed, reason, isPlanReady: true });
  const outcome = outcomeOf(scheduleOf(board), { kind: 'release_hold', planId: plan.id }, now);
  const refused = Object.values(errorsOf(outcome)).at(0);
  const names = new Map(programs.map(({ id, name }) => [id, name]));
  return (
    <Modal opened onClose={onClose} title={`Let ${name} start after all`} size="lg">
      <Form
        state={state}
        submit="Let it start"
        isDanger={verdict.isOverride}
        isDisabled={!verdict.isAllowed || refused !== undefined}
        isWide
        align="flex-end"
        secondary={<CancelButton onClose={onClose} />}
      >
        {refused !== undefined && <Text c="var(--mantine-color-error)">{refused} Change the plan first.</Text>}
        {'rows' in outcome && (
          <StretchList
            label="What is active then"
            stretches={stretchesOf(outcome.rows, now)}
            names={names}
            zone={store.timeZone}
          />
        )}
        <QueryView query={readiness} loading={<Text c="dimmed">Looking at the program…</Text>}>
          {({ report }) => (
            <>
              <Text fw={600}>What the checks say of its start now</Text>
              <ChecksView report={report} />
              {report.errorCount > 0 && mayOverride && (
                <Checkbox
                  label="Let it start in spite of the errors. This is recorded with my name."
                  {...state.form.getInputProps('isConfirmed', { type: 'checkbox' })}
                />
              )}
            </>
          )}
        </QueryView>
        <div>
          <Textarea
            label={verdict.isOverride ? 'Reason' : 'Reason (optional)'}
            {...state.form.getInputProps('reason')}
          />
          <Why words={verdict.why} />
        </div>
      </Form>
    </Modal>
  );
}

function CancelButton({ onClose }: { onClose: () => void }) {
  return (
    <Button variant="default" onClick={onClose}>
      Cancel
    </Button>
  );
}

function Why({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {words}
    </Text>
  );
}
