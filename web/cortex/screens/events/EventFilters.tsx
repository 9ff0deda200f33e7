import { useNavigate } from '@tanstack/react-router';
import { FilterBar, FilterChoice, FilterDays } from '../../../ui/FilterBar.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { isNarrowed } from '../../search.ts';
import { type EventsSearch, eventStates } from '../../searchOfSeason.ts';
import { stateWords } from './eventWords.ts';
import type { Catalogue } from './useCatalogue.ts';

type Props = { search: EventsSearch; zone: string; catalogue: Catalogue | undefined };

const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
const nothing = {
  text: undefined,
  state: undefined,
  venue: undefined,
  category: undefined,
  from: undefined,
  until: undefined,
};

export function isFiltered(search: EventsSearch): boolean {
  return isNarrowed(search, nothing);
}

/** Narrows the events; each field writes the address, which starts at its first page again. */
export function EventFilters({ search, zone, catalogue }: Props) {
  const navigate = useNavigate();
  const set = (change: EventsSearch) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  return (
    <FilterBar label="Filter the events" isFiltered={isFiltered(search)} onClear={() => set(nothing)}>
      <SearchField
        label="Search in code, name and opponent"
        value={search.text ?? ''}
        onChange={(text) => set({ text: text || undefined })}
      />
      <FilterChoice
        label="State"
        placeholder="Not archived"
        options={eventStates.map((value) => ({ value, label: stateWords[value].label }))}
        value={search.state}
        onChange={(state) => set({ state })}
      />
      <FilterChoice
        label="Venue"
        placeholder="Any venue"
        options={(catalogue?.venues ?? []).map(named)}
        value={search.venue}
        onChange={(venue) => set({ venue })}
      />
      <FilterChoice
        label="Category"
        placeholder="Any category"
        options={(catalogue?.categories ?? []).map(named)}
        value={search.category}
        onChange={(category) => set({ category })}
      />
      <FilterDays zone={zone} from={search.from} until={search.until} onChange={set} />
    </FilterBar>
  );
}
