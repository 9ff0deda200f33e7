import { useState } from 'react';
import type { Cart } from '../../../../shared/contract/carts.ts';
import { call } from '../../../api/client.ts';
import { type ProblemFacts, problemFacts } from '../../../api/problem.ts';
import type { Route } from '../../app/route.ts';
import { useApp, useCart, useShop, useText } from '../../app/state.ts';
import { toBlocks } from '../../buying/blocks.ts';
import css from '../../buying/buying.module.css';
import { Fault } from '../../buying/Fault.tsx';
import { useNames } from '../../buying/useNames.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';

type Game = Cart['events'][number];

/** Every game of the plan with its seats, each to be changed by itself. */
export function Games() {
  const { cart } = useCart();
  const { t } = useText();
  const [removing, setRemoving] = useState<string | null>(null);
  if (cart === null) return null;
  return (
    <section className={css.panel} aria-labelledby="games-title">
      <h2 id="games-title">{t('seats.games_title')}</h2>
      <ul className={css.rows}>
        {cart.events.map((game) => (
          <GameRow
            key={game.eventCode}
            game={game}
            canRemove={cart.packageId === null && cart.events.length > 1}
            onRemove={() => setRemoving(game.eventCode)}
          />
        ))}
      </ul>
      <p>
        <ButtonLink to={choosingOf(cart)} look="plain">
          {t('buy.change_games')}
        </ButtonLink>
      </p>
      {removing !== null && <RemoveDialog eventCode={removing} onClose={() => setRemoving(null)} />}
    </section>
  );
}

/** Where the games of a cart are chosen: of what is added to an order, on its page. */
export function choosingOf({ forOrderId, packId, packageId }: Cart): Route {
  return forOrderId === null
    ? { step: 'choose', packId: packId ?? packageId }
    : { step: 'orders', orderId: forOrderId };
}

function GameRow({ game, canRemove, onRemove }: { game: Game; canRemove: boolean; onRemove: () => void }) {
  const { t, money } = useText();
  const names = useNames();
  const { eventCode, suiteId, state, seats } = game;
  const event = names.event(eventCode);
  const cents = seats.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return (
    <li className={css.row}>
      <div className={css.about}>
        <span className={css.name}>{event.name}</span>
        <span className={classes(css.muted, css.small)}>{names.when(event)}</span>
        <span className={state === 'held' ? css.good : css.muted}>
          {state === 'held'
            ? `${suiteId === null ? '' : `${names.suite(suiteId)}: `}${names.blocks(toBlocks(seats))}`
            : t('seats.no_seats')}
        </span>
      </div>
      <div className={css.acts}>
        {cents > 0 && <span className={css.amount}>{money(cents)}</span>}
        {suiteId === null && event.venueId !== null && (
          <ButtonLink to={{ step: 'seats', eventCode }} look="quiet" size="small">
            {t(state === 'held' ? 'seats.change' : 'seats.choose')}
            <span className="hidden"> {t('seats.for', { event: names.eventAndDay(eventCode) })}</span>
          </ButtonLink>
        )}
        {canRemove && (
          <Button look="plain" size="small" onClick={onRemove}>
            {t('seats.remove')}
            <span className="hidden"> {names.eventAndDay(eventCode)}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

/** Gives a game back. When the others then cost something else, the fan agrees to that first. */
function RemoveDialog({ eventCode, onClose }: { eventCode: string; onClose: () => void }) {
  const app = useApp();
  const { storeKey } = useShop();
  const { t, money } = useText();
  const names = useNames();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemFacts | null>(null);
  const [newTotal, setNewTotal] = useState<number | null>(null);
  const remove = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const body = { eventCodes: [eventCode], agreedCents: newTotal };
      const answer = await call('POST /api/stores/{storeKey}/cart/drops', { params: { storeKey }, body });
      app.cart.take(answer.cart);
      if (answer.newTotalCents === null) onClose();
      setNewTotal(answer.newTotalCents);
    } catch (error) {
      setProblem(problemFacts(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('seats.remove_title', { event: names.event(eventCode).name })} onClose={onClose}>
      <div className={css.tight}>
        {problem === null ? (
          <p>{newTotal === null ? t('seats.remove_text') : t('seats.remove_price', { total: money(newTotal) })}</p>
        ) : (
          <Fault problem={problem} />
        )}
        <div className={css.acts}>
          <Button isBusy={isBusy} onClick={() => void remove()}>
            {newTotal === null ? t('seats.remove') : t('seats.remove_agree', { total: money(newTotal) })}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t('act.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
