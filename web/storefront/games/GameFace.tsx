import type { ReactNode } from 'react';
import { formatDay, formatTime } from '../app/dates.ts';
import type { Game } from '../app/games.ts';
import { useShop, useText } from '../app/state.ts';
import css from './GameFace.module.css';

/** A game at a glance: its day as on a tear-off calendar, its name, its time and place. */
export function GameFace({ game, id, children }: { game: Game; id?: string; children?: ReactNode }) {
  const { locale, offer } = useShop();
  const { t } = useText();
  const hasVenues = offer.state === 'open' && offer.venues.length > 1;
  const { day, time, undecided, venueName } = game;
  const missing = undecided === 'tba' ? t('game.tba') : t('game.tbd');
  return (
    <span className={css.face}>
      <span className={css.date} aria-hidden="true">
        <span className={css.month}>{day === null ? '' : formatDay(day, locale, 'month')}</span>
        <span className={css.day}>{day === null ? '?' : Number(day.slice(8))}</span>
        <span className={css.weekday}>{day === null ? '' : formatDay(day, locale, 'weekday')}</span>
      </span>
      <span className={css.text}>
        <span id={id} className={css.name}>
          {game.name}
        </span>
        <span className={css.meta}>
          <span className="hidden">{day === null ? '' : `${formatDay(day, locale, 'long')}, `}</span>
          {time === null ? (day === null ? missing : t('game.time_open')) : formatTime(time, locale)}
          <span className={hasVenues ? undefined : 'hidden'}> · {venueName}</span>
        </span>
        {children}
      </span>
    </span>
  );
}
