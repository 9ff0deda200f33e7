import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { naturalOrder } from '../../../../shared/rules/natural-order.ts';
import { may } from '../../../ui/Can.tsx';
import { FilterBar, FilterChoice } from '../../../ui/FilterBar.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import type { InventoryEventSearch } from '../../searchOfSeason.ts';
import { EventSeatMap } from './EventSeatMap.tsx';
import { seatsQuery, venueOfEventQuery } from './inventoryApi.ts';
import { useShownMap } from './useShownMap.ts';

/** The seats of an event on its venue's map, by class and price code. */
export function SeatMapPanel({ store, eventCode }: { store: Store; eventCode: string }) {
  const search = useSearch({ from: '/app/stores/$storeKey/inventory/events/$eventCode' });
  const navigate = useNavigate({ from: '/stores/$storeKey/inventory/events/$eventCode' });
  const set = (change: InventoryEventSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const seats = useQuery(seatsQuery(store.key, eventCode));
  const mayRead = may(store, 'store.catalogue.view');
  const event = useQuery({ ...venueOfEventQuery(store.key, eventCode), enabled: mayRead });
  const venueId = event.data?.items.find(({ code }) => code === eventCode)?.venueId ?? null;
  const { map, sections } = useShownMap(store, venueId);
  const kinds = seats.data?.kinds ?? [];
  const classNames = [...new Set(kinds.map(({ className }) => className))].toSorted(naturalOrder);
  const codes = [...new Set(kinds.map(({ priceCode }) => priceCode))].toSorted(naturalOrder);
  const filter = useMemo(
    () => ({ className: search.class ?? null, priceCode: search.code ?? null }),
    [search.class, search.code],
  );
  const options = (names: readonly string[]) => names.map((value) => ({ value, label: value }));
  return (
    <Panel
      title="Seat map"
      description="Free seats of our copy, by price code. Press one below the map to see it alone."
      flush
    >
      <FilterBar
        label="Filter the seats"
        isFiltered={search.class !== undefined || search.code !== undefined || search.section !== undefined}
        onClear={() => set({ class: undefined, code: undefined, section: undefined })}
      >
        <FilterChoice
          label="Class"
          placeholder="Any class"
          options={options(classNames)}
          value={search.class}
          onChange={(value) => set({ class: value })}
        />
        <FilterChoice
          label="Price code"
          placeholder="Any price code"
          options={options(codes)}
          value={search.code}
          onChange={(value) => set({ code: value })}
        />
        <SectionChoice
          sections={sections}
          value={search.section ?? null}
          onChange={(section) => set({ section: section ?? undefined })}
        />
      </FilterBar>
      <Stack p="md">
        <QueryView query={seats}>
          {() => (
            <EventSeatMap
              store={store}
              eventCode={eventCode}
              drawing={map?.drawing ?? null}
              sections={sections}
              sectionName={search.section ?? null}
              onSection={(section) => set({ section })}
              filter={filter}
              onPriceCode={(code) => set({ code: code ?? undefined })}
            />
          )}
        </QueryView>
      </Stack>
    </Panel>
  );
}

type SectionChoiceProps = {
  sections: ReturnType<typeof useShownMap>['sections'];
  value: string | null;
  onChange: (sectionName: string | null) => void;
};

function SectionChoice({ sections, value, onChange }: SectionChoiceProps) {
  return (
    <Select
      aria-label="Section"
      placeholder="All sections"
      clearable
      searchable
      data={sections.map(({ sectionName, displayName }) => ({ value: sectionName, label: displayName }))}
      value={value}
      onChange={onChange}
    />
  );
}
