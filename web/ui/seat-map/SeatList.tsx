import { useEffect, useMemo, useState } from 'react';
import type { FieldRow, SeatField } from '../../../shared/rules/seat-field.ts';
import { factsOf, isPickable } from './facts.ts';
import { Listbox } from './Listbox.tsx';
import classes from './seat-map.module.css';
import type { SeatFacts, SeatLook } from './types.ts';

export type SeatListWords = {
  sections: string;
  rows: string;
  seats: string;
  section: (sectionName: string, freeCount: number) => string;
  row: (rowName: string, freeCount: number) => string;
  noSections: string;
  noRows: string;
  noSeats: string;
};

type Props = {
  field: SeatField;
  looks: readonly SeatLook[];
  mine: ReadonlySet<number>;
  sectionName: string | null;
  onSection: (sectionName: string) => void;
  onPick: (seat: number) => void;
  /** "Section 112, row 8, seat 5, 80.00 USD, aisle". */
  describe: (facts: SeatFacts) => string;
  words: SeatListWords;
};

/** All that the canvas does, as lists: a section, its row, then the seats, which are chosen and given back one by one. */
export function SeatList({ field, looks, mine, sectionName, onSection, onPick, describe, words }: Props) {
  const [rowKey, setRowKey] = useState<string | null>(null);
  const canPick = (seat: number) => isPickable(field, looks, mine, seat);
  const free = useMemo(() => countFree(field, looks), [field, looks]);
  const sections = field.sections.map((section, index) => ({ ...section, index, free: free.sections[index] ?? 0 }));
  const section = sections.find(({ name }) => name === sectionName);
  const rows = section === undefined ? [] : field.rows.slice(section.from, section.until);
  const offered = rows
    .map((row, index) => ({ ...row, free: free.rows[(section?.from ?? 0) + index] ?? 0 }))
    .filter((row) => row.free > 0 || hasMine(row, mine));
  const row = offered.find(({ name }) => name === rowKey);
  const seats = row === undefined ? [] : seatsOf(row).filter(canPick);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section has rows of its own
  useEffect(() => setRowKey(null), [sectionName]); // oxlint-disable-line react/exhaustive-effect-dependencies -- another section begins without a row
  return (
    <div className={`${classes.map} ${classes.lists}`}>
      <Listbox
        label={words.sections}
        empty={words.noSections}
        options={sections
          .filter((one) => one.free > 0 || one.name === sectionName)
          .map(({ name, free }) => ({ key: name, name: words.section(name, free) }))}
        selected={new Set(sectionName === null ? [] : [sectionName])}
        onSelect={onSection}
      />
      <Listbox
        label={words.rows}
        empty={words.noRows}
        options={offered.map(({ name, free }) => ({ key: name, name: words.row(name, free) }))}
        selected={new Set(rowKey === null ? [] : [rowKey])}
        onSelect={setRowKey}
      />
      <Listbox
        label={words.seats}
        empty={words.noSeats}
        isMultiple
        options={seats.map((seat) => ({ key: String(seat), name: describe(factsOf(field, seat, mine)) }))}
        selected={new Set([...mine].map(String))}
        onSelect={(key) => onPick(Number(key))}
      />
    </div>
  );
}

function seatsOf({ from, until }: FieldRow): number[] {
  return Array.from({ length: until - from }, (_, index) => from + index);
}

function hasMine(row: FieldRow, mine: ReadonlySet<number>): boolean {
  return [...mine].some((seat) => seat >= row.from && seat < row.until);
}

/** Seats that can be chosen, by row and by section. */
function countFree(field: SeatField, looks: readonly SeatLook[]) {
  const rows = new Uint32Array(field.rows.length);
  const sections = new Uint32Array(field.sections.length);
  for (let seat = 0; seat < field.count; seat++) {
    const kind = field.kind[seat] ?? 0;
    if (kind === 0 || looks[kind - 1]?.isPickable !== true) continue;
    const row = field.row[seat] ?? 0;
    const section = field.rows[row]?.section ?? 0;
    rows[row] = (rows[row] ?? 0) + 1;
    sections[section] = (sections[section] ?? 0) + 1;
  }
  return { rows, sections };
}
