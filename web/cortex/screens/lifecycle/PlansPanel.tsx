import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import type { BoardDialog } from './BoardDialogs.tsx';
import { returnInWords } from './boardWords.ts';
import { countOf } from './ChecksView.tsx';
import { type Board, type PlanState, readinessQuery } from './lifecycleApi.ts';
import { ProgramLink } from './ProgramLink.tsx';

type Props = {
  store: Store;
  board: Board;
  now: number;
  names: ReadonlyMap<string, string>;
  open: (dialog: BoardDialog) => void;
};

/** Planned switches, those that run among them. */
export function PlansPanel({ store, board, now, names, open }: Props) {
  const maySwitch = may(store, 'store.programs.switch');
  return (
    <Panel title="Plans" description={`Times are those of ${store.timeZone}.`} flush>
      {board.plans.length === 0 ? (
        <EmptyState isSmall icon="calendar" title="Nothing is planned">
          A plan switches by itself at its time, and back at its end.
        </EmptyState>
      ) : (
        <DataTable
          caption="Planned switches"
          columns={columnsIn(store, board, now, names)}
          rows={board.plans.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))}
          rowKey={({ id }) => id}
          {...(maySwitch && {
            actions: (plan: PlanState) => <PlanActs plan={plan} now={now} names={names} open={open} />,
          })}
        />
      )}
    </Panel>
  );
}

type ActsProps = { plan: PlanState; now: number; names: Props['names']; open: Props['open'] };

export function PlanActs({ plan, now, names, open }: ActsProps) {
  const { id, programId, isHeld, startsAt } = plan;
  const name = names.get(programId) ?? 'the program';
  const isRunning = !isHeld && Date.parse(startsAt) <= now;
  const act = (kind: 'change' | 'cancel' | 'release', word: string) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={`${word}: ${name}`}
      onClick={() => open({ kind, planId: id })}
    >
      {word}
    </Button>
  );
  return (
    <Group gap={4} justify="flex-end">
      {isHeld && act('release', 'Let it start')}
      {act('change', 'Change')}
      {act('cancel', isRunning ? 'End now' : 'Cancel')}
    </Group>
  );
}

function columnsIn(store: Store, board: Board, now: number, names: Props['names']): Column<PlanState>[] {
  const zone = store.timeZone;
  return [
    {
      key: 'program',
      header: 'Program',
      cell: ({ programId }) => (
        <ProgramLink storeKey={store.key} id={programId} name={names.get(programId) ?? 'A program'} />
      ),
    },
    { key: 'starts', header: 'Starts', isNarrow: true, cell: ({ startsAt }) => <When at={startsAt} zone={zone} /> },
    {
      key: 'ends',
      header: 'Ends',
      isNarrow: true,
      cell: ({ endsAt }) => (endsAt === null ? 'stays' : <When at={endsAt} zone={zone} />),
    },
    { key: 'returns', header: 'Returns to', cell: (plan) => <ReturnsTo plan={plan} board={board} names={names} /> },
    {
      key: 'state',
      header: 'State and checks',
      isNarrow: true,
      cell: (plan) => (
        <Stack gap={4} align="flex-start">
          <PlanBadge plan={plan} now={now} />
          <StartChecks store={store} plan={plan} now={now} />
        </Stack>
      ),
    },
  ];
}

/** By name, also where it is only known from the schedule. */
function ReturnsTo({ plan, board, names }: { plan: PlanState; board: Board; names: Props['names'] }) {
  if (plan.endsAt === null) return '–';
  const after = board.future.find(({ startsAt }) => startsAt === plan.endsAt);
  if (plan.returnTo.kind !== 'base' || after === undefined) return returnInWords(plan, names);
  return (
    <>
      {names.get(after.programId) ?? after.programName}
      <Text size="xs" c="dimmed">
        active otherwise
      </Text>
    </>
  );
}

function PlanBadge({ plan, now }: { plan: PlanState; now: number }) {
  if (plan.isHeld) return <StatusBadge tone="warning">On hold</StatusBadge>;
  if (Date.parse(plan.startsAt) <= now) return <StatusBadge tone="positive">Runs</StatusBadge>;
  return <StatusBadge tone="info">Planned</StatusBadge>;
}

/** Of a plan that has not started; a start is never looked back at. */
function StartChecks({ store, plan, now }: { store: Store; plan: PlanState; now: number }) {
  const isAhead = Date.parse(plan.startsAt) > now;
  const { data } = useQuery({ ...readinessQuery(store.key, plan.programId, plan.startsAt), enabled: isAhead });
  if (!isAhead || data === undefined) return null;
  const { errorCount, warningCount } = data.report;
  if (errorCount > 0) return <StatusBadge tone="danger">{countOf(errorCount, 'error')}</StatusBadge>;
  if (warningCount > 0) return <StatusBadge tone="warning">{countOf(warningCount, 'warning')}</StatusBadge>;
  return <StatusBadge tone="positive">Nothing against it</StatusBadge>;
}
