import { Button, Group } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { addDays, localDayOf } from '../../../../shared/rules/local-days.ts';
import { FilterDays } from '../../../ui/FilterBar.tsx';

const spans = [7, 30, 90, 365] as const;
/** Shown when the address says no days. */
const usual = 30;

/** Which days are counted; the address keeps them. */
export function RangeBar({ store }: { store: Store }) {
  const { from, until } = useSearch({ from: '/app/stores/$storeKey/insights' });
  const navigate = useNavigate({ from: '/stores/$storeKey/insights' });
  // oxlint-disable-next-line react/purity -- every render counts from the day it is now
  const today = localDayOf(Date.now(), store.timeZone);
  const set = (days: { from?: string | undefined; until?: string | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...days }), replace: true });
  const isShown = (span: number) =>
    until === undefined && (from === undefined ? span === usual : from === addDays(today, 1 - span));
  return (
    <search aria-label="Days">
      <Group gap="xs">
        {spans.map((span) => (
          <Button
            key={span}
            variant={isShown(span) ? 'light' : 'default'}
            aria-pressed={isShown(span)}
            onClick={() => set({ from: span === usual ? undefined : addDays(today, 1 - span), until: undefined })}
          >
            {span === 365 ? 'A year' : `${span} days`}
          </Button>
        ))}
        <FilterDays zone={store.timeZone} from={from} until={until} onChange={set} />
      </Group>
    </search>
  );
}
