import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { Output } from '../../../api/contract.ts';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { sectionsQuery } from './inventoryApi.ts';
import classes from './SectionsPanel.module.css';

type Section = Output<'GET /api/stores/{storeKey}/inventory/events/{eventCode}/sections'>['items'][number];

/** The sections of an event with how many seats are free in each. */
export function SectionsPanel({ store, eventCode }: { store: Store; eventCode: string }) {
  const [text, setText] = useState('');
  const [sort, setSort] = useState('');
  const sections = useQuery(sectionsQuery(store.key, eventCode));
  const most = Math.max(1, ...(sections.data?.items ?? []).map(({ seatCount }) => seatCount));
  const columns = useMemo(() => columnsIn(store, most), [store, most]);
  return (
    <Panel title="Sections" flush actions={<SearchField label="Search sections" value={text} onChange={setText} />}>
      <QueryView query={sections}>
        {({ items }) => {
          const shown = items.filter((section) => matches(section, text));
          if (shown.length === 0) return <NoSections isFiltered={text !== ''} />;
          return (
            <ScrollRegion isLow label="Sections, scrolled">
              <DataTable
                caption="Sections by name"
                columns={columns}
                rows={shown}
                rowKey={({ sectionName }) => sectionName}
                sort={sort}
                onSort={setSort}
              />
            </ScrollRegion>
          );
        }}
      </QueryView>
    </Panel>
  );
}

function NoSections({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState isSmall icon="search" title="No section is called that">
      Try a part of its name.
    </EmptyState>
  ) : (
    <EmptyState isSmall icon="seat" title="No section">
      The vendor lists no free seat of this event.
    </EmptyState>
  );
}

function matches({ sectionName, displayName }: Section, text: string): boolean {
  return `${sectionName} ${displayName ?? ''}`.toLowerCase().includes(text.trim().toLowerCase());
}

function columnsIn(store: Store, most: number): Column<Section>[] {
  return [
    {
      key: 'section',
      header: 'Section',
      sortBy: ({ sectionName }) => sectionName,
      cell: ({ sectionName, displayName }) => (
        <>
          {displayName ?? sectionName}
          {displayName !== sectionName && (
            <Text size="xs" c="dimmed" fw={400}>
              {displayName === null ? 'not a section of the venue' : sectionName}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'seats',
      header: 'Free seats',
      sortBy: ({ seatCount }) => seatCount,
      cell: ({ seatCount }) => <Share count={seatCount} most={most} />,
    },
    {
      key: 'counts',
      header: 'By class and price code',
      cell: ({ counts }) => (
        <Text size="xs">
          {counts.map(({ className, priceCode, count }) => `${className} ${priceCode}: ${count}`).join(' · ')}
        </Text>
      ),
    },
    {
      key: 'changed',
      header: 'Changed',
      isNarrow: true,
      sortBy: ({ changedAt }) => changedAt,
      cell: ({ changedAt }) => <When at={changedAt} zone={store.timeZone} />,
    },
  ];
}

/** The number, and beside it a bar that compares it to the fullest section. */
function Share({ count, most }: { count: number; most: number }) {
  return (
    <div className={classes.share}>
      <span className={classes.count}>{count}</span>
      <span className={classes.scale} aria-hidden="true">
        <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
      </span>
    </div>
  );
}
