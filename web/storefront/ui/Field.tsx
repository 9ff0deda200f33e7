import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import { classes } from './classes.ts';
import css from './Field.module.css';

type About = {
  label: string;
  /** Said below the label. */
  hint?: string | undefined;
  /** What is wrong with it. */
  error?: string | undefined;
};

export function TextField({ label, hint, error, ...input }: About & InputHTMLAttributes<HTMLInputElement>) {
  const ids = useIds(hint, error);
  return (
    <Frame {...{ label, hint, error, ids }}>
      <input
        {...input}
        id={ids.field}
        className={classes(css.input, error !== undefined && css.wrong, input.className)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={ids.described}
      />
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  children,
  ...select
}: About & SelectHTMLAttributes<HTMLSelectElement>) {
  const ids = useIds(hint, error);
  return (
    <Frame {...{ label, hint, error, ids }}>
      <select
        {...select}
        id={ids.field}
        className={classes(css.input, css.select, error !== undefined && css.wrong)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={ids.described}
      >
        {children}
      </select>
    </Frame>
  );
}

export function CheckField({ label, hint, error, ...input }: About & InputHTMLAttributes<HTMLInputElement>) {
  const ids = useIds(hint, error);
  return (
    <div className={css.field}>
      <div className={css.check}>
        <input {...input} type="checkbox" id={ids.field} className={css.box} aria-describedby={ids.described} />
        <label htmlFor={ids.field}>{label}</label>
      </div>
      <Said {...{ hint, error, ids }} />
    </div>
  );
}

type Ids = ReturnType<typeof useIds>;

function useIds(hint: string | undefined, error: string | undefined) {
  const id = useId();
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const described = [hint === undefined ? '' : hintId, error === undefined ? '' : errorId].filter((one) => one !== '');
  return { field: id, hint: hintId, error: errorId, described: described.join(' ') || undefined };
}

function Frame({ label, hint, error, ids, children }: About & { ids: Ids; children: ReactNode }) {
  return (
    <div className={css.field}>
      <label htmlFor={ids.field} className={css.label}>
        {label}
      </label>
      {children}
      <Said {...{ hint, error, ids }} />
    </div>
  );
}

function Said({ hint, error, ids }: Omit<About, 'label'> & { ids: Ids }) {
  return (
    <>
      {hint !== undefined && (
        <p id={ids.hint} className={css.hint}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={ids.error} className={css.error}>
          {error}
        </p>
      )}
    </>
  );
}
