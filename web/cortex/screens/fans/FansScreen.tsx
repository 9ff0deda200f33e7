import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { More, None, rowLink } from '../../../ui/cells.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { FilterBar, FilterChoice } from '../../../ui/FilterBar.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import type { FansSearch } from '../../searchOfSales.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { fansQuery, groupsQuery, type KnownFan } from './fansApi.ts';

/** Who signed in at the storefront, as the vendor knows them. */
export function FansScreen() {
  const store = useStore();
  return (
    <Guard permission="store.orders.view" here={store} title="Fans">
      <Fans store={store} />
    </Guard>
  );
}

function Fans({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/fans' });
  const page = useQuery({ ...fansQuery(store.key, search), placeholderData: keepPreviousData });
  const columns = useMemo(() => columnsIn(store), [store]);
  const isFiltered = search.text !== undefined || search.group !== undefined;
  return (
    <>
      <PageHeader
        title="Fans"
        within={store.name}
        description="Fans who have signed in here with their ticketing account. The account is the vendor’s; we keep its name, address and groups as of the last sign-in."
      />
      <Panel title="Fans" description="Newest first." flush>
        <Filters store={store} search={search} />
        <QueryView query={page}>
          {({ items }) =>
            items.length === 0 ? (
              <NoFans isFiltered={isFiltered} />
            ) : (
              <DataTable caption="Fans, newest first" columns={columns} rows={items} rowKey={({ id }) => id} />
            )
          }
        </QueryView>
        <CursorPager label="Pages of fans" next={page.data?.next ?? null} cursor={search.cursor} />
      </Panel>
    </>
  );
}

function Filters({ store, search }: { store: Store; search: FansSearch }) {
  const navigate = useNavigate({ from: '/stores/$storeKey/fans' });
  const groups = useQuery({ ...groupsQuery(store.key), enabled: may(store, 'store.programs.view') });
  const set = (change: FansSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  const options = (groups.data?.items ?? []).map(({ code, fanCount }) => ({
    value: code,
    label: `${code} (${fanCount})`,
  }));
  return (
    <FilterBar
      label="Filter the fans"
      isFiltered={search.text !== undefined || search.group !== undefined}
      onClear={() => set({ text: undefined, group: undefined })}
    >
      <SearchField
        label="Name, e-mail or whole vendor account id"
        value={search.text ?? ''}
        onChange={(text) => set({ text: text || undefined })}
      />
      <FilterChoice
        label="Account group"
        placeholder="Any group"
        options={options}
        value={search.group}
        onChange={(group) => set({ group })}
      />
    </FilterBar>
  );
}

function NoFans({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon="search" title="No fan matches">
      Search by another part of the name or address. Only fans who have signed in here are known.
    </EmptyState>
  ) : (
    <EmptyState icon="user" title="No fan has signed in yet">
      A fan stands here from the first sign-in on, with orders and carts.
    </EmptyState>
  );
}

function columnsIn(store: Store): Column<KnownFan>[] {
  return [
    {
      key: 'name',
      header: 'Fan',
      cell: ({ id, name, email }) => (
        <>
          <Link to="/stores/$storeKey/fans/$fanId" params={{ storeKey: store.key, fanId: id }} className={rowLink}>
            {name}
          </Link>
          <More>{email}</More>
        </>
      ),
    },
    { key: 'account', header: 'Vendor account', isNarrow: true, cell: ({ vendorAccountId }) => vendorAccountId },
    {
      key: 'groups',
      header: 'Account groups',
      cell: ({ accountGroups }) => (accountGroups.length === 0 ? <None>none</None> : accountGroups.join(', ')),
    },
    {
      key: 'since',
      header: 'Known since',
      isNarrow: true,
      cell: ({ knownSince }) => <When at={knownSince} zone={store.timeZone} style="day" />,
    },
  ];
}
