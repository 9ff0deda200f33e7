import { useMemo } from 'react';
import { useCart, useShop, useText } from '../app/state.ts';
import { classes } from '../ui/classes.ts';
import { Price } from '../ui/Price.tsx';
import css from './buying.module.css';
import { estimateOf } from './estimate.ts';
import { type GameLines, linesOfCart } from './games.ts';
import type { Due } from './useDue.ts';
import { useExtras } from './useExtras.ts';
import { useNames } from './useNames.ts';

/** What is being bought, in short: beside the step. `due` is what the vendor wants for it, once that is known. */
export function PlanSummary({ due = null }: { due?: Due | null }) {
  const { cart } = useCart();
  const { t, money } = useText();
  const shop = useShop();
  const names = useNames();
  const { forced } = useExtras();
  const forcedIds = useMemo(() => new Set(forced.map(({ id }) => id)), [forced]);
  const lines = useMemo(() => (cart === null ? null : linesOfCart(cart, forcedIds)), [cart, forcedIds]);
  const estimate = useMemo(() => (cart === null ? null : estimateOf(shop, cart)), [shop, cart]);
  if (cart === null || lines === null) return null;
  const hasSeats = lines.games.some(({ seatCount }) => seatCount > 0);
  // before there are seats the price of an extra would read as that of the plan
  const isAlone = !hasSeats && estimate === null;
  const cents = due?.dueCents ?? estimate?.totalCents ?? cart.quote.totalCents;
  return (
    <section className={css.panel} aria-label={t('buy.plan')}>
      <h2>{names.title ?? t('buy.plan')}</h2>
      <ul className={css.rows}>
        {lines.games.map((game) => (
          <GameRow key={game.eventCode} game={game} fromCents={estimate?.seats.get(game.eventCode) ?? null} />
        ))}
        {(estimate ?? lines).extras.map(({ addOnId, count, totalCents }) => (
          <li key={addOnId} className={css.row}>
            <span className={css.about}>
              <span>
                {names.addOn(addOnId)} × {count}
              </span>
              {forcedIds.has(addOnId) && <span className={quiet}>{t('addons.included')}</span>}
            </span>
            <span className={css.amount}>
              {isAlone ? t('buy.plus', { amount: money(totalCents) }) : money(totalCents)}
            </span>
          </li>
        ))}
        {due !== null && due.feesCents > 0 && (
          <li className={css.row}>
            <span className={css.about}>{t('review.fee_line')}</span>
            <span className={css.amount}>{money(due.feesCents)}</span>
          </li>
        )}
      </ul>
      {isAlone && <p className={quiet}>{t('buy.price_later')}</p>}
      {!isAlone && <Sum cents={cents} isWhole={due !== null} isFrom={estimate !== null} />}
    </section>
  );
}

const quiet = classes(css.muted, css.small);

/** `fromCents`: what it costs at least, while it has no seats. */
function GameRow({ game, fromCents }: { game: GameLines; fromCents: number | null }) {
  const { t, money } = useText();
  const names = useNames();
  const { eventCode, blocks, totalCents, suiteId } = game;
  return (
    <li className={css.row}>
      <span className={css.about}>
        <span className={css.name}>{names.event(eventCode).name}</span>
        <span className={quiet}>{names.when(names.event(eventCode))}</span>
        <span className={css.small}>
          {suiteId !== null && blocks.length > 0 && `${names.suite(suiteId)}: `}
          {blocks.length === 0 ? t('seats.no_seats') : names.blocks(blocks)}
        </span>
      </span>
      {totalCents > 0 && <span className={css.amount}>{money(totalCents)}</span>}
      {fromCents !== null && (
        <span className={css.end}>
          <Price cents={fromCents} isFrom />
        </span>
      )}
    </li>
  );
}

/** `isWhole`: the fees are in it, whatever is true of the store's prices. */
function Sum({ cents, isWhole, isFrom }: { cents: number; isWhole: boolean; isFrom: boolean }) {
  const { t } = useText();
  const { feesIncluded } = useShop().copy.prices;
  return (
    <>
      <p className={css.total}>
        <span>{t(isWhole || feesIncluded ? 'buy.total' : 'review.before_fees')}</span>
        <Price cents={cents} isFrom={isFrom} />
      </p>
      {isFrom && <p className={quiet}>{t(feesIncluded ? 'choose.total_hint' : 'choose.total_hint_fees_later')}</p>}
    </>
  );
}
