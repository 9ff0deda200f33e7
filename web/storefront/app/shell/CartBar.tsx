import { ButtonLink } from '../../ui/Button.tsx';
import type { Route, StepName } from '../route.ts';
import { useCart, useRoute, useShop, useText } from '../state.ts';
import css from './CartBar.module.css';

/** Where the choice is not in sight anyway. */
const shownAt: readonly StepName[] = ['home', 'orders', 'missing'];

/** The choice so far, wherever one is in the store, and the way on with it. */
export function CartBar() {
  const route = useRoute();
  const { offer, isPreview } = useShop();
  const { cart, choice } = useCart();
  const { t, money } = useText();
  const isHeld = cart !== null && cart.state !== 'choosing';
  const isAdding = choice?.forOrderId != null;
  const count = choice?.events.length ?? 0;
  if (!shownAt.includes(route.step) || isPreview || count === 0) return null;
  if (!isHeld && !isAdding && offer.state !== 'open') return null;
  const packId = choice?.packId ?? choice?.packageId ?? null;
  const chosen: Route = isAdding ? { step: 'seats', eventCode: null } : { step: 'choose', packId };
  const to: Route = isHeld ? { step: 'review' } : chosen;
  return (
    <section className={css.bar} aria-label={t('bar.label')}>
      <div className={css.inside}>
        <p>
          <strong>{isHeld ? t('choose.held_title') : t('choose.chosen', { count })}</strong>
          {isHeld && cart.quote.totalCents > 0 && <span> · {money(cart.quote.totalCents)}</span>}
        </p>
        <ButtonLink to={to} look="accent">
          {t('bar.continue')}
        </ButtonLink>
      </div>
    </section>
  );
}
