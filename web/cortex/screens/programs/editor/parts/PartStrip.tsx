import type { ReactNode } from 'react';
import { Icon } from '../../../../../ui/Icon.tsx';
import classes from './parts.module.css';
import { Sortable, useSortablePart } from './Sortable.tsx';

export type StripPart = {
  id: string;
  name: string;
  /** A few words under the name. */
  note: string;
  errors: number;
  warnings: number;
};

type Props = {
  label: string;
  parts: readonly StripPart[];
  selected: string | null;
  onSelect: (id: string) => void;
  onMove: (id: string, ontoId: string) => void;
  canEdit: boolean;
  /** After the last one. */
  add?: ReactNode;
};

/** The parts of a stage side by side, in their order; one of them is shown below. */
export function PartStrip({ label, parts, selected, onSelect, onMove, canEdit, add }: Props) {
  return (
    <Sortable
      ids={parts.map(({ id }) => id)}
      nameOf={(id) => parts.find((part) => part.id === id)?.name ?? ''}
      onMove={onMove}
      isStrip
    >
      <ul className={classes.strip} aria-label={label}>
        {parts.map((part) => (
          <StripItem
            key={part.id}
            part={part}
            isSelected={part.id === selected}
            onSelect={onSelect}
            canEdit={canEdit}
          />
        ))}
        {canEdit && add !== undefined && <li className={classes.add}>{add}</li>}
      </ul>
    </Sortable>
  );
}

type ItemProps = { part: StripPart; isSelected: boolean; onSelect: (id: string) => void; canEdit: boolean };

function StripItem({ part, isSelected, onSelect, canEdit }: ItemProps) {
  const { item, handle } = useSortablePart(part.id, part.name, canEdit);
  return (
    <li {...item} className={classes.part} data-selected={isSelected}>
      {handle}
      <button type="button" className={classes.choice} aria-current={isSelected} onClick={() => onSelect(part.id)}>
        <span className={classes.partName}>{part.name}</span>
        <span className={classes.partNote}>{part.note}</span>
        <PartMarks part={part} />
      </button>
    </li>
  );
}

function PartMarks({ part: { errors, warnings } }: { part: StripPart }) {
  if (errors + warnings === 0) return null;
  const words =
    errors > 0
      ? errors === 1
        ? '1 error'
        : `${errors} errors`
      : warnings === 1
        ? '1 warning'
        : `${warnings} warnings`;
  return (
    <span className={classes.mark} data-error={errors > 0}>
      <Icon name="alert" size="sm" />
      {words}
    </span>
  );
}
