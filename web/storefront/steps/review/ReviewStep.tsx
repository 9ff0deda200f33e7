import { useMemo } from 'react';
import { useCart, useFan, useRouter, useShop, useText } from '../../app/state.ts';
import css from '../../buying/buying.module.css';
import { CartNotices } from '../../buying/CartNotices.tsx';
import { Fault } from '../../buying/Fault.tsx';
import { linesOfCart, type OrderLines } from '../../buying/games.ts';
import { HoldBar } from '../../buying/HoldBar.tsx';
import { NothingChosen } from '../../buying/NothingChosen.tsx';
import { Progress } from '../../buying/Progress.tsx';
import { savedBy } from '../../buying/savings.ts';
import { type DueState, useDue } from '../../buying/useDue.ts';
import { useExtras } from '../../buying/useExtras.ts';
import { useNames } from '../../buying/useNames.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';

/** All of the order before it is paid: what it costs in all comes first. */
export function ReviewStep() {
  const { cart } = useCart();
  const { t } = useText();
  const { forced, hasExtras } = useExtras();
  const due = useDue();
  const lines = useMemo(
    () => (cart === null ? null : linesOfCart(cart, new Set(forced.map(({ id }) => id)))),
    [cart, forced],
  );
  if (cart === null || lines === null || cart.events.length === 0) return <NothingChosen title={t('title.review')} />;
  const isHeld = cart.state === 'holding' && cart.events.every(({ state }) => state === 'held');
  return (
    <StepFrame title={t('title.review')} lead={t('review.lead')} aside={<Next />}>
      <div className={css.stack}>
        <Progress at="review" />
        <HoldBar />
        <CartNotices />
        {cart.state === 'paying' && (
          <Notice
            title={t('buy.paying_title')}
            actions={<ButtonLink to={{ step: 'pay' }}>{t('buy.paying_go')}</ButtonLink>}
          >
            {t('buy.paying_text')}
          </Notice>
        )}
        {!isHeld && cart.state !== 'paying' && (
          <Notice
            tone="warn"
            title={t('fault.not_held')}
            actions={<ButtonLink to={{ step: 'seats', eventCode: null }}>{t('fail.again')}</ButtonLink>}
          />
        )}
        {(isHeld || cart.state === 'paying') && <ToPay due={due} isHeld={isHeld} />}
        <Lines lines={lines} feesCents={due.due?.feesCents ?? 0} />
        <p className={css.acts}>
          <ButtonLink to={{ step: 'seats', eventCode: null }} look="quiet">
            {t('review.change_seats')}
          </ButtonLink>
          {hasExtras && (
            <ButtonLink to={{ step: 'add-ons' }} look="quiet">
              {t('review.change_extras')}
            </ButtonLink>
          )}
        </p>
      </div>
    </StepFrame>
  );
}

function ToPay({ due: { due, problem, ask }, isHeld }: { due: DueState; isHeld: boolean }) {
  const { t, money } = useText();
  const { cart } = useCart();
  const { fan, isLoading, isEnded, ask: signIn } = useFan();
  const { offer, copy } = useShop();
  const router = useRouter();
  if (cart === null) return null;
  const {
    legal: { termsUrl },
    prices: { feesIncluded },
  } = copy;
  const saved = offer.state === 'open' ? savedBy(cart, offer) : 0;
  const goOn = async () => {
    if (await signIn()) void router.go({ step: 'pay' });
  };
  return (
    <section className={css.panel} aria-label={t('review.total')}>
      <div className={css.total}>
        <span className={css.title}>{t(due !== null || feesIncluded ? 'review.total' : 'review.before_fees')}</span>
        <strong className={css.big}>{money(due?.dueCents ?? cart.quote.totalCents)}</strong>
      </div>
      {due !== null && (
        <p className={css.muted}>
          {due.feesCents > 0 ? t('review.fees_in', { fees: money(due.feesCents) }) : t('review.all_in')}
        </p>
      )}
      {isEnded && <Notice tone="warn" title={t('account.ended')} isNews />}
      {fan === null && !isLoading && (
        <p className={css.muted}>{t(feesIncluded ? 'shell.all_in' : 'review.fees_later')}</p>
      )}
      {fan !== null && due === null && problem === null && isHeld && (
        <p className={css.muted} role="status">
          {t('review.asking')}
        </p>
      )}
      {saved > 0 && <p className={css.good}>{t('review.saved', { amount: money(saved) })}</p>}
      {isHeld && problem !== null && (
        <Fault problem={problem} actions={<Button onClick={() => void ask()}>{t('act.retry')}</Button>} />
      )}
      {termsUrl !== null && (
        <p className={css.small}>
          {t('review.terms')} <a href={termsUrl}>{t('shell.terms')}</a>.
        </p>
      )}
      <Button
        look="accent"
        size="large"
        isWide
        aria-disabled={!isHeld || (fan !== null && due === null)}
        onClick={() => void goOn()}
      >
        {t(fan === null ? 'review.sign_in' : 'review.to_pay')}
      </Button>
    </section>
  );
}

function Lines({ lines: { games, extras }, feesCents }: { lines: OrderLines; feesCents: number }) {
  const { t, money } = useText();
  const names = useNames();
  const hasSeats = games.some(({ seatCount }) => seatCount > 0);
  return (
    <section className={css.panel} aria-labelledby="lines-title">
      <h2 id="lines-title">{t('review.lines')}</h2>
      <ul className={css.rows}>
        {games.map(({ eventCode, blocks, totalCents, seatCount, eachCents, suiteId }) => (
          <li key={eventCode} className={css.row}>
            <span className={css.about}>
              <span className={css.name}>{names.event(eventCode).name}</span>
              <span className={`${css.muted} ${css.small}`}>{names.when(names.event(eventCode))}</span>
              <span>
                {suiteId !== null && `${names.suite(suiteId)}: `}
                {blocks.length === 0 ? t('seats.no_seats') : names.blocks(blocks)}
              </span>
              {seatCount > 0 && (
                <span className={`${css.muted} ${css.small}`}>
                  {t('buy.seat_count', { count: seatCount })}
                  {eachCents.length === 1 && ` · ${t('buy.each', { price: money(eachCents[0] ?? 0) })}`}
                </span>
              )}
            </span>
            {seatCount > 0 && <span className={css.amount}>{money(totalCents)}</span>}
          </li>
        ))}
        {extras.map(({ addOnId, count, totalCents, isForced }) => (
          <li key={addOnId} className={css.row}>
            <span className={css.about}>
              <span className={css.name}>
                {names.addOn(addOnId)} × {count}
              </span>
              {isForced && <span className={`${css.muted} ${css.small}`}>{t('addons.included')}</span>}
            </span>
            <span className={css.amount}>
              {hasSeats ? money(totalCents) : t('buy.plus', { amount: money(totalCents) })}
            </span>
          </li>
        ))}
        {feesCents > 0 && (
          <li className={css.row}>
            <span className={css.about}>{t('review.fee_line')}</span>
            <span className={css.amount}>{money(feesCents)}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Next() {
  const { t } = useText();
  return (
    <section className={css.panel} aria-labelledby="next-title">
      <h2 id="next-title">{t('review.next_title')}</h2>
      <ol className={css.numbers}>
        <li>{t('review.next_pay')}</li>
        <li>{t('review.next_mail')}</li>
        <li>{t('review.next_tickets')}</li>
      </ol>
    </section>
  );
}
