import type { ReactNode } from 'react';
import classes from './FieldGroup.module.css';

type Props = { legend?: string; isDisabled?: boolean; children: ReactNode };

/** Fields that belong together under one heading, or that are closed together. */
export function FieldGroup({ legend, isDisabled = false, children }: Props) {
  return (
    <fieldset className={classes.group} disabled={isDisabled}>
      {legend !== undefined && <legend className={classes.legend}>{legend}</legend>}
      {children}
    </fieldset>
  );
}
