import { Check } from './cells.tsx';
import classes from './RowSelection.module.css';

/** Rows that are chosen for one act over several; by their keys. */
export type RowSelection<R> = {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** Names the checkbox of a row. */
  label: (row: R) => string;
};

type HeadProps = { keys: readonly string[]; selected: ReadonlySet<string>; onChange: RowSelection<never>['onChange'] };

/** Chooses all rows that are shown, or none. */
export function SelectionHead({ keys, selected, onChange }: HeadProps) {
  const count = keys.filter((key) => selected.has(key)).length;
  const isAll = count > 0 && count === keys.length;
  return (
    <th scope="col" className={classes.cell}>
      <Check
        label="Choose all rows"
        isChecked={isAll}
        isPartly={count > 0 && !isAll}
        onChange={() => onChange(new Set(isAll ? [] : keys))}
      />
    </th>
  );
}

export function SelectionCell<R>({ row, rowKey, selection }: { row: R; rowKey: string; selection: RowSelection<R> }) {
  const { selected, onChange, label } = selection;
  const toggle = () => {
    const next = new Set(selected);
    if (!next.delete(rowKey)) next.add(rowKey);
    onChange(next);
  };
  return (
    <td className={classes.cell}>
      <Check label={label(row)} isChecked={selected.has(rowKey)} onChange={toggle} />
    </td>
  );
}
