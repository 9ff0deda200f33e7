import { Button, Group, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { SearchField } from '../../../ui/SearchField.tsx';
import { type AuditSearch, auditKinds } from '../../search.ts';
import classes from './AuditFilters.module.css';
import { type Area, areaOptions, kindWords } from './auditFilter.ts';

type Props = { search: AuditSearch; zone: string; areas: readonly Area[] };

/** Narrows the entries; each field writes the address, which starts at its first page again. */
export function AuditFilters({ search, zone, areas }: Props) {
  const navigate = useNavigate();
  const set = (change: AuditSearch) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change, cursor: undefined }), replace: true });
  const isFiltered = Object.entries(search).some(([name, value]) => name !== 'cursor' && value !== undefined);
  return (
    <search className={classes.filters} aria-label="Filter the entries">
      <SearchField
        label="Search in names, reasons and fields"
        value={search.text ?? ''}
        onChange={(text) => set({ text: text || undefined })}
      />
      <Select
        aria-label="What it is about"
        className={classes.choice}
        placeholder="About anything"
        clearable
        data={areaOptions(areas)}
        value={search.action ?? null}
        onChange={(value) => set({ action: value ?? undefined })}
      />
      <Select
        aria-label="By whom"
        className={classes.choice}
        placeholder="By anybody"
        clearable
        data={auditKinds.map((value) => ({ value, label: kindWords[value] }))}
        value={search.kind ?? null}
        onChange={(value) => set({ kind: value ?? undefined })}
      />
      <Group gap="xs" wrap="nowrap">
        <DayInput label={`First day (${zone})`} value={search.from} onChange={(from) => set({ from })} />
        <span aria-hidden="true">to</span>
        <DayInput label={`Last day (${zone})`} value={search.until} onChange={(until) => set({ until })} />
      </Group>
      {isFiltered && (
        <Button
          variant="subtle"
          onClick={() =>
            set({
              text: undefined,
              action: undefined,
              kind: undefined,
              actor: undefined,
              from: undefined,
              until: undefined,
            })
          }
        >
          Clear
        </Button>
      )}
    </search>
  );
}

type DayProps = { label: string; value: string | undefined; onChange: (day: string | undefined) => void };

function DayInput({ label, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
