import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { everyProgramQuery } from '../../programs.ts';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { WhyPrice } from './editor/pricing/why/WhyPrice.tsx';
import { type ProgramSummary, programQuery } from './programsApi.ts';

/** Why a fan gets the price they get, in any program of the store. */
export function WhyPriceScreen() {
  const store = useStore();
  return (
    <Guard permission="store.programs.view" here={store} title="Why this price?">
      <PageHeader
        title="Why this price?"
        within={store.name}
        description="Any fan, choice, event and seat: which rule sets the price, and why the others do not."
      />
      <Programs store={store} />
    </Guard>
  );
}

function Programs({ store }: { store: Store }) {
  const { program: asked } = useSearch({ from: '/app/stores/$storeKey/why-price' });
  const navigate = useNavigate({ from: '/stores/$storeKey/why-price' });
  const query = useQuery(everyProgramQuery(store.key));
  return (
    <QueryView query={query}>
      {({ items: programs }) => {
        const chosen = asked ?? programs.find(({ isActive }) => isActive)?.id ?? programs[0]?.id;
        if (chosen === undefined) {
          return (
            <EmptyState icon="layers" title="No programs yet">
              Prices are set by the rules of a program.
            </EmptyState>
          );
        }
        return (
          <Stack gap="lg">
            <Select
              label="Program"
              searchable
              nothingFoundMessage="No program is called that"
              maw="26rem"
              data={programs.map((program) => ({ value: program.id, label: nameOf(program) }))}
              value={chosen}
              onChange={(id) => id !== null && void navigate({ search: { program: id } })}
            />
            <OneProgram key={chosen} storeKey={store.key} programId={chosen} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function nameOf({ name, isActive, state }: ProgramSummary): string {
  return isActive ? `${name} (active)` : state === 'published' ? name : `${name} (${state})`;
}

function OneProgram({ storeKey, programId }: { storeKey: string; programId: string }) {
  const query = useQuery(programQuery(storeKey, programId));
  return (
    <QueryView query={query}>
      {(program) => (
        <Panel title={program.name}>
          <WhyPrice storeKey={storeKey} program={program} />
        </Panel>
      )}
    </QueryView>
  );
}
