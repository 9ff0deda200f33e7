import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './Notice.module.css';

type Props = {
  tone?: 'info' | 'good' | 'warn' | 'bad';
  title?: string;
  children?: ReactNode;
  /** It came while the fan was here: read out at once, or when there is a pause. */
  isNews?: boolean;
  actions?: ReactNode;
};

/** Something to know before going on. */
export function Notice({ tone = 'info', title, children, isNews = false, actions }: Props) {
  const role = isNews ? (tone === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div role={role} className={classes(css.notice, css[tone])}>
      <svg aria-hidden="true" viewBox="0 0 20 20" className={css.icon}>
        <path d={icons[tone]} />
      </svg>
      <div className={css.text}>
        {title !== undefined && <p className={css.title}>{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </div>
  );
}

const icons = {
  info: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm1 12H9V9h2v5Zm0-6.5H9v-2h2v2Z',
  good: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm-1.2 11.6L5.4 10.2l1.4-1.4 2 2 4.4-4.4 1.4 1.4-5.8 5.8Z',
  warn: 'M10 2 1 17.5h18L10 2Zm1 13H9v-2h2v2Zm0-3.5H9v-4h2v4Z',
  bad: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm1 12H9v-2h2v2Zm0-3.5H9v-5h2v5Z',
};
