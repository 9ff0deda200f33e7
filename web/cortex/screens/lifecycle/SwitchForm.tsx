import { Alert, Button, Checkbox, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { CartsView } from './CartsView.tsx';
import { ChecksView } from './ChecksView.tsx';
import { judge } from './confirmRules.ts';
import { type Board, type ProgramSummary, type Report, readinessQuery } from './lifecycleApi.ts';
import { OfferChange } from './OfferChange.tsx';
import { Part } from './Part.tsx';
import { PlanFields } from './PlanFields.tsx';
import { StretchList } from './StretchList.tsx';
import { type Outcome as Found, stretchesOf } from './schedule.ts';
import { useNow } from './useNow.ts';
import { outcomeOfSwitch, type SwitchValues, useSwitchForm } from './useSwitchForm.ts';

type Props = {
  store: Store;
  board: Board;
  readAt: number;
  programs: readonly ProgramSummary[];
  program: ProgramSummary;
  mode: 'now' | 'plan';
  onClose: () => void;
};

/** Now or at a time: what the switch does, and what must be said before it. */
export function SwitchForm({ store, board, readAt, programs, program, mode: firstMode, onClose }: Props) {
  const now = useNow({ data: board, dataUpdatedAt: readAt });
  const state = useSwitchForm({ store, program, now, mode: firstMode, onClose });
  const { values, errors } = state.form;
  const { mode, reason, isConfirmed } = values;
  const { times, fromId, outcome, fieldErrors } = outcomeOfSwitch({
    values,
    board,
    program,
    zone: store.timeZone,
    now,
  });
  const readiness = useQuery(readinessQuery(store.key, program.id, mode === 'plan' ? times?.startsAt : undefined));
  const errorCount = readiness.data?.report.errorCount ?? null;
  const mayOverride = may(store, 'store.programs.override');
  const isPlanReady = outcome !== null && 'rows' in outcome;
  const verdict = judge({ mode, errorCount, mayOverride, isConfirmed, reason, isPlanReady });
  const isActive = mode === 'now' && board.active?.programId === program.id;
  return (
    <Form
      state={state}
      submit={mode === 'plan' ? 'Plan the switch' : 'Switch now'}
      isDanger={verdict.isOverride}
      isDisabled={!verdict.isAllowed || isActive}
      isWide
      align="flex-end"
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <ModeChoice form={state.form} />
      {mode === 'plan' && (
        <PlanFields
          values={values}
          set={(change) => state.form.setValues(change)}
          errors={{ ...fieldErrors, ...errors }}
          zone={store.timeZone}
          programs={programs}
        />
      )}
      <Notices program={program} isActive={isActive} />
      <Outcome outcome={outcome} now={now} programs={programs} zone={store.timeZone} />
      <Part title="What changes for fans">
        <OfferChange
          store={store}
          from={programs.find(({ id }) => id === fromId)}
          isClosed={fromId === null}
          to={program}
        />
      </Part>
      <Part title="Carts in flight">
        <CartsView storeKey={store.key} isClosing={false} />
      </Part>
      <Part title={`Checks of ${program.name}`}>
        <Checks readiness={readiness} mode={mode} mayOverride={mayOverride} form={state.form} />
      </Part>
      <ReasonField isNeeded={verdict.isOverride} why={isActive ? null : verdict.why} form={state.form} />
    </Form>
  );
}

type OutcomeProps = { outcome: Found | null; now: number; programs: readonly ProgramSummary[]; zone: string };

function Outcome({ outcome, now, programs, zone }: OutcomeProps) {
  if (outcome === null || 'refusal' in outcome) return null;
  const names = new Map(programs.map(({ id, name }) => [id, name]));
  const stretches = stretchesOf(outcome.rows, now);
  return <StretchList label="What is active then" stretches={stretches} names={names} zone={zone} />;
}

type FormOf = UseFormReturnType<SwitchValues>;

function ModeChoice({ form }: { form: FormOf }) {
  return (
    <SegmentedControl
      aria-label="When"
      value={form.values.mode}
      onChange={(chosen) => form.setFieldValue('mode', chosen === 'plan' ? 'plan' : 'now')}
      data={[
        { value: 'now', label: 'Now' },
        { value: 'plan', label: 'At a time' },
      ]}
    />
  );
}

type ChecksProps = {
  readiness: UseQueryResult<{ report: Report }>;
  mode: 'now' | 'plan';
  mayOverride: boolean;
  form: FormOf;
};

function Checks({ readiness, mode, mayOverride, form }: ChecksProps) {
  return (
    <QueryView query={readiness} loading={<Text c="dimmed">Looking at the program…</Text>}>
      {({ report }) => (
        <Stack gap="sm">
          <ChecksView report={report} />
          {report.errorCount > 0 && mode === 'plan' && (
            <Text>
              You can plan it all the same. If the errors are still there before its start, the plan is held, and you
              are told.
            </Text>
          )}
          {report.errorCount > 0 && mode === 'now' && mayOverride && (
            <Checkbox
              label="Switch in spite of the errors. This is recorded with my name."
              {...form.getInputProps('isConfirmed', { type: 'checkbox' })}
            />
          )}
        </Stack>
      )}
    </QueryView>
  );
}

function ReasonField({ isNeeded, why, form }: { isNeeded: boolean; why: string | null; form: FormOf }) {
  return (
    <Stack gap={4}>
      <Textarea label={isNeeded ? 'Reason' : 'Reason (optional)'} {...form.getInputProps('reason')} />
      {why !== null && (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
    </Stack>
  );
}

function Notices({ program, isActive }: { program: ProgramSummary; isActive: boolean }) {
  if (isActive) {
    return (
      <Alert color="petrol" icon={<Icon name="info" />}>
        {program.name} is active already.
      </Alert>
    );
  }
  if (!program.hasChanges) return null;
  return (
    <Alert color="amber" icon={<Icon name="alert" />}>
      {program.name} was edited since release {program.releaseNumber}. The switch takes the release; publish first if
      fans are to get the edits.
    </Alert>
  );
}
