import type { ReactNode } from 'react';
import classes from './KeyFacts.module.css';

type Props = {
  facts: readonly { name: string; value: ReactNode }[];
  /** The value beside its name, one a line; in narrow panels. */
  isNarrow?: boolean;
};

/** Names and values, as a list of descriptions. */
export function KeyFacts({ facts, isNarrow = false }: Props) {
  return (
    <dl className={classes.facts} data-narrow={isNarrow}>
      {facts.map(({ name, value }) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
