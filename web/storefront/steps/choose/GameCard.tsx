import { memo, useId } from 'react';
import { useShop, useText } from '../../app/state.ts';
import { GameFace } from '../../games/GameFace.tsx';
import { classes } from '../../ui/classes.ts';
import { Price } from '../../ui/Price.tsx';
import css from './GameCard.module.css';
import { isSameGame, type PlanGame } from './plan.ts';
import { sayHindrance } from './sayFinding.ts';

type Props = {
  one: PlanGame;
  /** In a package nothing is chosen: the game is part of it. */
  isFixed?: boolean;
  toggle?: (eventCode: string) => void;
};

/** A game to tick. One that would lead nowhere keeps the keyboard and says why it cannot be ticked. */
export const GameCard = memo(
  Card,
  (before, after) =>
    isSameGame(before.one, after.one) && before.isFixed === after.isFixed && before.toggle === after.toggle,
);

function Card({ one, isFixed = false, toggle }: Props) {
  const shop = useShop();
  const reader = useText();
  const { t } = reader;
  const id = useId();
  const { game, isChosen, cents, hindrance } = one;
  const isOff = !isChosen && hindrance !== null;
  const reason = hindrance === null || (isChosen && !isFixed) ? null : sayHindrance(hindrance, shop, reader);
  const said =
    reason === null ? null : (
      <span id={`${id}-why`} className={css.why}>
        {reason}
      </span>
    );
  const price = cents === null ? null : <Price cents={cents} isFrom />;
  if (isFixed) {
    return (
      <div className={css.card}>
        <GameFace game={game}>{price ?? said}</GameFace>
      </div>
    );
  }
  return (
    <label className={classes(css.card, css.choice, isChosen && css.chosen, isOff && css.off)}>
      <input
        type="checkbox"
        className="hidden"
        checked={isChosen}
        aria-disabled={isOff || undefined}
        aria-describedby={reason === null ? undefined : `${id}-why`}
        onChange={() => !isOff && toggle?.(game.code)}
      />
      <GameFace game={game}>
        <span className={css.foot}>
          {said ?? price}
          {game.isFeatured && reason === null && <span className={css.tag}>{t('home.featured_one')}</span>}
        </span>
      </GameFace>
      <span className={css.tick}>
        <svg aria-hidden="true" viewBox="0 0 20 20">
          <path d={isChosen ? 'm4.500 10.500 3.500 3.500 7.500-8' : 'M10 4v12M4 10h12'} />
        </svg>
      </span>
    </label>
  );
}
