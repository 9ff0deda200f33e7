import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { FilterBar, FilterChoice, FilterDays } from '../../../ui/FilterBar.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { isNarrowed } from '../../search.ts';
import { type OrdersSearch, orderStates } from '../../searchOfSales.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { OrdersTable } from './OrdersTable.tsx';
import { ordersQuery, programsQuery } from './salesApi.ts';
import { orderStateWords } from './salesWords.ts';

/** Orders of the store, narrowed by the address. */
export function OrdersPanel({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/orders' });
  const page = useQuery({ ...ordersQuery(store.key, search, store.timeZone), placeholderData: keepPreviousData });
  return (
    <Panel title="Orders" description="Newest first." flush>
      <Filters store={store} search={search} />
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <NoOrders isFiltered={isFiltered(search)} />
          ) : (
            <OrdersTable store={store} orders={items} caption="Orders, newest first" />
          )
        }
      </QueryView>
      <CursorPager label="Pages of orders" next={page.data?.next ?? null} cursor={search.cursor} />
    </Panel>
  );
}

const nothing = {
  text: undefined,
  program: undefined,
  event: undefined,
  state: undefined,
  attention: undefined,
  from: undefined,
  until: undefined,
};

function isFiltered(search: OrdersSearch): boolean {
  return isNarrowed(search, nothing);
}

function Filters({ store, search }: { store: Store; search: OrdersSearch }) {
  const navigate = useNavigate({ from: '/stores/$storeKey/orders' });
  const programs = useQuery(programsQuery(store.key));
  const set = (change: OrdersSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  const options = (programs.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FilterBar label="Filter the orders" isFiltered={isFiltered(search)} onClear={() => set(nothing)}>
      <SearchField
        label="Order number, fan’s name, e-mail or account id"
        value={search.text ?? ''}
        onChange={(text) => set({ text: text || undefined })}
      />
      <FilterChoice
        label="Program"
        placeholder="Any program"
        options={options}
        value={search.program}
        onChange={(program) => set({ program })}
      />
      <FilterChoice
        label="State"
        placeholder="Any state"
        options={orderStates.map((value) => ({ value, label: orderStateWords[value] }))}
        value={search.state}
        onChange={(state) => set({ state })}
      />
      <FilterChoice
        label="To be looked at"
        placeholder="Looked at or not"
        options={[{ value: 'yes', label: 'To be looked at' }]}
        value={search.attention}
        onChange={(attention) => set({ attention })}
      />
      <SearchField
        label="Whole event code"
        value={search.event ?? ''}
        onChange={(event) => set({ event: event || undefined })}
      />
      <FilterDays zone={store.timeZone} from={search.from} until={search.until} onChange={set} />
    </FilterBar>
  );
}

function NoOrders({ isFiltered: hasFilter }: { isFiltered: boolean }) {
  return hasFilter ? (
    <EmptyState icon="search" title="No order matches">
      Take away a filter, choose other days, or search by another name. Numbers must be whole.
    </EmptyState>
  ) : (
    <EmptyState icon="receipt" title="No order yet">
      What fans buy stands here as soon as the vendor has sold it.
    </EmptyState>
  );
}
