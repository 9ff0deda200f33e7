import { type ReactNode, useEffect, useRef } from 'react';
import { afterPaint } from '../app/afterPaint.ts';
import { useRouter } from '../app/state.ts';
import { useIsDrawn } from '../app/useGradually.ts';
import { classes } from './classes.ts';
import css from './StepFrame.module.css';

type Props = {
  title: string;
  /** Said below the title. */
  lead?: string | undefined;
  /** Beside what is in the step on a wide screen, above or below it on a narrow one. */
  aside?: ReactNode;
  /** Under both, as wide as they are together. */
  below?: ReactNode;
  /** A column that reads well, for forms and text. */
  isNarrow?: boolean;
  children: ReactNode;
};

/** A step with its one heading. */
export function StepFrame({ title, lead, aside, below, isNarrow = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { place } = useRouter();
  // what had the focus went away with what this takes the place of
  useEffect(() => {
    if (place.get().visits === 0) return;
    return afterPaint(() => {
      if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    });
  }, [place]);
  return (
    <div className={classes(css.frame, isNarrow && css.narrow)}>
      <header className={css.head}>
        <h1 ref={heading} tabIndex={-1} className={css.title}>
          {title}
        </h1>
        {lead !== undefined && <p className={css.lead}>{lead}</p>}
      </header>
      {aside === undefined ? (
        children
      ) : (
        <div className={css.columns}>
          <div className={css.body}>{children}</div>
          <aside className={css.aside}>
            <Below>{aside}</Below>
          </aside>
        </div>
      )}
      {below}
    </div>
  );
}

/** What stands below the top of a step: drawn in the frames after the first. Its room is kept, so that nothing moves. */
export function Below({ children }: { children: ReactNode }) {
  const isDrawn = useIsDrawn();
  return isDrawn ? children : <div className={css.room} />;
}
