import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from '../app/Link.tsx';
import type { Route } from '../app/route.ts';
import css from './Button.module.css';
import { classes } from './classes.ts';
import { Spinner } from './Spinner.tsx';

type Look = {
  /** accent: the one next step of a page · primary: a main act · quiet: any other · plain: among text. */
  look?: 'accent' | 'primary' | 'quiet' | 'plain';
  size?: 'usual' | 'large' | 'small';
  isWide?: boolean;
};
type Props = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & {
    type?: 'button' | 'submit';
    /** What it started is under way: it cannot be pressed again, and says so. */
    isBusy?: boolean;
    children: ReactNode;
  };

/** A disabled button keeps the keyboard when `aria-disabled` is given in place of `disabled`. */
export function Button({ look, size, isWide, isBusy = false, type = 'button', children, onClick, ...rest }: Props) {
  const isOff = isBusy || rest['aria-disabled'] === true || rest['aria-disabled'] === 'true';
  return (
    <button
      {...rest}
      type={type}
      className={classes(classOf({ look, size, isWide }), rest.className)}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event) => (isOff ? event.preventDefault() : onClick?.(event))}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ to, children, ...look }: Look & { to: Route; children: ReactNode }) {
  return (
    <Link to={to} className={classOf(look)}>
      {children}
    </Link>
  );
}

function classOf({
  look = 'primary',
  size = 'usual',
  isWide = false,
}: { [K in keyof Look]?: Look[K] | undefined }): string {
  return classes(css.button, css[look], size !== 'usual' && css[size], isWide && css.wide);
}
