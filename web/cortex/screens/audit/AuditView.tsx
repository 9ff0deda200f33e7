import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Output } from '../../../api/contract.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import type { AuditSearch } from '../../search.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import { type Area, type AuditFilter, filterOf } from './auditFilter.ts';
import type { Names } from './entryWords.ts';

type AuditPage = Output<'GET /api/stores/{storeKey}/audit'>;
export type AuditSource = {
  /** Begins the cache's key. */
  name: string;
  /** What its entries can be about. */
  areas: readonly Area[];
  read: (query: AuditFilter & { cursor?: string | undefined; limit: number }) => Promise<AuditPage>;
  /** Addresses of the exports; null where there is none. */
  csv: ((filter: AuditFilter) => string) | null;
  ndjson: ((filter: AuditFilter) => string) | null;
};

type Props = { source: AuditSource; zone: string; search: AuditSearch; names?: Names };

const noNames: Names = new Map();

const pageSize = 50;

/** Who did what, newest first. Filter and page stand in the address, so that a finding can be sent to a colleague. */
export function AuditView({ source, zone, search, names = noNames }: Props) {
  const filter = filterOf(search, zone);
  const { cursor } = search;
  const page = useQuery({
    queryKey: ['audit', source.name, filter, cursor],
    queryFn: () => source.read({ ...filter, cursor, limit: pageSize }),
    placeholderData: keepPreviousData,
  });
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Panel title="Entries" flush actions={<Exports source={source} filter={filter} />}>
      <AuditFilters search={search} zone={zone} areas={source.areas} />
      <QueryView query={page}>
        {(data) =>
          data.items.length === 0 ? (
            <NoEntries isFiltered={isFiltered} />
          ) : (
            <AuditTable entries={data.items} zone={zone} names={names} />
          )
        }
      </QueryView>
      <CursorPager label="Pages of entries" next={page.data?.next ?? null} cursor={cursor} />
    </Panel>
  );
}

function Exports({ source, filter }: { source: AuditSource; filter: AuditFilter }) {
  return (
    <>
      {source.csv !== null && <ExportButton href={source.csv(filter)}>Export as CSV</ExportButton>}
      {source.ndjson !== null && <ExportButton href={source.ndjson(filter)}>Export as JSON lines</ExportButton>}
    </>
  );
}

function ExportButton({ href, children }: { href: string; children: string }) {
  return (
    <Button component="a" href={href} download variant="default" leftSection={<Icon name="download" />}>
      {children}
    </Button>
  );
}

function NoEntries({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon="search" title="No entry matches">
      Take away a filter or choose other days.
    </EmptyState>
  ) : (
    <EmptyState icon="history" title="Nothing was done yet">
      Every change is kept here with who made it, from what to what.
    </EmptyState>
  );
}
