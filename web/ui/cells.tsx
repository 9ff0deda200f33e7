import type { ReactNode } from 'react';
import classes from './cells.module.css';

/** What stands in the cells of lists: plain elements, as the kit's take far longer to make and a list has hundreds. */

/** The look of a link in a cell, and of the one in a row's heading. */
export const cellLink = classes.link;
export const rowLink = `${classes.link} ${classes.heading}`;

/** The look of a button that is an icon; `data-size="sm"` makes it small. */
export const cellButton = classes.button;

/** A quiet line below the first one of a cell. */
export function More({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <span className={classes.more} title={title}>
      {children}
    </span>
  );
}

/** Says that there is nothing to show. */
export function None({ children }: { children: string }) {
  return <span className={classes.none}>{children}</span>;
}

/** Badges side by side. */
export function Marks({ children }: { children: ReactNode }) {
  return <span className={classes.marks}>{children}</span>;
}

type CheckProps = { label: string; isChecked: boolean; isPartly?: boolean; onChange: () => void };

/** A checkbox whose label is heard only. */
export function Check({ label, isChecked, isPartly = false, onChange }: CheckProps) {
  return (
    <input
      type="checkbox"
      className="flex-check"
      aria-label={label}
      ref={(box) => {
        if (box !== null) box.indeterminate = isPartly;
      }}
      checked={isChecked}
      onChange={onChange}
    />
  );
}
