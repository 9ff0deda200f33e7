import type { Store } from '../../../../shared/contract/stores.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { When } from '../../../ui/When.tsx';
import { releasesInWords } from './BarDetails.tsx';
import { stateWords } from './boardWords.ts';
import { ProgramLink } from './ProgramLink.tsx';
import type { Bar } from './timelineLayout.ts';

/** The timeline as a list, the newest first. */
export function BarsTable({ store, bars }: { store: Store; bars: readonly Bar[] }) {
  return (
    <DataTable
      caption="Programs over time, newest first"
      columns={columnsIn(store)}
      rows={bars.toSorted((a, b) => b.startsAt - a.startsAt)}
      rowKey={({ key }) => key}
    />
  );
}

function columnsIn(store: Store): Column<Bar>[] {
  const when = (at: number) => <When at={new Date(at).toISOString()} zone={store.timeZone} />;
  return [
    {
      key: 'program',
      header: 'Program',
      cell: ({ programId, name }) =>
        programId === null ? name : <ProgramLink storeKey={store.key} id={programId} name={name} />,
    },
    {
      key: 'state',
      header: 'State',
      isNarrow: true,
      cell: ({ state }) => <StatusBadge tone={stateWords[state].tone}>{stateWords[state].label}</StatusBadge>,
    },
    { key: 'from', header: 'From', isNarrow: true, cell: ({ startsAt }) => when(startsAt) },
    {
      key: 'until',
      header: 'Until',
      isNarrow: true,
      cell: ({ endsAt }) => (endsAt === null ? 'no end' : when(endsAt)),
    },
    {
      key: 'release',
      header: 'Release',
      isNarrow: true,
      cell: ({ releases }) => (releases.length === 0 ? '–' : releasesInWords(releases)),
    },
    { key: 'by', header: 'By', isNarrow: true, cell: ({ planId }) => (planId === null ? 'a switch' : 'a plan') },
  ];
}
