import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { addressOf } from '../../../api/client.ts';
import { LazyFunnelChart } from '../../../ui/charts/lazy.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { ChoicesTable } from './ChoicesTable.tsx';
import { ExportButton, FreshLine } from './ExportButton.tsx';
import { daysOf, type FunnelAnswer, funnelQuery } from './insightsApi.ts';
import { reasons, reasonWords } from './insightWords.ts';

type ProgramFunnel = FunnelAnswer['programs'][number];

/** How far carts came, by program, pack and tier, and where they were abandoned. */
export function FunnelView({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/insights' });
  const funnel = useQuery({ ...funnelQuery(store.key, search), placeholderData: keepPreviousData });
  const file = { params: { storeKey: store.key }, query: daysOf(search) };
  return (
    <QueryView query={funnel}>
      {(found) => (
        <Stack gap="lg">
          <Panel
            title="How carts fare"
            description="A cart belongs to the day on which it was begun, whatever becomes of it later."
            actions={<ExportButton href={addressOf('GET /api/stores/{storeKey}/insights/funnel.csv', file)} />}
          >
            <FreshLine fresh={found.fresh} zone={store.timeZone} />
          </Panel>
          {found.programs.length === 0 && (
            <Panel title="Programs" flush>
              <EmptyState icon="chart" title="Nobody has looked or chosen on these days">
                Each program stands here with what fans looked at, chose, held and bought.
              </EmptyState>
            </Panel>
          )}
          {found.programs.map((one) => (
            <ProgramPanel key={one.program.id} of={one} />
          ))}
        </Stack>
      )}
    </QueryView>
  );
}

function ProgramPanel({ of }: { of: ProgramFunnel }) {
  const { program, funnel, seen, choices } = of;
  const { chosen, held, paying, bought, open, abandoned, unfinishedSeats } = funnel;
  const ended = reasons.map((reason) => ({ name: reasonWords[reason], count: abandoned[reason] }));
  return (
    <Panel
      title={program.name}
      description={`Looked at ${seen.offer.toLocaleString('en')} times; packs ${seen.choice.toLocaleString('en')}, seats ${seen.seats.toLocaleString('en')}, review ${seen.review.toLocaleString('en')}. Views are of pages, not of people.`}
    >
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
          <div>
            <Title order={3} mb="sm">
              How far carts came
            </Title>
            <LazyFunnelChart
              title={`How far carts of ${program.name} came`}
              stages={[
                { name: 'Chosen', count: chosen },
                { name: 'Seats held', count: held },
                { name: 'Payment begun', count: paying },
                { name: 'Bought', count: bought },
              ]}
            />
          </div>
          <div>
            <Title order={3} mb="sm">
              Abandoned where
            </Title>
            <LazyFunnelChart title={`Where carts of ${program.name} were abandoned`} stages={ended} whole={chosen} />
          </div>
        </SimpleGrid>
        <Text c="dimmed">
          {open.toLocaleString('en')} still open. Abandoned carts were for {unfinishedSeats.toLocaleString('en')} seats.
        </Text>
        <ChoicesTable program={program.name} choices={choices} />
      </Stack>
    </Panel>
  );
}
