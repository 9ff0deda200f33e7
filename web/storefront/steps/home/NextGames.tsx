import type { Game } from '../../app/games.ts';
import { Link } from '../../app/Link.tsx';
import { useText } from '../../app/state.ts';
import { GameFace } from '../../games/GameFace.tsx';
import { Price } from '../../ui/Price.tsx';
import css from './HomeStep.module.css';

/** How many games the first page shows. */
const most = 6;

/** The team's featured games, else those that come next. */
export function NextGames({ games, prices }: { games: readonly Game[]; prices: ReadonlyMap<string, number> }) {
  const { t } = useText();
  const featured = games.filter(({ isFeatured }) => isFeatured);
  const shown = (featured.length > 0 ? featured : games).slice(0, most);
  if (shown.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby="games">
      <div className={css.head}>
        <h2 id="games">{featured.length > 0 ? t('home.featured') : t('home.next')}</h2>
        <Link to={{ step: 'choose', packId: null }} className={css.more}>
          {t('home.all_games', { count: games.length })}
        </Link>
      </div>
      <ul className={css.games}>
        {shown.map((game) => {
          const cents = prices.get(game.code);
          return (
            <li key={game.code}>
              <Link to={{ step: 'choose', packId: null }} className={css.game}>
                <GameFace game={game} />
                <span className={css.price}>
                  {cents === undefined ? (
                    <span className={css.muted}>{t('game.sold_out')}</span>
                  ) : (
                    <Price cents={cents} isFrom />
                  )}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
