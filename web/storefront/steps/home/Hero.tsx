import { useOpenOffer, useShop, useText } from '../../app/state.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import css from './Hero.module.css';
import { startKeys, sublineKeys } from './startKeys.ts';

type Props = {
  /** The least a seat costs in any plan. */
  least: number | null;
  games: number;
};

/** The team's banner and promise, and the one thing to do next. */
export function Hero({ least, games }: Props) {
  const { copy } = useShop();
  const { program, presale } = useOpenOffer();
  const { t, say, money } = useText();
  const { presentation, prices } = copy;
  const banner = presentation?.banner ?? null;
  const headline = say(presentation?.headline ?? {}) || copy.store.name;
  const subline = say(presentation?.subline ?? {}) || t(sublineKeys[program.type], { count: games });
  return (
    <section className={classes(css.hero, banner !== null && css.pictured)}>
      {banner !== null && <img src={banner.url} alt={say(banner.alt)} className={css.banner} fetchPriority="high" />}
      <div className={css.inside}>
        {presale !== null && <p className={css.tag}>{t('home.presale', { name: presale.name })}</p>}
        <h1 className={css.headline}>{headline}</h1>
        <p className={css.subline}>{subline}</p>
        <div className={css.acts}>
          <ButtonLink to={{ step: 'choose', packId: null }} look="accent" size="large">
            {t(startKeys[program.type])}
          </ButtonLink>
          {least !== null && (
            <p className={css.least}>
              {t('home.least', { price: money(least) })}
              <span>{t(prices.feesIncluded ? 'home.all_in' : 'home.fees_later')}</span>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
