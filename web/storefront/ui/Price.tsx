import { useText } from '../app/state.ts';
import css from './Price.module.css';

type Props = {
  cents: number;
  /** A price before it, struck through. */
  beforeCents?: number | undefined;
  /** The least of several: "from". */
  isFrom?: boolean;
  size?: 'usual' | 'large';
};

/** An amount with everything in it. */
export function Price({ cents, beforeCents, isFrom = false, size = 'usual' }: Props) {
  const { t, money } = useText();
  const hasBefore = beforeCents !== undefined && beforeCents > cents;
  return (
    <span className={size === 'large' ? `${css.price} ${css.large}` : css.price}>
      {isFrom && <span className={css.from}>{t('price.from')} </span>}
      {hasBefore && (
        <>
          <span className="hidden">{t('price.before')} </span>
          <s className={css.before}>{money(beforeCents)}</s> <span className="hidden">{t('price.now')} </span>
        </>
      )}
      <strong className={css.amount}>{money(cents)}</strong>
    </span>
  );
}
