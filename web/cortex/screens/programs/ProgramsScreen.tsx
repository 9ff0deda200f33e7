import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { FilterChoice } from '../../../ui/FilterBar.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useAct } from '../../acts.ts';
import { programStateNames } from '../../searchOfPrograms.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { CreateProgramDialog } from './CreateProgramDialog.tsx';
import { ProgramActDialog } from './ProgramActDialog.tsx';
import { type Chosen, ProgramsTable } from './ProgramsTable.tsx';
import { programsQuery } from './programsApi.ts';
import { programStates } from './programWords.ts';

const SwitchDialog = lazy(async () => ({ default: (await import('../lifecycle/SwitchDialog.tsx')).SwitchDialog }));

/** The store's programs: at most one of them is active. */
export function ProgramsScreen() {
  const store = useStore();
  const [isCreating, setCreating] = useState(false);
  const mayCreate = may(store, 'store.programs.edit') && store.state === 'active';
  useAct('create-program', () => setCreating(true), mayCreate);
  const create = mayCreate && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      Create program
    </Button>
  );
  return (
    <Guard permission="store.programs.view" here={store} title="Programs">
      <PageHeader
        title="Programs"
        within={store.name}
        description="Each program is a whole offer. The active one is what fans get; switching changes all of it at once."
        actions={create}
      />
      <Programs store={store} create={create} />
      {isCreating && <CreateProgramDialog storeKey={store.key} onClose={() => setCreating(false)} />}
    </Guard>
  );
}

function Programs({ store, create }: { store: Store; create: ReactNode }) {
  const search = useSearch({ from: '/app/stores/$storeKey/programs' });
  const navigate = useNavigate({ from: '/stores/$storeKey/programs' });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const page = useQuery({ ...programsQuery(store.key, search), placeholderData: keepPreviousData });
  const filter = (state: typeof search.state) => void navigate({ search: { state }, replace: true });
  return (
    <Panel
      title="All programs"
      actions={
        <FilterChoice
          label="State"
          placeholder="Any state"
          options={programStateNames.map((value) => ({ value, label: programStates[value].label }))}
          value={search.state}
          onChange={filter}
        />
      }
      flush
    >
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <NoPrograms isFiltered={search.state !== undefined} create={create} />
          ) : (
            <ProgramsTable store={store} programs={items} onChoose={setChosen} />
          )
        }
      </QueryView>
      <CursorPager label="Pages of programs" next={page.data?.next ?? null} cursor={search.cursor} />
      {chosen !== null && <Dialog store={store} chosen={chosen} onClose={() => setChosen(null)} />}
    </Panel>
  );
}

function Dialog({ store, chosen: { act, program }, onClose }: { store: Store; chosen: Chosen; onClose: () => void }) {
  if (act !== 'switch') return <ProgramActDialog store={store} act={act} program={program} onClose={onClose} />;
  return (
    <Suspense fallback={null}>
      {/* The switch of the active program turns it off: then no program is active. */}
      <SwitchDialog storeKey={store.key} programId={program.isActive ? null : program.id} onClose={onClose} />
    </Suspense>
  );
}

function NoPrograms({ isFiltered, create }: { isFiltered: boolean; create: ReactNode }) {
  if (isFiltered) {
    return (
      <EmptyState icon="search" title="No program is in this state">
        Clear the filter to see the others.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="layers" title="No programs yet" action={create}>
      A program says what fans can buy, which seats, and at what price.
    </EmptyState>
  );
}
