import { Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { More, rowLink } from '../../../ui/cells.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { When } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import type { ProgramAct } from './ProgramActDialog.tsx';
import { ProgramMarks } from './ProgramMarks.tsx';
import { ProgramMenu } from './ProgramMenu.tsx';
import classes from './ProgramsTable.module.css';
import type { ProgramSummary } from './programsApi.ts';
import { inventoryWords, typeWords } from './programWords.ts';

type Props = {
  store: Store;
  programs: readonly ProgramSummary[];
  onChoose: (chosen: Chosen) => void;
};

/** What is to be done with a program, after it was asked how. */
export type Chosen = { act: ProgramAct | 'switch'; program: ProgramSummary };

export function ProgramsTable({ store, programs, onChoose }: Props) {
  const columns = useMemo(() => columnsIn(store, onChoose), [store, onChoose]);
  const actions = useCallback(
    (program: ProgramSummary) => (
      <ProgramMenu store={store} program={program} onAct={(act) => onChoose({ act, program })} />
    ),
    [store, onChoose],
  );
  return (
    <DataTable
      caption="Programs, newest first"
      columns={columns}
      rows={programs}
      rowKey={({ id }) => id}
      actions={actions}
    />
  );
}

function columnsIn(store: Store, onChoose: Props['onChoose']): Column<ProgramSummary>[] {
  return [
    { key: 'name', header: 'Program', cell: (program) => <ProgramName store={store} program={program} /> },
    { key: 'type', header: 'Type', cell: ({ type }) => typeWords[type].label },
    {
      key: 'inventory',
      header: 'Sells',
      isNarrow: true,
      cell: ({ inventoryType }) => inventoryWords[inventoryType].label,
    },
    { key: 'status', header: 'Status', cell: (program) => <ProgramMarks program={program} /> },
    {
      key: 'active',
      header: 'Active',
      isNarrow: true,
      cell: (program) => (
        <ActiveSwitch store={store} program={program} onSwitch={() => onChoose({ act: 'switch', program })} />
      ),
    },
  ];
}

function ProgramName({ store, program }: { store: Store; program: ProgramSummary }) {
  return (
    <>
      <Link
        to="/stores/$storeKey/programs/$programId/$stage"
        params={{ storeKey: store.key, programId: program.id, stage: 'definition' }}
        className={rowLink}
      >
        {program.name}
      </Link>
      <More>
        {program.copiedFrom === null ? 'Created' : 'Copied'}{' '}
        <When at={program.createdAt} zone={store.timeZone} style="day" /> by {whoInWords(program.createdBy)}
      </More>
    </>
  );
}

type SwitchProps = { store: Store; program: ProgramSummary; onSwitch: () => void };

/** Opens the dialog that switches; it changes nothing by itself. */
function ActiveSwitch({ store, program, onSwitch }: SwitchProps) {
  const why = whyNot(store, program);
  const label = `${program.name} is active`;
  return (
    <button
      type="button"
      role="switch"
      className={classes.switch}
      aria-label={why === null ? label : `${label}: ${why}`}
      {...(why !== null && { title: why })}
      aria-checked={program.isActive}
      disabled={why !== null}
      onClick={onSwitch}
    />
  );
}

function whyNot(store: Store, { state }: ProgramSummary): string | null {
  if (!may(store, 'store.programs.switch')) return 'You may not switch programs';
  if (store.state !== 'active') return 'The store is closed';
  if (state === 'draft') return 'Publish it before it can be active';
  return state === 'archived' ? 'An archived program cannot be active' : null;
}
