import { type ReactNode, useEffect } from 'react';
import head from './head.module.css';
import classes from './PageHeader.module.css';

type Props = {
  title: string;
  /** Beside the title, such as a status badge. */
  mark?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** What the screen is about, such as the store's name; it follows the title in the document's name. */
  within?: string;
};

/** The one first-level heading of a screen; it also names the document. */
export function PageHeader({ title, mark, description, actions, within }: Props) {
  useDocumentTitle(within === undefined ? title : `${title} · ${within}`);
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <div className={classes.top}>
          <h1 className={classes.title}>{title}</h1>
          {mark}
        </div>
        {description !== undefined && <div className={head.description}>{description}</div>}
      </div>
      {actions !== undefined && <div className={head.acts}>{actions}</div>}
    </header>
  );
}

export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Cortex`;
  }, [title]);
}
