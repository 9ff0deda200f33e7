import { useNavigate } from '@tanstack/react-router';
import { FilterBar, FilterChoice, FilterDays } from '../../../ui/FilterBar.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { type AuditSearch, auditKinds } from '../../search.ts';
import { type Area, areaOptions, kindWords } from './auditFilter.ts';

type Props = { search: AuditSearch; zone: string; areas: readonly Area[] };

/** Narrows the entries; each field writes the address, which starts at its first page again. */
export function AuditFilters({ search, zone, areas }: Props) {
  const navigate = useNavigate();
  const set = (change: AuditSearch) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  const isFiltered = Object.entries(search).some(([name, value]) => name !== 'cursor' && value !== undefined);
  const nothing = {
    text: undefined,
    action: undefined,
    kind: undefined,
    actor: undefined,
    from: undefined,
    until: undefined,
  };
  return (
    <FilterBar label="Filter the entries" isFiltered={isFiltered} onClear={() => set(nothing)}>
      <SearchField
        label="Search in names, reasons and fields"
        value={search.text ?? ''}
        onChange={(text) => set({ text: text || undefined })}
      />
      <FilterChoice
        label="What it is about"
        placeholder="About anything"
        options={areaOptions(areas)}
        value={search.action}
        onChange={(action) => set({ action })}
      />
      <FilterChoice
        label="By whom"
        placeholder="By anybody"
        options={auditKinds.map((value) => ({ value, label: kindWords[value] }))}
        value={search.kind}
        onChange={(kind) => set({ kind })}
      />
      <FilterDays zone={zone} from={search.from} until={search.until} onChange={set} />
    </FilterBar>
  );
}
