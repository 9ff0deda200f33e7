import { type ReactNode, useId } from 'react';
import head from './head.module.css';
import classes from './Panel.module.css';

type Props = {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** The body reaches the edges, as a table does. */
  flush?: boolean;
  tone?: 'plain' | 'danger';
  children: ReactNode;
};

/** A titled surface: one thing of a screen. Of plain elements, as each screen has several. */
export function Panel({ title, description, actions, flush = false, tone = 'plain', children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.panel} data-tone={tone}>
      <div className={classes.head} data-described={description !== undefined}>
        <div className={classes.words}>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          {description !== undefined && <div className={head.description}>{description}</div>}
        </div>
        {actions !== undefined && <div className={head.acts}>{actions}</div>}
      </div>
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  );
}
