import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { VendorCall } from '../../../../shared/contract/vendors.ts';
import { More } from '../../../ui/cells.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterBar, FilterChoice, FilterDays } from '../../../ui/FilterBar.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { isNarrowed } from '../../search.ts';
import { type CallsSearch, callOutcomes, callPurposes } from '../../searchOfSeason.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { callsQuery } from './vendorsApi.ts';
import { outcomeWords, purposeWords, tookInWords } from './vendorWords.ts';

/** What the store asked its vendor, newest first. */
export function CallsPanel({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/vendor' });
  const page = useQuery({ ...callsQuery(store.key, search, store.timeZone), placeholderData: keepPreviousData });
  const columns = useMemo(() => columnsIn(store.timeZone), [store.timeZone]);
  return (
    <Panel title="Calls" description="Kept for seven days." flush>
      <Filters search={search} zone={store.timeZone} />
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <NoCalls isFiltered={isFiltered(search)} />
          ) : (
            <DataTable
              caption="Calls to the vendor, newest first"
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryView>
      <CursorPager label="Pages of calls" next={page.data?.next ?? null} cursor={search.cursor} />
    </Panel>
  );
}

const nothing = {
  operation: undefined,
  event: undefined,
  outcome: undefined,
  purpose: undefined,
  from: undefined,
  until: undefined,
};

function isFiltered(search: CallsSearch): boolean {
  return isNarrowed(search, nothing);
}

function Filters({ search, zone }: { search: CallsSearch; zone: string }) {
  const navigate = useNavigate({ from: '/stores/$storeKey/vendor' });
  const set = (change: CallsSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  return (
    <FilterBar label="Filter the calls" isFiltered={isFiltered(search)} onClear={() => set(nothing)}>
      <SearchField
        label="Whole event code"
        value={search.event ?? ''}
        onChange={(event) => set({ event: event || undefined })}
      />
      <SearchField
        label="Whole operation"
        value={search.operation ?? ''}
        onChange={(operation) => set({ operation: operation || undefined })}
      />
      <FilterChoice
        label="How it ended"
        placeholder="Any end"
        options={callOutcomes.map((value) => ({ value, label: outcomeWords[value].label }))}
        value={search.outcome}
        onChange={(outcome) => set({ outcome })}
      />
      <FilterChoice
        label="What for"
        placeholder="For anything"
        options={callPurposes.map((value) => ({ value, label: purposeWords[value] }))}
        value={search.purpose}
        onChange={(purpose) => set({ purpose })}
      />
      <FilterDays zone={zone} from={search.from} until={search.until} onChange={set} />
    </FilterBar>
  );
}

function NoCalls({ isFiltered: hasFilter }: { isFiltered: boolean }) {
  return hasFilter ? (
    <EmptyState icon="search" title="No call matches">
      Take away a filter or choose other days.
    </EmptyState>
  ) : (
    <EmptyState icon="plug" title="No call yet">
      Every call to the vendor stands here, with how it ended and how long it took.
    </EmptyState>
  );
}

function columnsIn(zone: string): Column<VendorCall>[] {
  return [
    {
      key: 'at',
      header: 'When',
      isNarrow: true,
      cell: ({ startedAt }) => <When at={startedAt} zone={zone} style="second" />,
    },
    {
      key: 'operation',
      header: 'Operation',
      cell: ({ operation, eventCode }) => (
        <>
          <code>{operation}</code>
          {eventCode !== null && <More>{eventCode}</More>}
        </>
      ),
    },
    { key: 'purpose', header: 'For', isNarrow: true, cell: ({ purpose }) => purposeWords[purpose] },
    {
      key: 'outcome',
      header: 'End',
      cell: ({ outcome, detail }) => (
        <>
          <StatusBadge tone={outcomeWords[outcome].tone}>{outcomeWords[outcome].label}</StatusBadge>
          {detail !== null && <More>{detail}</More>}
        </>
      ),
    },
    {
      key: 'took',
      header: 'Took',
      isNarrow: true,
      align: 'right',
      cell: ({ durationMs }) => tookInWords(durationMs),
    },
    { key: 'requests', header: 'Requests', isNarrow: true, align: 'right', cell: RequestCount },
  ];
}

function RequestCount({ attempts, polls }: VendorCall) {
  return polls === 0 ? attempts : `${attempts} + ${polls} polls`;
}
