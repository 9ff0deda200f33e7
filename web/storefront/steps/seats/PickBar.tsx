import { useId, useState } from 'react';
import { useText } from '../../app/state.ts';
import { useNames } from '../../buying/useNames.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import type { PriceOf } from './looks.ts';
import css from './PickBar.module.css';
import type { Pick } from './pick.ts';

type Props = {
  pick: Pick | null;
  priceOf: PriceOf;
  /** What to do while nothing is picked. */
  hint: string;
  isHolding: boolean;
  /** Null when there is no other game to look in. */
  onSame: (() => void) | null;
  onHold: () => void;
};

/**
 * What is picked, and what may be done with it. It lies over the map, so on a narrow screen it is one line with the way
 * on; the rest comes when it is asked for.
 */
export function PickBar({ pick, priceOf, hint, isHolding, onSame, onHold }: Props) {
  const { t, money } = useText();
  const names = useNames();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const cents = pick === null ? null : priceOf(pick.priceCode);
  return (
    <div className={classes(css.bar, isOpen && css.open)}>
      <div className={css.said} role="status">
        {pick === null ? (
          <span>{hint}</span>
        ) : (
          <>
            <strong className={css.brief} aria-hidden="true">
              {names.blockShort(pick.block)}
            </strong>
            {cents !== null && (
              <span className={css.brief} aria-hidden="true">
                {t('buy.each_short', { price: money(cents) })}
              </span>
            )}
            <strong className={css.full}>{names.block(pick.block)}</strong>
            {cents !== null && <span className={css.full}>{t('buy.each', { price: money(cents) })}</span>}
          </>
        )}
      </div>
      {pick !== null && onSame !== null && (
        <>
          <button
            type="button"
            className={css.toggle}
            aria-label={t('seats.more_ways')}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <svg aria-hidden="true" viewBox="0 0 20 20">
              <path d={isOpen ? 'm5 7.500 5 5 5-5' : 'm5 12.500 5-5 5 5'} />
            </svg>
          </button>
          <div id={id} className={css.more}>
            <Button look="quiet" isWide onClick={onSame}>
              {t('seats.find_same')}
            </Button>
          </div>
        </>
      )}
      {pick !== null && (
        <div className={css.hold}>
          <Button look="accent" isWide isBusy={isHolding} aria-label={t('seats.hold_here')} onClick={onHold}>
            <span className={css.short}>{t('seats.hold_short')}</span>
            <span className={css.long}>{t('seats.hold_here')}</span>
          </Button>
        </div>
      )}
    </div>
  );
}
