import { useId } from 'react';
import { useText } from '../app/state.ts';
import css from './Stepper.module.css';

type Props = {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

/** A small number, one up or one down. */
export function Stepper({ label, hint, value, min, max, onChange }: Props) {
  const { t } = useText();
  const id = useId();
  const button = (step: 1 | -1, said: string, path: string) => {
    const isOff = value + step < min || value + step > max;
    return (
      <button
        type="button"
        className={css.button}
        aria-label={`${said}: ${label}`}
        aria-disabled={isOff || undefined}
        onClick={() => !isOff && onChange(value + step)}
      >
        <svg aria-hidden="true" viewBox="0 0 20 20">
          <path d={path} />
        </svg>
      </button>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lay out its legend beside the buttons
    <div
      role="group"
      aria-labelledby={id}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      className={css.stepper}
    >
      <span className={css.text}>
        <span id={id} className={css.label}>
          {label}
        </span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className={css.hint}>
            {hint}
          </span>
        )}
      </span>
      <span className={css.control}>
        {button(-1, t('choose.fewer'), 'M4 10h12')}
        <output className={css.value}>{value}</output>
        {button(1, t('choose.more'), 'M10 4v12M4 10h12')}
      </span>
    </div>
  );
}
