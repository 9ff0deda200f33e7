import css from './Spinner.module.css';

/** Something is under way. With a label it says so to those who do not see it. */
export function Spinner({ label, isLarge = false }: { label?: string; isLarge?: boolean }) {
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'status', 'aria-label': label };
  return <span {...said} className={isLarge ? `${css.spinner} ${css.large}` : css.spinner} />;
}
