import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { QueryView } from '../../../ui/QueryView.tsx';
import { DiffView } from './DiffView.tsx';
import { diffQuery, type ProgramSummary } from './lifecycleApi.ts';

type Props = {
  store: Store;
  from: ProgramSummary | undefined;
  /** Nothing is active before. */
  isClosed: boolean;
  to: ProgramSummary;
};

/** What the switch means for fans, from what is active before it. */
export function OfferChange({ store, from, isClosed, to }: Props) {
  if (isClosed) {
    return <Text>The store is closed before: fans get everything {to.name} offers, at its prices.</Text>;
  }
  if (from === undefined || from.id === to.id) return <Text>{to.name} is active before as well: nothing changes.</Text>;
  return <Difference store={store} from={from} to={to} />;
}

function Difference({ store, from, to }: { store: Store; from: ProgramSummary; to: ProgramSummary }) {
  const diff = useQuery(diffQuery(store.key, sideOf(from), sideOf(to)));
  return (
    <>
      <Text c="dimmed" mb="xs">
        From {releaseOf(from)} to {releaseOf(to)}
      </Text>
      <QueryView query={diff} loading={<Text c="dimmed">Comparing the two…</Text>}>
        {(found) => <DiffView store={store} diff={found} />}
      </QueryView>
    </>
  );
}

function sideOf({ id, releaseNumber }: ProgramSummary): string {
  return releaseNumber === null ? id : `${id}@${releaseNumber}`;
}

function releaseOf({ name, releaseNumber }: ProgramSummary): string {
  return `${name} (release ${releaseNumber ?? 'none'})`;
}
