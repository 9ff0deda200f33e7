import { useCart, useText } from '../../app/state.ts';
import css from '../../buying/buying.module.css';
import { useExtras } from '../../buying/useExtras.ts';
import { ButtonLink } from '../../ui/Button.tsx';

/** The way on, once every game has its seats. */
export function ContinueBar() {
  const { cart } = useCart();
  const { t, money } = useText();
  const { hasExtras } = useExtras();
  if (cart === null) return null;
  const pending = cart.events.filter(({ state }) => state === 'pending').length;
  if (pending === cart.events.length) return null;
  return (
    <div className={pending === 0 ? css.bar : css.held}>
      <p className={css.about}>
        <strong>{pending === 0 ? t('seats.done') : t('seats.continue_first', { count: pending })}</strong>
        <span className={css.amount}>{money(cart.quote.totalCents)}</span>
      </p>
      {pending === 0 && (
        <ButtonLink to={{ step: hasExtras ? 'add-ons' : 'review' }} look="accent" size="large">
          {t('seats.continue')}
        </ButtonLink>
      )}
    </div>
  );
}
